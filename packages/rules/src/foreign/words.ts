// 核酸比对: the words of a result file from another system, of its rows, and of what becomes of them.

export const FOREIGN_FIELDS = ['documentNumber', 'name', 'birthday', 'phone', 'sampledAt', 'method', 'result', 'lab'] as const
export type ForeignField = (typeof FOREIGN_FIELDS)[number]

export const FOREIGN_RESULTS = ['negative', 'positive', 'unclear'] as const
export type ForeignResult = (typeof FOREIGN_RESULTS)[number]
/** `unknown`: the file does not say. Only a nucleic acid test counts as one. */
export const FOREIGN_METHODS = ['nucleic', 'antigen', 'unknown'] as const
export type ForeignMethod = (typeof FOREIGN_METHODS)[number]

/** Why a row cannot be read. It is told with its number, and nothing of it is kept. */
export const FOREIGN_FAULTS = [
  'no_person',
  'bad_document',
  'bad_phone',
  'bad_birthday',
  'no_time',
  'bad_time',
  'time_ahead',
  'too_old',
  'no_result',
  'bad_result',
  'bad_method',
  'too_long',
] as const
export type ForeignFault = (typeof FOREIGN_FAULTS)[number]

/** How somebody was found: the strongest first. `hand`: an office said who it is. */
export const FOREIGN_WAYS = ['document', 'birthday', 'hand'] as const
export type ForeignWay = (typeof FOREIGN_WAYS)[number]
/** What waits for a hand: of nobody here, or of several. */
export const ASIDE_PROBLEMS = ['unmatched', 'ambiguous'] as const
export type AsideProblem = (typeof ASIDE_PROBLEMS)[number]
/** `placed`: it is somebody's here after all. `elsewhere`: an office said it is of nobody here. */
export const ASIDE_STATES = ['open', 'placed', 'elsewhere'] as const
export type AsideState = (typeof ASIDE_STATES)[number]
