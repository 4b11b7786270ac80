// 人员巡防: rounds of the perimeter, counted, and what is found there.
export { BREACH_KINDS, BREACH_OUTCOMES, BREACH_WORDS, HERE_REASONS, MISSED_ANSWERS, ROUND_STATES } from './words.ts'
export type { BreachKind, BreachOutcome, HereReason, MissedAnswer, RoundState } from './words.ts'
export { areApart, MOST_POINTS, MOST_TIMES, roundsOf, slotsOf, timesEvery } from './rounds.ts'
export type { Point, Round, Slot, Timetable, Visit } from './rounds.ts'
