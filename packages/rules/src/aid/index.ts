// 隔离人员的照料: somebody who may not go out, or whose way out is kept, has to get to a hospital and back.
export const TRANSPORT_KINDS = ['emergency', 'dialysis', 'birth', 'otherCare'] as const
export type TransportKind = (typeof TRANSPORT_KINDS)[number]
/** `stays`: in the hospital. `expired`: its time was over before anybody left. */
export const TRANSPORT_STATES = ['requested', 'arranged', 'left', 'arrived', 'back', 'stays', 'withdrawn', 'expired'] as const
export type TransportState = (typeof TRANSPORT_STATES)[number]
/** What somebody says of it by hand. */
export const TRANSPORT_STEPS = ['leave', 'arrive', 'return', 'stay', 'withdraw'] as const
export type TransportStep = (typeof TRANSPORT_STEPS)[number]
export const TRANSPORT_ASKERS = ['resident', 'carer'] as const
export type TransportAsker = (typeof TRANSPORT_ASKERS)[number]
export const TRANSPORT_NOTES = ['requested', 'arranged', ...TRANSPORT_STEPS, 'seenOut', 'seenIn', 'timeOver'] as const
export type TransportNote = (typeof TRANSPORT_NOTES)[number]

const OVER: ReadonlySet<TransportState> = new Set(['back', 'stays', 'withdrawn', 'expired'])
export const isTransportOver = (state: TransportState): boolean => OVER.has(state)
/** A vehicle may change, and there may be another one for the way back. */
export const mayArrange = (state: TransportState): boolean => !isTransportOver(state)

/** The state after a step by hand; null: not from here. Nobody waits for papers in an emergency; anything else leaves once it is arranged. */
export function afterTransportStep(state: TransportState, kind: TransportKind, step: TransportStep): TransportState | null {
  switch (step) {
    case 'leave':
      return state === 'arranged' || (state === 'requested' && kind === 'emergency') ? 'left' : null
    case 'arrive':
      return state === 'left' ? 'arrived' : null
    case 'return':
      return state === 'left' || state === 'arrived' ? 'back' : null
    case 'stay':
      return state === 'left' || state === 'arrived' ? 'stays' : null
    case 'withdraw':
      return state === 'requested' || state === 'arranged' ? 'withdrawn' : null
  }
}
export const stepsFrom = (state: TransportState, kind: TransportKind): TransportStep[] =>
  TRANSPORT_STEPS.filter((step) => afterTransportStep(state, kind, step) !== null)

/** What the gates saw of whoever is on it: gone, or back. A way in counts only after the way out. */
export function seenAtGate(state: TransportState, { outAt, inAt }: { outAt: Date | null; inAt: Date | null }, leftAt: Date | null): 'left' | 'back' | null {
  const left = leftAt ?? outAt
  if ((state === 'left' || state === 'arrived' || outAt !== null) && left !== null && inAt !== null && inAt > left && !isTransportOver(state)) return 'back'
  return outAt !== null && (state === 'requested' || state === 'arranged') ? 'left' : null
}

export * from './needs.ts'
