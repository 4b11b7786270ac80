// Slots as they should be: whoever left gives way, whoever is away is covered by the next of the list and gets back what was his, what is empty is filled.
import { type Lists, onDuty, pickCarer } from './pick.ts'
import type { CarerSlot, SlotChange, SlotGap } from './words.ts'

/** `isKept`: handed over by hand, so that it stays without a list; everybody else stays for as long as a list says so. */
export type Slot = {
  id: string
  subject: string
  homeId: string
  path: string
  slot: CarerSlot
  handId: string | null
  coverId: string | null
  isKept: boolean
}
export type Settled = Slot & { gap: SlotGap | null; why: SlotChange | null }

/** In the order they come. Done again on what it gave it changes nothing. */
export function settleSlots(slots: readonly Slot[], lists: Lists): Settled[] {
  const homes = new Map<string, Map<string, number>>()
  const count = (handId: string | null, homeId: string, by: 1 | -1) => {
    if (handId === null) return
    const own = homes.get(handId) ?? new Map<string, number>()
    own.set(homeId, (own.get(homeId) ?? 0) + by)
    if (own.get(homeId) === 0) own.delete(homeId)
    homes.set(handId, own)
  }
  for (const { handId, coverId, homeId } of slots) for (const one of [handId, coverId]) count(one, homeId, 1)
  const now = (): Lists => ({
    ...lists,
    loads: new Map([...lists.loads.keys(), ...homes.keys()].map((id) => [id, (lists.loads.get(id) ?? 0) + (homes.get(id)?.size ?? 0)])),
  })
  const held = new Map<string, Set<string>>()
  const of = (subject: string): Set<string> => held.get(subject) ?? held.set(subject, new Set()).get(subject)!
  for (const { subject, handId, coverId } of slots) for (const one of [handId, coverId]) if (one !== null) of(subject).add(one)

  return slots.map((slot): Settled => {
    const others = of(slot.subject)
    const next: Settled = { ...slot, gap: null, why: null }
    const isListed = (handId: string) => onDuty(slot.slot, slot.path, now()).some((duty) => duty.handId === handId)
    const stays = (handId: string) => (slot.isKept ? lists.isThere(handId, slot.path) : isListed(handId))
    const give = (key: 'handId' | 'coverId', handId: string | null) => {
      const before = next[key]
      count(before, slot.homeId, -1)
      if (before !== null) others.delete(before)
      next[key] = handId
      count(handId, slot.homeId, 1)
      if (handId !== null) others.add(handId)
    }
    if (next.handId !== null && !stays(next.handId)) {
      // The one who stood in and is on the list goes on by himself.
      const heir = next.coverId !== null && isListed(next.coverId) && !lists.away.has(next.coverId) ? next.coverId : null
      if (next.coverId !== null) give('coverId', null)
      give('handId', heir)
      next.isKept = false
      next.why = heir === null ? 'emptied' : 'filled'
    }
    if (next.handId === null) {
      const { duty, gap } = pickCarer(slot.slot, slot.path, now(), others)
      next.gap = gap
      if (duty === null) return next
      give('handId', duty.handId)
      next.isKept = false
      next.why = 'filled'
    }
    if (!lists.away.has(next.handId!)) {
      if (next.coverId !== null) {
        give('coverId', null)
        next.why ??= 'coverEnded'
      }
      return next
    }
    if (next.coverId !== null && (lists.away.has(next.coverId) || !isListed(next.coverId))) give('coverId', null)
    if (next.coverId === null) {
      const { duty, gap } = pickCarer(slot.slot, slot.path, now(), others)
      next.gap = gap
      if (duty !== null) give('coverId', duty.handId)
    }
    if (next.coverId !== slot.coverId) next.why ??= next.coverId === null ? 'coverEnded' : 'covered'
    return next
  })
}
