// 应到尽到: expected − done − excused = missing, by area down to the door.
import { commonErrors, type tasks, tasksErrors, tasksEvents } from '@xiaomen/contract'
import { comparePaths, contains } from '@xiaomen/rules/areas'
import { addCoverage, compareDoors, type Coverage, EXCUSES, NOTHING_EXPECTED, standingOf, sumUp } from '@xiaomen/rules/tasks'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { areasAt, findArea } from '../../areas/index.ts'
import * as repo from '../repo/duty.ts'
import { reopenTasksOf, settleTasksOf } from '../repo/task.ts'
import type { DutyRow, ObligationRow } from '../tables.ts'
import { doorsOfAll, within } from '../views.ts'
import { official } from './work.ts'

type Tasks = Handlers<typeof tasks>

/** Where this question is answered: the named area, or wherever the caller holds the permission. */
async function placesOf(ctx: Ctx, permission: string, areaId: string | undefined): Promise<string[]> {
  const paths = ctx.paths(permission)
  if (areaId === undefined) return paths
  const area = await findArea(ctx, areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must(permission, area)
  if (area.communityId) ctx.audit.communityId(area.communityId)
  return within(paths, area.path)
}

async function obligationAt(ctx: Ctx, id: string, paths: readonly string[]): Promise<ObligationRow[]> {
  const rows = (await repo.listObligationRows(ctx, id)).filter((row) => paths.some((path) => contains(path, row.area_path) || contains(row.area_path, path)))
  if (rows.length === 0) throw fail(commonErrors, 'request.not_found')
  return rows
}

const viewOf = (row: ObligationRow, counts: Coverage) => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  source: row.source,
  sourceId: row.source_id,
  fromDay: row.from_day,
  dueOn: row.due_on,
  state: row.state,
  ...counts,
})
const total = (counts: Iterable<Coverage>): Coverage => [...counts].reduce(addCoverage, NOTHING_EXPECTED)

export const listObligations: Tasks['listObligations'] = async (ctx, { areaId, state }) => {
  const paths = await placesOf(ctx, 'tasks.read', areaId)
  const rows = await repo.listObligationsAt(ctx, paths, state)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const counted = Map.groupBy(await repo.countCoverage(ctx, [...byId.keys()], paths, localDay(ctx.now)), (one) => one.obligationId)
  return [...byId.values()]
    .map((row) => viewOf(row, total((counted.get(row.id) ?? []).map((one) => one.counts))))
    .filter((view) => view.expected > 0 || view.state === 'open')
}

export const getCoverage: Tasks['getCoverage'] = async (ctx, { obligationId, areaId }) => {
  const paths = await placesOf(ctx, 'tasks.read', areaId)
  const [obligation] = await obligationAt(ctx, obligationId, paths)
  const day = localDay(ctx.now)
  const leaves = new Map((await repo.countCoverage(ctx, [obligationId], paths, day)).map((one) => [one.path, one.counts]))
  const sums = sumUp(leaves)
  const shown = (await areasAt(ctx, [...sums.keys()])).filter((area) => paths.some((path) => contains(path, area.path)))
  const all = total(leaves.values())
  return {
    obligation: viewOf(obligation!, all),
    day,
    total: all,
    areas: shown.map((area) => ({ areaId: area.id, parentId: area.parentId, level: area.level, name: area.name, path: area.path, ...sums.get(area.path)! })),
  }
}

export const listMissing: Tasks['listMissing'] = async (ctx, { obligationId, areaId, after, limit }) => {
  const paths = await placesOf(ctx, 'tasks.read', areaId)
  await obligationAt(ctx, obligationId, paths)
  const day = localDay(ctx.now)
  const [fromLeaf, fromSubject] = after === undefined ? [null, null] : (after.split(' ') as [string, string | undefined])
  const leaves = (await repo.countCoverage(ctx, [obligationId], paths, day))
    .filter((one) => one.counts.missing > 0 && (fromLeaf === null || comparePaths(one.path, fromLeaf) >= 0))
    .toSorted((a, b) => comparePaths(a.path, b.path))
  const found: ReturnType<typeof missingView>[] = []
  let next: string | null = null
  for (const { path } of leaves) {
    const rows = await repo.listMissingAt(ctx, obligationId, [path], day)
    const doors = await doorsOfAll(ctx, rows)
    const inOrder = rows.toSorted((a, b) => {
      const [one, other] = [doors.get(a)!, doors.get(b)!]
      return (
        compareDoors({ areaPath: path, floor: one.floor, door: one.door ?? '' }, { areaPath: path, floor: other.floor, door: other.door ?? '' }) ||
        a.subject_id.localeCompare(b.subject_id)
      )
    })
    const start = path === fromLeaf ? inOrder.findIndex((row) => row.subject_id === fromSubject) + 1 : 0
    for (const row of inOrder.slice(start)) {
      if (found.length === limit) return { rows: found, next }
      found.push(missingView(row, doors.get(row)!))
      next = `${path} ${row.subject_id}`
    }
  }
  return { rows: found, next: null }
}

type Door = Awaited<ReturnType<typeof doorsOfAll>> extends Map<unknown, infer V> ? V : never
const missingView = (row: DutyRow, { place, door, floor }: Door) => ({
  subjectId: row.subject_id,
  homeId: row.home_id,
  place,
  door,
  floor,
  tries: row.tries,
  lastOutcome: row.last_outcome,
  lastReason: row.last_reason,
  lastAt: row.last_at?.toISOString() ?? null,
  excuseEnded: row.excuse !== null,
})

export const getCoverageChart: Tasks['getCoverageChart'] = async (ctx, { obligationId, areaId }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must('tasks.read', area)
  const today = localDay(ctx.now)
  return (await repo.listDutiesUnder(ctx, obligationId, area.path)).flatMap((row) =>
    row.home_id === null
      ? []
      : [
          {
            homeId: row.home_id,
            standing: standingOf(
              {
                expectedFrom: row.expected_from,
                isDone: row.done_at !== null,
                excuse: row.excuse === null ? null : { kind: row.excuse, until: row.excuse_until },
              },
              today,
            ),
            tries: row.tries,
            lastOutcome: row.last_outcome,
          },
        ],
  )
}

/** Kinds that may stand without an end: the others are true for a while only. */
const ENDLESS: readonly (typeof EXCUSES)[number][] = ['exempt', 'vacant', 'movedOut', 'refusedForGood']

export const excuse: Tasks['excuse'] = async (ctx, { obligationId, subjectIds, kind, until, note }) => {
  const duties = await dutiesFor(ctx, obligationId, subjectIds)
  if (until === null && !ENDLESS.includes(kind)) throw fail(tasksErrors, 'tasks.excuse_needs_end')
  if (until !== null && until < localDay(ctx.now)) throw fail(tasksErrors, 'tasks.excuse_is_past')
  const notes = new Map(
    note === null
      ? []
      : subjectIds.map(
          (subjectId) =>
            [subjectId, ctx.crypto.seal('name', { table: 'tasks.duty', row: `${obligationId} ${subjectId}`, column: 'excuse_note' }, note)] as const,
        ),
  )
  const taken = await repo.updateExcused(ctx, obligationId, subjectIds, { kind, until, by: official(ctx).id, notes })
  // With an end the task stays: when the excuse is over, somebody is expected at that door again.
  if (until === null) await settleTasksOf(ctx, obligationId, taken, { state: 'excused' })
  await ctx.emit(tasksEvents.coverageChanged, { communityId: duties[0]!.community_id, obligationId })
  return { excused: taken.length }
}

export const endExcuse: Tasks['endExcuse'] = async (ctx, { obligationId, subjectIds }) => {
  const duties = await dutiesFor(ctx, obligationId, subjectIds)
  const ended = await repo.updateExcuseEnded(ctx, obligationId, subjectIds)
  await reopenTasksOf(ctx, obligationId, ended)
  await ctx.emit(tasksEvents.coverageChanged, { communityId: duties[0]!.community_id, obligationId })
  return { ended: ended.length }
}

async function dutiesFor(ctx: Ctx, obligationId: string, subjectIds: readonly string[]): Promise<DutyRow[]> {
  const duties = await repo.listDuties(ctx, obligationId, subjectIds)
  if (duties.length === 0) throw fail(commonErrors, 'request.not_found')
  for (const duty of duties) ctx.must('tasks.excuse', { path: duty.area_path })
  ctx.audit.communityId(duties[0]!.community_id)
  return duties
}
