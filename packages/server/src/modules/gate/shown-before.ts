// 截屏、两个门: what was shown at the gates of this process a moment ago. A proof seen a second time is a picture of the first; one person at two
// gates within a minute is one person too many. Forgotten on a restart, and bounded: it is a hint for the guard, not a record of where people go.
import type { Direction, PassClass } from '@xiaomen/rules/gate'
import { isWhoseKnown } from '@xiaomen/rules/gate'
import type { ReadMeans } from './read-means.ts'

type Who = { communityId: string; credentialId: string | null; personId: string | null; passClass: PassClass | null }
/** `passageId` null: nobody passes yet, somebody only asks. */
type Showing = { passageId: string | null; gateId: string; direction: Direction; at: Date }

/** Nobody walks from one gate to the next in this time. */
const TWO_GATES_MS = 60_000
const MOST = 20_000

const proofs = new Map<string, string>()
const entered = new Map<string, { passageId: string; gateId: string; at: number }>()

function put<T>(map: Map<string, T>, key: string, value: T): void {
  if (map.size >= MOST) map.delete(map.keys().next().value ?? '')
  map.delete(key)
  map.set(key, value)
}

// A family shows one code for each of them, one after the other; whoever comes in may go out again within the half minute.
const proofOf = ({ proofKey, problem }: ReadMeans, { communityId, passClass }: Who, direction: Direction): string | null =>
  proofKey === null || problem !== null || passClass === 'family' ? null : `${communityId} ${proofKey} ${direction}`
const personOf = ({ communityId, credentialId, personId, passClass }: Who): string | null => {
  const one = personId ?? (passClass === 'visitor' || passClass === 'attendant' ? credentialId : null)
  return one === null ? null : `${communityId} ${one}`
}

/** What of it was seen before, at another passage than this one: sent again, a passage is still the same. */
export function seenBefore(shown: ReadMeans, who: Who, { passageId, gateId, direction, at }: Showing): { isReplayed: boolean; isElsewhere: boolean } {
  const proof = proofOf(shown, who, direction)
  const first = proof === null ? undefined : proofs.get(proof)
  const person = direction === 'in' && isWhoseKnown(shown.problem) ? personOf(who) : null
  const other = person === null ? undefined : entered.get(person)
  return {
    isReplayed: first !== undefined && first !== passageId,
    isElsewhere: other !== undefined && other.gateId !== gateId && other.passageId !== passageId && Math.abs(at.getTime() - other.at) < TWO_GATES_MS,
  }
}

/** `hasPassed`: who was turned away at one gate may well be sent to the next. */
export function remember(shown: ReadMeans, who: Who, { passageId, gateId, direction, at }: Showing & { passageId: string }, hasPassed: boolean): void {
  const proof = proofOf(shown, who, direction)
  if (proof !== null && !proofs.has(proof)) put(proofs, proof, passageId)
  const person = direction === 'in' && hasPassed ? personOf(who) : null
  if (person !== null) put(entered, person, { passageId, gateId, at: at.getTime() })
}
