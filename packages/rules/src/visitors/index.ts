// 访客: what a visit may become, and what proves that somebody stands at the gate.
export const PASS_STATES = ['requested', 'hostConfirmed', 'refused', 'issued', 'used', 'expired'] as const
export type PassState = (typeof PASS_STATES)[number]
export const PASS_STEPS = ['hostConfirms', 'hostRefuses', 'issue', 'enter', 'expire'] as const
export type PassStep = (typeof PASS_STEPS)[number]
/** Who said yes or no for the host: the host on the own phone, or the guard who called them. */
export const CONFIRMED_BY = ['host', 'call'] as const
export type ConfirmedBy = (typeof CONFIRMED_BY)[number]
/** How it was seen that the visitor stands at the gate. */
export const PRESENCES = ['guard', 'display'] as const
export type Presence = (typeof PRESENCES)[number]

const NEXT: Record<PassState, Partial<Record<PassStep, PassState>>> = {
  requested: { hostConfirms: 'hostConfirmed', hostRefuses: 'refused', expire: 'expired' },
  // A host may think better of it until the visitor has passed.
  hostConfirmed: { issue: 'issued', hostRefuses: 'refused', expire: 'expired' },
  issued: { enter: 'used', hostRefuses: 'refused', expire: 'expired' },
  used: { expire: 'expired' },
  refused: {},
  expired: {},
}
/** The state after a step, or null where there is no such step. */
export const stepPass = (state: PassState, step: PassStep): PassState | null => NEXT[state][step] ?? null

/** Seen at the gate longer ago than this, the visitor may be anywhere. */
export const PRESENCE_GOOD_FOR_MINUTES = 30
/** What a host's yes and a presence together are worth: only both make a pass. */
export const mayIssue = (pass: { state: PassState; presentAt: Date | null }, now: Date): boolean =>
  pass.state === 'hostConfirmed' && pass.presentAt !== null && now.getTime() - pass.presentAt.getTime() <= PRESENCE_GOOD_FOR_MINUTES * 60_000

/** The number in the gate house changes with the minute; the one before still counts, so that nobody is too slow: two minutes at most. */
export const minuteOf = (at: Date): number => Math.floor(at.getTime() / 60_000)
export const minutesThatCount = (at: Date): readonly number[] => [minuteOf(at), minuteOf(at) - 1]
/** Six digits of a keyed hash of at least four bytes. */
export const displayDigits = (hash: Uint8Array): string =>
  String((((hash[0]! << 24) | (hash[1]! << 16) | (hash[2]! << 8) | hash[3]!) >>> 0) % 1_000_000).padStart(6, '0')
/** Wrong numbers before only the guard can say that somebody is there: one in 100,000 would guess. */
export const MOST_NUMBER_TRIES = 5
