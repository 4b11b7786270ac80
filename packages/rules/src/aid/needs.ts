// 需求清单: what a household that is kept in asked for, who takes it, and whether it came.
import type { Need } from '../control/index.ts'

export const NEED_STATES = ['open', 'taken', 'done', 'cannot'] as const
export type NeedState = (typeof NEED_STATES)[number]
export const NEED_ASKERS = ['record', 'resident'] as const
export type NeedAsker = (typeof NEED_ASKERS)[number]
/** How it was met: left at the door without meeting anybody, handed over, or by a call. */
export const NEED_HOWS = ['atDoor', 'handed', 'calledBack'] as const
export type NeedHow = (typeof NEED_HOWS)[number]
/** What the household says of it afterwards. */
export const NEED_HEARD = ['got', 'missing'] as const
export type NeedHeard = (typeof NEED_HEARD)[number]
export const NEED_STEPS = ['take', 'finish', 'fail', 'miss'] as const
export type NeedStep = (typeof NEED_STEPS)[number]

/** Asked of a doctor, or of somebody to talk to: called back. */
const CALLED: ReadonlySet<Need> = new Set(['doctor', 'talk', 'transport'])
export const isCalledBack = (need: Need): boolean => CALLED.has(need)
export const howsFor = (need: Need): readonly NeedHow[] => (isCalledBack(need) ? ['calledBack'] : ['atDoor', 'handed'])

export const isNeedOver = (state: NeedState): boolean => state === 'done' || state === 'cannot'
/** null: not from here. What did not come is open again. */
export function afterNeedStep(state: NeedState, step: NeedStep): NeedState | null {
  if (step === 'miss') return state === 'done' ? 'open' : null
  if (isNeedOver(state)) return null
  if (step === 'take') return state === 'open' ? 'taken' : null
  return step === 'finish' ? 'done' : 'cannot'
}
