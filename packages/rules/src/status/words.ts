/** What a source may say of somebody. Code knows the kinds; a plan pack says what each means, and for how long. */
export const SIGNAL_KINDS = [
  'clinicVisit',
  'feverMedicine',
  'riskArea',
  'caseContact',
  'testOverdue',
  'testNegative',
  'codeGreen',
  'codeYellow',
  'codeRed',
] as const
export type SignalKind = (typeof SIGNAL_KINDS)[number]

/** 判定: all that leaves the office, with the class of its reason. Mildest first. */
export const STATUS_VERDICTS = ['green', 'yellow', 'red'] as const
export type StatusVerdict = (typeof STATUS_VERDICTS)[number]

/** Why, in one word that tells neither clinic, medicine nor place. */
export const REASON_CLASSES = ['medical', 'whereabouts', 'contact', 'testing', 'officialCode'] as const
export type ReasonClass = (typeof REASON_CLASSES)[number]

/** What the guard saw on a stranger's phone (亮码). */
export const SEEN_CODES = ['green', 'yellow', 'red', 'none'] as const
export type SeenCode = (typeof SEEN_CODES)[number]

export const SOURCE_TRUSTS = ['official', 'partner', 'notice'] as const
export type SourceTrust = (typeof SOURCE_TRUSTS)[number]
export const SIGNAL_WAYS = ['hand', 'file', 'api'] as const
export type SignalWay = (typeof SIGNAL_WAYS)[number]
/** `proposed`: by hand, waits for a second person. `superseded`: the same source has said something newer of the same matter. */
export const SIGNAL_STATES = ['proposed', 'inForce', 'superseded', 'withdrawn'] as const
export type SignalState = (typeof SIGNAL_STATES)[number]

/** 申请更正: `proposed` waits for a second person, as a signal does. */
export const CORRECTION_STATES = ['open', 'proposed', 'upheld', 'corrected'] as const
export type CorrectionState = (typeof CORRECTION_STATES)[number]
export const CORRECTION_ANSWERS = ['upheld', 'corrected'] as const satisfies readonly CorrectionState[]
export type CorrectionAnswer = (typeof CORRECTION_ANSWERS)[number]

/** Why something a source said could be laid at nobody's door. */
export const UNMATCHED_REASONS = ['no_such_person', 'several_people', 'document_missing', 'kind_unknown', 'kind_not_of_source', 'day_unreadable'] as const
export type UnmatchedReason = (typeof UNMATCHED_REASONS)[number]

export const STATUS_FIELDS = ['documentNumber', 'kind', 'from', 'until', 'evidence', 'eventId'] as const
export type StatusField = (typeof STATUS_FIELDS)[number]
