// 封条管理: the words of a seal on a home's door, its life, and when an opening is a breach.
export { BREACH_ALARMS, CHECK_OUTCOMES, OPENING_REASONS, REMOVAL_REASONS, SEAL_ACTS, SEAL_FACTS, SEAL_FINDINGS, SEAL_STATES, TELL_WAYS } from './words.ts'
export type { BreachAlarm, CheckOutcome, OpeningReason, RemovalReason, SealAct, SealFact, SealFinding, SealState, TellWay } from './words.ts'
export { afterAct, isBreach, isLive, isOnDoor, MOST_WINDOW_HOURS, nextCheck } from './life.ts'
export type { Window } from './life.ts'
