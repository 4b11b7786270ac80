/** What kind of place a code hangs at. */
export const SPOT_KINDS = ['shop', 'market', 'clinic', 'pharmacy', 'restaurant', 'office', 'lobby', 'activity', 'transport', 'otherSpot'] as const
export type SpotKind = (typeof SPOT_KINDS)[number]

/**
 * How a check-in is known to be of somebody who was there. `claimed`: the paper code only, which can be photographed and sent on, and is no presence;
 * `rotating`: a code of the place's own screen, good for moments; `confirmed`: somebody of the place saw them, or scanned their code.
 */
export const PROOFS = ['claimed', 'rotating', 'confirmed'] as const
export type Proof = (typeof PROOFS)[number]

/** How it is known who that was: a code or card read, a document, the own account, a short number read out, picked by the guard behind a door, or only said. */
export const IDENTITIES = ['code', 'document', 'account', 'short', 'named', 'said'] as const
export type Identity = (typeof IDENTITIES)[number]

/** What makes a meeting less sure, each a bit of a number in this order. */
export const DOUBTS = ['named', 'said', 'rotating', 'assumedStay', 'otherDirection', 'apart'] as const
export type Doubt = (typeof DOUBTS)[number]

export const CERTAINTIES = ['low', 'medium', 'high'] as const
export type Certainty = (typeof CERTAINTIES)[number]

/** What whoever asks has in hand. The evidence itself lies where it came from. */
export const TRACE_GROUNDS = ['case', 'lead', 'positive', 'instruction'] as const
export type TraceGround = (typeof TRACE_GROUNDS)[number]

/** `asked`: counts only; `open`: names, until the hours are over; `closed`: the hours are over; `lapsed`: nobody signed in time; `withdrawn`: taken back. */
export const TRACE_STATES = ['asked', 'open', 'closed', 'lapsed', 'withdrawn'] as const
export type TraceState = (typeof TRACE_STATES)[number]
