// 四级名单: which places a level has. Every one of them is answered for, or is a gap.
import { contains } from '../areas/index.ts'
import type { AnswerGap, AnswerPlace, AtKind } from './words.ts'
import { holdsOn, type Span } from './days.ts'

type Area = { id: string; level: string; name: string; path: string }
type Grid = { id: string; name: string; paths: readonly string[] }
export type Place = { at: AtKind; kind: AnswerPlace; id: string; name: string; paths: readonly string[] }

/**
 * The places of a level among these areas and grids. `kinds` in the order they are preferred: one of a later kind is a place only where
 * those before do not cover it whole, so a compound that lies in grids is not listed again, and a building without units stands for itself.
 */
export function placesOf(kinds: readonly AnswerPlace[], areas: readonly Area[], grids: readonly Grid[]): Place[] {
  const parents = new Set(areas.map((area) => parentOf(area.path)))
  const leaves = areas.filter((area) => !parents.has(area.path)).map((area) => area.path)
  const found: Place[] = []
  const covers = (path: string) => found.some((place) => place.paths.some((own) => contains(own, path)))
  for (const kind of kinds) {
    const candidates: Place[] =
      kind === 'grid'
        ? grids.map(({ id, name, paths }) => ({ at: 'grid', kind, id, name, paths }))
        : areas.filter((area) => area.level === kind).map(({ id, name, path }) => ({ at: 'area', kind, id, name, paths: [path] }))
    // Judged against the kinds before, not against each other.
    const isOpen = (path: string) => leaves.some((leaf) => contains(path, leaf) && !covers(leaf))
    found.push(...candidates.filter((one) => one.paths.some(isOpen)))
  }
  return found
}
const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/', path.length - 2) + 1)

export type Answering = Span & { at: AtKind; placeId: string; handId: string }
/** Who answers for a place on a day, or why nobody does. `isThere`: whether this hand may still answer at these paths. */
export function answerFor<A extends Answering>(
  place: Place,
  rows: readonly A[],
  day: string,
  isThere: (handId: string, paths: readonly string[]) => boolean,
): { row: A; gap: null } | { row: A | null; gap: AnswerGap } {
  const own = rows.filter((row) => row.at === place.at && row.placeId === place.id)
  const now = own.filter((row) => holdsOn(row, day))
  const there = now.find((row) => isThere(row.handId, place.paths))
  if (there !== undefined) return { row: there, gap: null }
  if (now.length > 0) return { row: now[0]!, gap: 'left' }
  const past = own.filter((row) => row.until !== null && row.until < day).toSorted((a, b) => (a.until! < b.until! ? 1 : -1))
  return past.length > 0 ? { row: past[0]!, gap: 'over' } : { row: null, gap: 'nobody' }
}
