// 待办与覆盖: what somebody must do at a door, and who is still missing.
export {
  DAY_PARTS,
  EXCUSES,
  hasOwnForm,
  isReasonOf,
  OUTCOME_REASONS,
  OUTCOMES,
  REASONS,
  ROUND_KINDS,
  TASK_KINDS,
  TASK_SOURCES,
  TASK_STATES,
  WAYS,
} from './words.ts'
export type { DayPart, Excuse, Outcome, Reason, RoundKind, TaskKind, TaskSource, TaskState, Way } from './words.ts'
export { addCoverage, coverageOf, NOTHING_EXPECTED, STANDINGS, standingOf, sumUp } from './coverage.ts'
export type { Coverage, Duty, Standing } from './coverage.ts'
export { areaOfHome, compareDoors } from './walk.ts'
export type { Door } from './walk.ts'
export { contradicts, settle } from './outcome.ts'
export { regenerate } from './regenerate.ts'
export type { Existing, Plan } from './regenerate.ts'
export { OUTCOME_WORDS, REASON_WORDS, STANDING_WORDS, WAY_WORDS } from './texts.ts'
