// 检测机构: the words of results and of the recall of a positive pool.
import type { Verdict } from '../testing/index.ts'

export type { Verdict } from '../testing/index.ts'
export const VERDICTS = ['negative', 'positive', 'invalid'] as const satisfies readonly Verdict[]
/** Why a result was wrong. No "other". */
export const AMEND_REASONS = ['mixedUp', 'misread', 'repeated', 'contaminated'] as const
export type AmendReason = (typeof AMEND_REASONS)[number]
/** How a result came in. */
export const RESULT_WAYS = ['scan', 'file', 'api'] as const
export type ResultWay = (typeof RESULT_WAYS)[number]

/** Where one person of a positive pool stands. `withdrawn`: the pool was not positive after all, or the order ended. */
export const RECALL_STATES = ['notified', 'atHome', 'unreachable', 'resampled', 'negative', 'positive', 'withdrawn'] as const
export type RecallState = (typeof RECALL_STATES)[number]
/** What is written down at the door. */
export const RECALL_ANSWERS = ['atHome', 'unreachable'] as const
export type RecallAnswer = (typeof RECALL_ANSWERS)[number]
