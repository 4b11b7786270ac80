// 来返人员: somebody comes here from elsewhere, said before or found after. Which measure that leads to, and by when somebody asks, stands in the pack.
import { daysBetween } from '../days/index.ts'
import { matchPlace, RISK_LEVELS, type RiskArea, type RiskLevel } from '../risk/index.ts'
import type { ArrivalState, ArrivalStep, ArrivalTrigger } from './words.ts'

export * from './read-list.ts'
export * from './words.ts'

/** What a pack says of arrivals. Levels that are not named lead to nothing. */
export type ArrivalPolicy = {
  lookBackDays: number
  levels: readonly { level: RiskLevel; trigger: ArrivalTrigger }[]
}
/** `level`: the strictest place on the list that they come from; null: none of the list. `trigger` null: no measure. */
export type Ruling = { level: RiskLevel | null; trigger: ArrivalTrigger | null }

/**
 * By where they come from, in words and by official code, and the day they arrive or arrived. A place counts while it is listed within the days looked
 * back to on either side of that day: listed later, it was there that they had been.
 */
export function rule(
  policy: ArrivalPolicy,
  areas: readonly RiskArea[],
  { from, code, on, today }: { from: string; code: string | null; on: string; today: string },
): Ruling {
  const near = areas.filter(
    (area) =>
      (area.from <= today || area.from <= on) &&
      daysBetween(on, area.from) <= policy.lookBackDays &&
      (area.until === null || daysBetween(area.until, on) <= policy.lookBackDays),
  )
  const found = new Set([...matchPlace(near, from), ...(code === null ? [] : matchPlace(near, code))].map(({ level }) => level))
  const level = RISK_LEVELS.find((one) => found.has(one)) ?? null
  return { level, trigger: policy.levels.find((one) => one.level === level)?.trigger ?? null }
}

/** What a track comes to for whoever is under it: a measure that keeps them from the gate, tests only, or nothing. */
export type Comes = 'control' | 'tests' | 'none'
export function comesTo(phases: readonly { measure: string }[] | null, measures: Readonly<Record<string, { mayPassGate: boolean } | undefined>>): Comes {
  if (phases === null) return 'none'
  return phases.some(({ measure }) => measures[measure]?.mayPassGate === false) ? 'control' : 'tests'
}

const HOUR_MS = 3_600_000
/** When somebody asks after whoever has not come, and when the next level does. `dayEndMs`: the end of the day they were expected. */
export const clocksOf = (dayEndMs: number, hours: { chase: number; nextLevel: number }): { chaseAtMs: number; nextLevelAtMs: number } => ({
  chaseAtMs: dayEndMs + hours.chase * HOUR_MS,
  nextLevelAtMs: dayEndMs + (hours.chase + hours.nextLevel) * HOUR_MS,
})
/** Reported later than the pack allows after the day of arrival. */
export const isLateReport = (dayEndMs: number, reportedMs: number, withinHours: number): boolean => reportedMs > dayEndMs + withinHours * HOUR_MS

const STEPS: Record<ArrivalStep, { from: readonly ArrivalState[]; to: ArrivalState }> = {
  accept: { from: ['reported', 'notArrived'], to: 'expected' },
  arrive: { from: ['reported', 'expected', 'notArrived'], to: 'arrived' },
  miss: { from: ['reported', 'expected'], to: 'notArrived' },
  cancel: { from: ['reported', 'expected', 'notArrived'], to: 'notArrived' },
  handOver: { from: ['reported', 'expected', 'arrived', 'notArrived'], to: 'elsewhere' },
  clear: { from: ['arrived'], to: 'cleared' },
  open: { from: ['arrived'], to: 'controlCase' },
}
/** The state that follows; null where it knows no such step. */
export const stepArrival = (state: ArrivalState, step: ArrivalStep): ArrivalState | null => (STEPS[step].from.includes(state) ? STEPS[step].to : null)
