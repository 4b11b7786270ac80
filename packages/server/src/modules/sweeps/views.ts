// Sweeps, stops and visits as the reader of this request may see them.
import { commonErrors, type StopView, type SweepView, type VisitView } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { type StopState, supersededOf, sweepStateOf } from '@xiaomen/rules/sweeps'
import { NOTHING_EXPECTED } from '@xiaomen/rules/tasks'
import type { z } from 'zod'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { localDay } from '../../platform/time.ts'
import { accountNames } from '../access/index.ts'
import { type Area, areasAt, findArea } from '../areas/index.ts'
import { namesOf } from '../registry/index.ts'
import { coverageAt, doorsOfAll, standingsOf, within } from '../tasks/index.ts'
import { openBody } from './body.ts'
import { countProposed } from './repo/difference.ts'
import { type Counted, countStops } from './repo/stop.ts'
import { findSweepRow } from './repo/sweep.ts'
import type { StopRow, SweepRow, VisitRow } from './tables.ts'

/**
 * The sweep, when the caller holds the permission somewhere it goes, and the places that are his: a home that moved out of the swept area
 * during the sweep is still a stop of it.
 */
export async function sweepFor(ctx: Ctx, permission: string, sweepId: string, areaId?: string): Promise<{ sweep: SweepRow; paths: string[] }> {
  const own = ctx.paths(permission)
  const sweep = await findSweepRow(ctx, sweepId)
  if (!sweep || within(own, sweep.area_path).length === 0) throw fail(commonErrors, 'request.not_found')
  ctx.audit.communityId(sweep.community_id)
  if (areaId === undefined) return { sweep, paths: own }
  const area = await areaFor(ctx, permission, areaId)
  return { sweep, paths: within(own, area.path) }
}
export async function areaFor(ctx: Ctx, permission: string, areaId: string): Promise<Area> {
  const area = await findArea(ctx, areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must(permission, area)
  return area
}
/** For what concerns the sweep as a whole: the permission must cover all of it. */
export async function wholeSweepFor(ctx: Ctx, permission: string, sweepId: string): Promise<SweepRow> {
  const sweep = await findSweepRow(ctx, sweepId)
  if (!sweep) throw fail(commonErrors, 'request.not_found')
  ctx.must(permission, { path: sweep.area_path })
  ctx.audit.communityId(sweep.community_id)
  return sweep
}

export const headOf = async (ctx: Ctx, sweeps: readonly SweepRow[]) => {
  const areas = new Map((await areasAt(ctx, [...new Set(sweeps.map((sweep) => sweep.area_path))])).map((area) => [area.path, area]))
  return (sweep: SweepRow) => ({
    id: sweep.id,
    name: sweep.name,
    // A building that became part of another is swept as that one.
    areaId: areas.get(sweep.area_path)?.id ?? sweep.area_id,
    areaName: areas.get(sweep.area_path)?.name ?? '',
    path: sweep.area_path,
    round: sweep.round,
    state: sweepStateOf(sweep.state === 'closed', sweep.from_day, localDay(ctx.now)),
    fromDay: sweep.from_day,
    dueOn: sweep.due_on,
  })
}

const NO_STATES: Record<StopState, number> = { notVisited: 0, nobodyHome: 0, refused: 0, vacant: 0, done: 0, gone: 0 }
export function sumStates(counts: readonly Counted[]) {
  const states = { ...NO_STATES }
  const ways = { visit: 0, phone: 0, ownReport: 0, paper: 0 }
  let disputes = 0
  for (const { state, way, homes, disputes: own } of counts) {
    states[state] += homes
    disputes += own
    if (way !== null) ways[way] += homes
  }
  return { states, ways, disputes }
}

export async function sweepViews(ctx: Ctx, rows: readonly SweepRow[], paths: readonly string[]): Promise<z.input<typeof SweepView>[]> {
  const ids = rows.map((row) => row.id)
  const head = await headOf(ctx, rows)
  const counted = Map.groupBy(await countStops(ctx, ids, paths), (one) => one.sweepId)
  const coverage = await coverageAt(ctx, ids, paths)
  const undecided = await countProposed(ctx, ids, paths)
  return rows.map((row) => ({
    ...head(row),
    coverage: coverage.get(row.id) ?? NOTHING_EXPECTED,
    ...sumStates(counted.get(row.id) ?? []),
    undecided: undecided.get(row.id) ?? 0,
  }))
}

export async function stopViews(ctx: Ctx, sweepId: string, rows: readonly StopRow[]): Promise<z.input<typeof StopView>[]> {
  const doors = await doorsOfAll(ctx, rows)
  const standings = await standingsOf(
    ctx,
    sweepId,
    rows.map((row) => row.home_id),
  )
  return rows.map((row) => ({
    homeId: row.home_id,
    page: row.page,
    row: row.row_no,
    ...doors.get(row)!,
    state: row.state,
    standing: standings.get(row.home_id)?.standing ?? 'notYet',
    excuse: standings.get(row.home_id)?.excuse ?? null,
    isDisputed: row.is_disputed,
    tries: row.tries,
    lastWay: row.last_way,
    lastAt: row.last_at?.toISOString() ?? null,
    tryOn: row.try_on,
    tryPart: row.try_part,
  }))
}

/** By stop, each in the order they were received. */
export async function visitViews(ctx: Ctx, stops: readonly StopRow[], visits: readonly VisitRow[]): Promise<Map<string, z.input<typeof VisitView>[]>> {
  const bodies = new Map(visits.map((row) => [row.id, openBody(ctx.crypto, row)]))
  const names = await namesOf(ctx, [...new Set([...bodies.values()].flatMap((body) => body.people.map((one) => one.personId)))])
  const workers = await accountNames(ctx, [...new Set(visits.flatMap((row) => row.account_id ?? []))])
  ctx.audit.subjects([...names.keys()])
  return new Map(
    stops.map((stop) => {
      const own = visits.filter((row) => row.home_id === stop.home_id)
      const superseded = supersededOf(own.map((row) => ({ id: row.id, by: row.account_id, corrects: row.corrects })))
      const sight = ctx.sight(stop.area_path).name
      const nameFor = (name: string) => masked('name', name, sight) ?? '*'
      return [
        stop.home_id,
        own.map((row) => {
          const body = bodies.get(row.id)!
          return {
            id: row.id,
            at: row.at.toISOString(),
            receivedAt: row.received_at.toISOString(),
            by: row.account_id === null ? null : (workers.get(row.account_id) ?? ''),
            way: row.way,
            outcome: row.outcome,
            reason: row.reason,
            people: body.people.map(({ personId, answer }) => ({ name: nameFor(names.get(personId) ?? '?'), answer })),
            newcomers: body.newcomers.map(({ name }) => nameFor(name)),
            homeUse: body.homeUse,
            note: sight === 'full' ? body.note : null,
            isRuling: row.id === stop.ruling_visit,
            isSuperseded: superseded.has(row.id),
          }
        }),
      ]
    }),
  )
}
