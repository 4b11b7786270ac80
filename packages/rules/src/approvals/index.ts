// 双人办理: acts that one person must not do alone. Who may sign, how many must, and what closes the door.
/** Days would be too long for somebody to remember what they read, hours too short for an office that closes at five. */
export const ACT_HOURS = 72
/** Above so many people a third person signs as well. */
export const MANY_PEOPLE = 20
/** People are summed over this time, so that a crowd in small parts is a crowd. */
export const SUMMED_HOURS = 24

export const ACT_STATES = ['open', 'done', 'withdrawn'] as const
export type ActState = (typeof ACT_STATES)[number]
export const SIGN_REFUSALS = ['same_person', 'same_unit', 'tied_accounts', 'signed_already', 'changed', 'expired', 'done_already', 'withdrawn'] as const
export type SignRefusal = (typeof SIGN_REFUSALS)[number]
/** What is wrong with the hand, whatever it would sign. */
export type HandRefusal = Extract<SignRefusal, 'same_person' | 'same_unit' | 'tied_accounts'>

export type Hand = { id: string; unit: string }

/** Why this hand does not count beside those: pairwise other people, of other units, none made by another. */
export function handRefusal(hand: Hand, others: readonly Hand[], isTied: (id: string) => boolean): HandRefusal | null {
  if (others.some((other) => other.id === hand.id)) return 'same_person'
  if (others.some((other) => other.unit === hand.unit)) return 'same_unit'
  return others.some((other) => isTied(other.id)) ? 'tied_accounts' : null
}

export type Act = { state: ActState; author: Hand; signers: readonly Hand[]; digest: string; expiresAt: Date }

/** Why this signature is not taken, or null. `digest`: of what the signer would put their name to, as it is now. */
export function signRefusal(act: Act, signature: Hand & { digest: string; now: Date }, isTied: (id: string) => boolean): SignRefusal | null {
  if (act.state === 'done') return 'done_already'
  if (act.state === 'withdrawn') return 'withdrawn'
  if (signature.now >= act.expiresAt) return 'expired'
  if (act.signers.some((signer) => signer.id === signature.id)) return 'signed_already'
  if (signature.digest !== act.digest) return 'changed'
  return handRefusal(signature, [act.author, ...act.signers], isTied)
}

/** How many signatures an act takes, when its kind takes `base` and so many people are touched by it and by its like of the last day. */
export const neededFor = (base: number, people: number): number => base + (people > MANY_PEOPLE ? 1 : 0)

/** An act as far as the sum is concerned. */
export type Counted = { state: ActState; people: number; openedAt: Date; doneAt: Date | null; expiresAt: Date }
/**
 * How many people an act touches together with the others of its kind in which its author's unit took part: those that wait, and those done within
 * the last day, whenever they were opened. What was withdrawn or has expired touches nobody.
 */
export function summedPeople(acts: readonly Counted[], now: Date): number {
  const since = now.getTime() - SUMMED_HOURS * 3_600_000
  const counts = (act: Counted) =>
    act.state === 'done' ? act.doneAt !== null && act.doneAt.getTime() > since : act.state === 'open' && act.openedAt.getTime() > since && act.expiresAt > now
  return acts.filter(counts).reduce((sum, act) => sum + act.people, 0)
}

/** A payload in one form only: keys in order at every depth, nothing undefined, so that the same content has the same bytes. */
export function canonical(payload: unknown): string {
  if (payload === null || typeof payload !== 'object') return JSON.stringify(payload) ?? 'null'
  if (Array.isArray(payload)) return `[${payload.map(canonical).join(',')}]`
  const entries = Object.entries(payload).filter(([, value]) => value !== undefined)
  return `{${entries
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => `${JSON.stringify(key)}:${canonical(value)}`)
    .join(',')}}`
}
