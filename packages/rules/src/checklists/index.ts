// 小门自查 (一问二看三贴四区五件): what a gate must have, as data of a plan pack, and how it stands.
export { CHECK_ANSWERS, CHECK_KINDS, GATE_STANDINGS, STANDING_WORDS } from './words.ts'
export type { CheckAnswer, CheckKind, GateStanding } from './words.ts'
export { CHECK_PROBLEMS, changesOf, problemsOf, standingOf } from './check.ts'
export type { Answered, CheckItem, CheckProblem } from './check.ts'
