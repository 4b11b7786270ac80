// 责任人的产生: who of the duty lists is given a household, by one rule, so that nobody is picked by favour and the same lists give the same answer.
import { contains } from '../areas/index.ts'
import { holdsOn, type Span } from './days.ts'
import type { CarerSlot, SlotGap } from './words.ts'

/** Somebody on a duty list: for which places, in which order, with how many households at most (null: no bound). */
export type Duty = Span & { id: string; slot: CarerSlot; handId: string; paths: readonly string[]; ordinal: number; most: number | null }
export type Lists = {
  duties: readonly Duty[]
  day: string
  /** Away on the day. */
  away: ReadonlySet<string>
  /** Whether this hand may still work at a path: its account lives and holds something there. */
  isThere: (handId: string, path: string) => boolean
  /** Lives behind that very door: no list gives a household to itself. */
  isOwnDoor: (handId: string, path: string) => boolean
  /** Households each hand has now. */
  loads: ReadonlyMap<string, number>
}

/** How near a list lies: the length of its nearest path around the place, or 0 where it does not cover it. */
const nearness = (duty: Duty, path: string): number => Math.max(0, ...duty.paths.filter((own) => contains(own, path)).map((own) => own.length))

/** On duty for a slot at a path on the day, the nearest list first, then upward; within a list fewest households first, then the order of the list. */
export function onDuty(slot: CarerSlot, path: string, { duties, day, isThere, isOwnDoor, loads }: Omit<Lists, 'away'>): Duty[] {
  const load = (duty: Duty) => loads.get(duty.handId) ?? 0
  return duties
    .filter((duty) => duty.slot === slot && holdsOn(duty, day) && nearness(duty, path) > 0 && isThere(duty.handId, path) && !isOwnDoor(duty.handId, path))
    .toSorted((a, b) => nearness(b, path) - nearness(a, path) || load(a) - load(b) || a.ordinal - b.ordinal || (a.id < b.id ? -1 : 1))
}

/** @param not hands that do not come into question: one who already has another slot of the same household, or the one to be covered */
export function pickCarer(slot: CarerSlot, path: string, lists: Lists, not: ReadonlySet<string>): { duty: Duty; gap: null } | { duty: null; gap: SlotGap } {
  const listed = onDuty(slot, path, lists).filter((duty) => !not.has(duty.handId))
  const present = listed.filter((duty) => !lists.away.has(duty.handId))
  const free = present.find((duty) => duty.most === null || (lists.loads.get(duty.handId) ?? 0) < duty.most)
  if (free !== undefined) return { duty: free, gap: null }
  return { duty: null, gap: listed.length === 0 ? 'nobodyOnDuty' : present.length === 0 ? 'allAway' : 'allFull' }
}
