// 三级日报与五级公示: is it outbreak-free today, and what stands in the way.
export const POSTING_LEVELS = ['street', 'cutArea', 'community', 'grid', 'compound', 'building', 'unit'] as const
export type PostingLevel = (typeof POSTING_LEVELS)[number]
export const ASSESSMENT_STATES = ['free', 'notFree', 'unknown'] as const
export type AssessmentState = (typeof ASSESSMENT_STATES)[number]
export const CHECKS = ['infection_case', 'fever_unresolved', 'report_unconfirmed', 'child_not_free', 'facts_unknown'] as const
export type Check = (typeof CHECKS)[number]
/** Why a head's report is not taken: a check that fails, or the report of this level belongs to another head. */
export const REFUSALS = [...CHECKS, 'other_head'] as const
export type Refusal = (typeof REFUSALS)[number]

export { CONFIRMING_ROLES } from './heads.ts'
export { assess, assessChain, ownOf, type Assessment, type Known, type Own } from './assess.ts'
export { nodesOf, type Node, type OverlayPart, type TreePart } from './nodes.ts'
export { stands, type DailyCriteria, type Fact, type FactKind } from './criteria.ts'
export { dailyChanges, type DailyChange } from './changes.ts'
