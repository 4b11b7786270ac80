// Two who edit one thing: what the second one typed against what stands there now.
import type { In, Out } from '../../platform/ops.ts'

type Person = Out<'registry.getHome'>['residents'][number]
export type Change = Pick<In<'registry.editResident'>, 'name' | 'phone' | 'document' | 'care' | 'lang'>
export type ConflictField = keyof Change
export type Conflict = { field: ConflictField; theirs: string | null; mine: string | null; hasChanged: boolean }

const shown = (person: Person, field: ConflictField): string | null =>
  field === 'care' ? (person.care === null || person.care.length === 0 ? null : person.care.join(' ')) : field === 'document' ? person.document : person[field]
const typed = (change: Change, field: ConflictField): string | null => {
  if (field === 'care') return change.care === undefined || change.care.length === 0 ? null : change.care.join(' ')
  if (field === 'document') return change.document?.number ?? null
  return change[field] ?? null
}

/** Of every field that was typed: what stands there now, what was typed, and whether somebody has changed it since it was read. */
export function conflictsOf(read: Person, now: Person, change: Change): Conflict[] {
  return (['name', 'phone', 'document', 'care', 'lang'] as const)
    .filter((field) => change[field] !== undefined && !(field === 'care' && typed(change, field) === shown(read, field)))
    .map((field) => ({ field, theirs: shown(now, field), mine: typed(change, field), hasChanged: shown(read, field) !== shown(now, field) }))
}

/** What is sent again: only the fields where the own value was chosen. */
export const chosenOf = (change: Change, mine: ReadonlySet<ConflictField>): Change =>
  Object.fromEntries(Object.entries(change).filter(([field]) => mine.has(field as ConflictField))) as Change
/** Where nobody else wrote, what was typed stands; where both wrote, what stands there is kept until somebody chooses. */
export const mineAtFirst = (conflicts: readonly Conflict[]): Set<ConflictField> =>
  new Set(conflicts.filter(({ hasChanged }) => !hasChanged).map(({ field }) => field))
