// 分时段叫号: which building comes when, so that nobody stands in a queue for hours.

/** People of a building, in the order the buildings are called. */
export type Called = { path: string; people: number }
export type Slot = { path: string; people: number; fromMinute: number; untilMinute: number }
export type Calling = { fromMinute: number; untilMinute: number; tables: number; perTableHour: number; slotMinutes: number }

/**
 * Fills one slot after the other; a building too large for what is left of a slot goes on in the next. Minutes of the local day.
 * @returns slots in the order they are called, and how many people find no time before the point closes
 */
export function callUp(buildings: readonly Called[], { fromMinute, untilMinute, tables, perTableHour, slotMinutes }: Calling): { slots: Slot[]; left: number } {
  const perSlot = Math.max(0, Math.floor((tables * perTableHour * slotMinutes) / 60))
  const count = Math.max(0, Math.floor((untilMinute - fromMinute) / slotMinutes))
  const slots: Slot[] = []
  let nth = 0
  let room = perSlot
  let left = 0
  for (const { path, people } of buildings) {
    let rest = people
    while (rest > 0 && nth < count && perSlot > 0) {
      if (room === 0) {
        nth += 1
        room = perSlot
        continue
      }
      const now = Math.min(rest, room)
      slots.push({ path, people: now, fromMinute: fromMinute + nth * slotMinutes, untilMinute: fromMinute + (nth + 1) * slotMinutes })
      rest -= now
      room -= now
    }
    left += rest
  }
  return { slots: slots.filter((slot) => slot.people > 0), left }
}

/** How long whoever comes now stands in the queue, in minutes, by those seen waiting and the tables that work. */
export const waitOf = (waiting: number, { tables, perTableHour }: Pick<Calling, 'tables' | 'perTableHour'>): number =>
  tables * perTableHour === 0 ? Number.POSITIVE_INFINITY : Math.ceil((waiting * 60) / (tables * perTableHour))
