import type { SealAct, SealState } from './words.ts'

const STEPS: Record<SealState, Partial<Record<SealAct, SealState>>> = {
  issued: { apply: 'applied', withdraw: 'withdrawn' },
  applied: { check: 'applied', break: 'broken', remove: 'removed' },
  broken: {},
  removed: {},
  withdrawn: {},
}
/** Where a seal is after an act; null when the act does not fit where it is. */
export const afterAct = (state: SealState, act: SealAct): SealState | null => STEPS[state][act] ?? null
export const isOnDoor = (state: SealState): boolean => state === 'applied'
export const isLive = (state: SealState): boolean => state === 'issued' || state === 'applied'

/** A window in which the door may open, in milliseconds since 1970, both ends included. */
export type Window = { from: number; until: number }
/** Sensors tell whole seconds: the second in which an opening is announced belongs to it. */
const secondOf = (at: number): number => Math.floor(at / 1000) * 1000
/** Whether an opening is a breach: only of a seal that is on the door and need not come off, and nobody announced the opening. */
export const isBreach = ({ state, mustComeOff }: { state: SealState; mustComeOff: boolean }, at: number, announced: readonly Window[]): boolean =>
  isOnDoor(state) && !mustComeOff && !announced.some(({ from, until }) => secondOf(from) <= at && at <= until)

const HOUR_MS = 3_600_000
/** When somebody has to look at it next, in milliseconds. */
export const nextCheck = (from: number, everyHours: number): number => from + everyHours * HOUR_MS
/** Longest a window may be announced for, in hours. */
export const MOST_WINDOW_HOURS = 12
