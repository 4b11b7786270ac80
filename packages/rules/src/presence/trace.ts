// A trace is asked for with a reason, opened by a second hand, and closes by the clock.
import type { TraceState } from './words.ts'

const DAY_MS = 86_400_000
/** So long the names stay open once two have signed: a working day and the night after it. */
export const OPEN_HOURS = 24
/** More people than this leave the house in a file only when a third has signed (trust.md T35). */
export const MOST_EXPORTED = 49
/** So many minutes somebody of the place may take to confirm who stands there. */
export const CONFIRM_MINUTES = 30

export type WindowFault = 'reversed' | 'future' | 'too_long' | 'too_old'
/** What is wrong with a window, or null. It may end today; what is older than the kept days is destroyed, and a longer window would promise it. */
export function windowFault({ from, to }: { from: number; to: number }, { now, keepDays }: { now: number; keepDays: number }): WindowFault | null {
  if (!(from < to)) return 'reversed'
  if (to > now) return 'future'
  if (to - from > keepDays * DAY_MS) return 'too_long'
  return from < now - (keepDays + 1) * DAY_MS ? 'too_old' : null
}

/** How a trace stands now: rows say what was done, the clock says the rest. */
export function traceState(row: { openedAt: Date | null; withdrawnAt: Date | null; askUntil: Date; openUntil: Date | null }, now: Date): TraceState {
  if (row.withdrawnAt !== null) return 'withdrawn'
  if (row.openedAt !== null && row.openUntil !== null) return now < row.openUntil ? 'open' : 'closed'
  return now < row.askUntil ? 'asked' : 'lapsed'
}

export const needsThird = (people: number): boolean => people > MOST_EXPORTED
