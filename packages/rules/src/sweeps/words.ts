// 扫楼: the words of a visit to every home of an area.
import type { Outcome } from '../tasks/index.ts'

/** What a visit, a call or a report ends with. */
export const SWEEP_OUTCOMES = ['done', 'nobodyHome', 'refused', 'vacant'] as const satisfies readonly Outcome[]
export type SweepOutcome = (typeof SWEEP_OUTCOMES)[number]

export const STOP_STATES = ['notVisited', 'nobodyHome', 'refused', 'vacant', 'done', 'gone'] as const
export type StopState = (typeof STOP_STATES)[number]

/** `planned`: its first day has not come. */
export const SWEEP_STATES = ['planned', 'running', 'closed'] as const
export type SweepState = (typeof SWEEP_STATES)[number]
export const sweepStateOf = (isClosed: boolean, fromDay: string, today: string): SweepState => (isClosed ? 'closed' : fromDay > today ? 'planned' : 'running')

/** What was said of somebody the ledger has at this door. */
export const ANSWERS = ['stillHere', 'leftHere', 'notAsked'] as const
export type Answer = (typeof ANSWERS)[number]

/** Where what was found differs from the ledger. */
export const DIFFERENCE_KINDS = ['newcomer', 'leftHere', 'correctPerson', 'homeUse'] as const
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number]
export const DIFFERENCE_STATES = ['proposed', 'accepted', 'rejected', 'superseded'] as const
export type DifferenceState = (typeof DIFFERENCE_STATES)[number]
