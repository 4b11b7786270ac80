// 待办与覆盖: the words of what somebody must do and of what is owed for everybody.

/** What a task is about. Rooms add theirs; those with a form of their own are finished there, not by a plain outcome. */
export const TASK_KINDS = [
  'errand',
  'notice',
  'handOut',
  'sweep',
  'care',
  'tenants',
  'whereFrom',
  'fever',
  'gateFault',
  'missedRound',
  'breach',
  'dailyRecord',
  'release',
  'arrival',
  'seal',
  'transport',
  'placeWork',
  'need',
  'homeSample',
  'antigen',
  'recall',
  'foreignPositive',
  'keyTest',
  'lead',
] as const
export type TaskKind = (typeof TASK_KINDS)[number]
/** Which word plans it; `hand`: an office, as a round of its own. */
export const TASK_SOURCES = [
  'hand',
  'sweeps',
  'care',
  'registry',
  'gate',
  'checklists',
  'patrols',
  'control',
  'zones',
  'arrivals',
  'seals',
  'aid',
  'antigen',
  'testing',
  'lab',
  'foreign',
  'occupations',
  'leads',
] as const
export type TaskSource = (typeof TASK_SOURCES)[number]
/** Kinds an office plans by hand, as a round of homes. */
export const ROUND_KINDS = ['errand', 'notice', 'handOut'] as const satisfies readonly TaskKind[]
export type RoundKind = (typeof ROUND_KINDS)[number]
/** Done at the door by a plain outcome: the rounds of an office, and what a lead asks somebody to look after. */
const PLAIN_KINDS: readonly TaskKind[] = [...ROUND_KINDS, 'lead']
export const hasOwnForm = (kind: TaskKind): boolean => !PLAIN_KINDS.includes(kind)

export const TASK_STATES = ['open', 'done', 'excused', 'cancelled'] as const
export type TaskState = (typeof TASK_STATES)[number]

/** What was found at the door. */
export const OUTCOMES = ['done', 'nobodyHome', 'refused', 'notPossible', 'vacant'] as const
export type Outcome = (typeof OUTCOMES)[number]
export const OUTCOME_REASONS = {
  done: [],
  nobodyHome: ['noAnswer', 'atWork', 'travelling', 'inHospital'],
  refused: ['privacy', 'busy', 'dispute', 'unwell', 'otherReason'],
  notPossible: ['locked', 'unsafe', 'wrongAddress', 'language', 'otherReason'],
  vacant: [],
} as const satisfies Record<Outcome, readonly string[]>
export const REASONS = [
  'noAnswer',
  'atWork',
  'travelling',
  'inHospital',
  'privacy',
  'busy',
  'dispute',
  'unwell',
  'locked',
  'unsafe',
  'wrongAddress',
  'language',
  'otherReason',
] as const
export type Reason = (typeof REASONS)[number]
/** Whether a reason belongs to an outcome; one without reasons takes none. */
export const isReasonOf = (outcome: Outcome, reason: Reason | null): boolean =>
  reason === null || (OUTCOME_REASONS[outcome] as readonly string[]).includes(reason)

export const DAY_PARTS = ['morning', 'noon', 'afternoon', 'evening'] as const
export type DayPart = (typeof DAY_PARTS)[number]
export const WAYS = ['visit', 'phone', 'ownReport', 'paper'] as const
export type Way = (typeof WAYS)[number]

/** Why somebody of whom something is expected is not missing although it was not done. */
export const EXCUSES = ['vacant', 'away', 'inHospital', 'isolated', 'exempt', 'refusedForGood', 'movedOut', 'otherReason'] as const
export type Excuse = (typeof EXCUSES)[number]
