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

/** First whoever may not stay gives way, then what is empty is filled in the order they come. Done again on what it gave it changes nothing. */
export function settleSlots(slots: readonly Slot[], lists: Lists): Settled[] {
  const settled = slots.map((slot): Settled => ({ ...slot, gap: null, why: null }))
  const { loads, give } = keptCounts(settled, lists)
  const held = new Map<string, Set<string>>()
  for (const { subject, handId, coverId } of slots) {
    const own = held.get(subject) ?? new Set<string>()
    held.set(subject, own)
    for (const one of [handId, coverId]) if (one !== null) own.add(one)
  }
  const set = (slot: Settled, key: 'handId' | 'coverId', handId: string | null) => {
    const own = held.get(slot.subject)!
    if (slot[key] !== null) own.delete(slot[key])
    if (handId !== null) own.add(handId)
    give(slot, key, handId)
  }
  const now = (): Lists => ({ ...lists, loads })
  const isListed = (slot: Slot, handId: string) => onDuty(slot.slot, slot.path, now()).some((duty) => duty.handId === handId)
  const stays = (slot: Slot, handId: string) => (slot.isKept ? lists.isThere(handId, slot.path) : isListed(slot, handId))

  for (const slot of settled) {
    if (slot.handId !== null && !stays(slot, slot.handId)) {
      // The one who stood in and is on the list goes on by himself.
      const heir = slot.coverId !== null && isListed(slot, slot.coverId) && !lists.away.has(slot.coverId) ? slot.coverId : null
      set(slot, 'coverId', null)
      set(slot, 'handId', heir)
      slot.isKept = false
      slot.why = heir === null ? 'emptied' : 'filled'
    }
    if (slot.coverId === null) continue
    if (slot.handId === null || !lists.away.has(slot.handId) || lists.away.has(slot.coverId) || !isListed(slot, slot.coverId)) {
      set(slot, 'coverId', null)
      slot.why ??= 'coverEnded'
    }
  }
  for (const slot of settled) {
    const isEmpty = slot.handId === null
    if (!isEmpty && (slot.coverId !== null || !lists.away.has(slot.handId!))) continue
    const { duty } = pickCarer(slot.slot, slot.path, now(), held.get(slot.subject)!)
    if (duty === null) continue
    set(slot, isEmpty ? 'handId' : 'coverId', duty.handId)
    if (isEmpty) slot.isKept = false
    slot.why = isEmpty ? 'filled' : 'covered'
  }
  // Why somebody is missing is said of the whole as it is now.
  for (const slot of settled)
    if (slot.handId === null || (slot.coverId === null && lists.away.has(slot.handId)))
      slot.gap = pickCarer(slot.slot, slot.path, now(), held.get(slot.subject)!).gap
  return settled
}

/** How many homes each hand has, kept up as slots are given. */
function keptCounts(slots: readonly Slot[], lists: Lists) {
  const loads = new Map(lists.loads)
  const homes = new Map<string, Map<string, number>>()
  const count = (handId: string | null, homeId: string, by: 1 | -1) => {
    if (handId === null) return
    const own = homes.get(handId) ?? new Map<string, number>()
    homes.set(handId, own)
    const left = (own.get(homeId) ?? 0) + by
    if (left === 0) own.delete(homeId)
    else own.set(homeId, left)
    loads.set(handId, (lists.loads.get(handId) ?? 0) + own.size)
  }
  for (const { handId, coverId, homeId } of slots) for (const one of [handId, coverId]) count(one, homeId, 1)
  return {
    loads,
    give: (slot: Slot, key: 'handId' | 'coverId', handId: string | null) => {
      count(slot[key], slot.homeId, -1)
      slot[key] = handId
      count(handId, slot.homeId, 1)
    },
  }
}
