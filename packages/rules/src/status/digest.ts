import type { StatusVerdict } from './words.ts'

type Change = { person_id: string; was: string; verdict: string }
/** One line a person: from what they were before the first change to what they are after the last; whoever is as before is left out. Strictest first. */
export function compactChanges<C extends Change>(changes: readonly C[]): C[] {
  const lines = new Map<string, C>()
  // By time, as ids are: the rows may come in any order.
  for (const change of changes.toSorted((a, b) => idOf(a).localeCompare(idOf(b)))) {
    const before = lines.get(change.person_id)
    lines.set(change.person_id, before === undefined ? change : { ...change, was: before.was })
  }
  return [...lines.values()]
    .filter((line) => line.was !== line.verdict)
    .toSorted((a, b) => STRICT[b.verdict as StatusVerdict] - STRICT[a.verdict as StatusVerdict])
}
const STRICT: Record<StatusVerdict, number> = { green: 0, yellow: 1, red: 2 }
const idOf = (change: object): string => ('id' in change && typeof change.id === 'string' ? change.id : '')
