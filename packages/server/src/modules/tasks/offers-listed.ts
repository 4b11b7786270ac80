// Who is missing, as a list for the modules above: obligation by obligation, in each by the order of the tree, every field as far as the reader may see it.
import { masked } from '@xiaomen/rules/access'
import { comparePaths, contains } from '@xiaomen/rules/areas'
import { compareDoors, type Outcome, type Reason, type TaskKind } from '@xiaomen/rules/tasks'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay } from '../../platform/time.ts'
import { doorsOf, namesOf } from '../registry/index.ts'
import { countCoverage, listMissingAt, listObligationRows, listObligationsAt } from './repo/duty.ts'
import { doorsOfAll } from './views.ts'

export type ListedObligation = { id: string; kind: TaskKind; title: string; dueOn: string }
/** Those that are open at these paths, soonest due first; or the one that is named, also after it was closed. */
export async function listedObligations(ctx: Ctx, paths: readonly string[], id: string | null): Promise<ListedObligation[]> {
  const rows =
    id === null
      ? await listObligationsAt(ctx, paths, 'open')
      : (await listObligationRows(ctx, id)).filter((row) => paths.some((path) => contains(path, row.area_path) || contains(row.area_path, path)))
  return [...new Map(rows.map((row) => [row.id, { id: row.id, kind: row.kind, title: row.title, dueOn: row.due_on }])).values()].toSorted(
    (a, b) => a.dueOn.localeCompare(b.dueOn) || a.id.localeCompare(b.id),
  )
}

/** Where somebody is missing: the lowest areas in the order of the tree, put together to parts of about this many. */
export async function missingParts(ctx: Ctx, obligationId: string, paths: readonly string[], atOnce: number): Promise<string[][]> {
  const leaves = (await countCoverage(ctx, [obligationId], paths, localDay(ctx.now)))
    .filter(({ counts }) => counts.missing > 0)
    .toSorted((a, b) => comparePaths(a.path, b.path))
  const parts: string[][] = []
  let room = 0
  for (const { path, counts } of leaves) {
    if (room < counts.missing) {
      parts.push([])
      room = atOnce
    }
    parts.at(-1)!.push(path)
    room -= counts.missing
  }
  return parts
}

export type ListedMissing = {
  subjectId: string
  homeId: string | null
  path: string
  door: string | null
  address: string | null
  floor: number | null
  /** Where one person is owed, not the home. */
  name: string | null
  tries: number
  lastOutcome: Outcome | null
  lastReason: Reason | null
  lastAt: Date | null
  excuseEnded: boolean
}
const OF_HEALTH: readonly Reason[] = ['inHospital', 'unwell']

export async function listedMissing(ctx: Ctx, { id, kind }: ListedObligation, leaves: readonly string[]): Promise<ListedMissing[]> {
  const rows = await listMissingAt(ctx, id, leaves, localDay(ctx.now))
  const doors = await doorsOfAll(ctx, rows)
  const addresses = await doorsOf(
    ctx,
    rows.flatMap((row) => row.home_id ?? []),
  )
  const names = await namesOf(
    ctx,
    rows.flatMap((row) => (row.subject_kind === 'person' ? [row.subject_id] : [])),
  )
  const listed = rows.map((row): ListedMissing => {
    const sight = ctx.sight(row.area_path)
    // Whoever is owed a care contact is in care: no name for those who may not see that.
    const nameSight = kind === 'care' && sight.care !== 'full' ? 'none' : sight.name
    const { door, floor } = doors.get(row)!
    return {
      subjectId: row.subject_id,
      homeId: row.home_id,
      path: row.area_path,
      door: sight.door === 'full' ? door : null,
      address: masked('door', (row.home_id && addresses.get(row.home_id)) || null, sight.door),
      floor,
      name: masked('name', names.get(row.subject_id) ?? null, nameSight),
      tries: row.tries,
      lastOutcome: row.last_outcome,
      lastReason: row.last_reason !== null && OF_HEALTH.includes(row.last_reason) && sight.health === 'none' ? null : row.last_reason,
      lastAt: row.last_at,
      excuseEnded: row.excuse !== null,
    }
  })
  const leafOf = (row: ListedMissing) => row.path.replace(/h\d+\/$/, '')
  const at = (row: ListedMissing) => ({ areaPath: leafOf(row), floor: row.floor, door: row.door ?? '' })
  return listed.toSorted((a, b) => compareDoors(at(a), at(b)) || a.subjectId.localeCompare(b.subjectId))
}
