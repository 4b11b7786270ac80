export const MEANS_KINDS = ['code', 'short', 'document', 'door', 'none'] as const
export type MeansKind = (typeof MEANS_KINDS)[number]
export const OUTCOMES = ['enter', 'hold', 'refuse', 'cannotTell'] as const
export type Outcome = (typeof OUTCOMES)[number]
/** What a code stands for: one person, a whole home, a paper card, a worker of the place. */
export const PASS_CLASSES = ['personal', 'family', 'paper', 'worker'] as const
export type PassClass = (typeof PASS_CLASSES)[number]
export const REASONS = [
  'fever',
  'temperature_missing',
  'infection_case',
  'under_control',
  'code_unreadable',
  'code_forged',
  'code_expired',
  'code_not_yet',
  'code_revoked',
  'code_foreign',
  'code_unknown',
  'person_unknown',
  'list_too_old',
  'no_means',
  'medical_way',
  'door_needs_person',
  'gate_closed',
] as const
export type Reason = (typeof REASONS)[number]
/** What can be wrong with a code itself, whoever holds it. */
export const CODE_PROBLEMS = [
  'code_unreadable',
  'code_forged',
  'code_expired',
  'code_not_yet',
  'code_revoked',
  'code_foreign',
] as const satisfies readonly Reason[]
export type CodeProblem = (typeof CODE_PROBLEMS)[number]
/** Whom a gate asks for something. */
export const ASKED = ['nobody', 'entering', 'everybody'] as const
export type Asked = (typeof ASKED)[number]
export const DIRECTIONS = ['in', 'out'] as const
export type Direction = (typeof DIRECTIONS)[number]
