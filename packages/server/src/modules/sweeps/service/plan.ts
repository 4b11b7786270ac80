// 扫楼计划: a sweep begins, has its second round, and ends when no home is unexplained.
import { commonErrors, type sweeps, sweepsErrors, sweepsEvents } from '@xiaomen/contract'
import { parentPath } from '@xiaomen/rules/areas'
import { nextPart } from '@xiaomen/rules/sweeps'
import { addCoverage, type Coverage, NOTHING_EXPECTED } from '@xiaomen/rules/tasks'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { type Area, areasAt } from '../../areas/index.ts'
import { homesUnder } from '../../registry/index.ts'
import { cancelTasks, closeObligation, coverageByArea, openObligation, standingsOf, tryAgain, within } from '../../tasks/index.ts'
import { triedParts } from '../count-visits.ts'
import { countProposed } from '../repo/difference.ts'
import { type Counted, countStops, listStopsOf, updateTryAgain } from '../repo/stop.ts'
import * as repo from '../repo/sweep.ts'
import { listVisits } from '../repo/visit.ts'
import { syncSweep } from '../sync.ts'
import type { StopRow, SweepRow } from '../tables.ts'
import { areaFor, sumStates, sweepFor, sweepViews, wholeSweepFor } from '../views.ts'

type Sweeps = Handlers<typeof sweeps>

export const planSweep: Sweeps['planSweep'] = async (ctx, { id, areaId, name, uses, fromDay, dueOn }) => {
  const area = await areaFor(ctx, 'sweeps.plan', areaId)
  // Codes, pages and workers are a community's own; a street plans one sweep in each.
  if (area.communityId === null) throw fail(sweepsErrors, 'sweeps.not_one_community')
  ctx.audit.communityId(area.communityId)
  if (dueOn < fromDay) throw fail(commonErrors, 'request.invalid', { field: 'dueOn' })
  const known = await repo.findSweepRow(ctx, id)
  if (known) return { id, homes: (await listStopsOf(ctx, id)).length }
  if (!(await homesUnder(ctx, area.path)).some((home) => uses.includes(home.use))) throw fail(sweepsErrors, 'sweeps.nobody_expected')
  const isNew = await repo.insertSweep(ctx, {
    community_id: area.communityId,
    id,
    area_id: area.id,
    area_path: area.path,
    name,
    uses,
    round: 1,
    from_day: fromDay,
    due_on: dueOn,
    state: 'open',
    created_by: accountOf(ctx),
    created_at: ctx.now,
    closed_by: null,
    closed_at: null,
  })
  // The id is somebody else's, where this caller sees nothing.
  if (!isNew) throw fail(commonErrors, 'request.conflict')
  const common = { id, communityId: area.communityId, path: area.path, kind: 'sweep' as const, title: name }
  await openObligation(ctx, { ...common, source: 'sweeps', sourceId: id, fromDay, dueOn })
  const homes = await syncSweep(ctx, id)
  await ctx.emit(sweepsEvents.changed, { communityId: area.communityId, sweepId: id })
  return { id, homes }
}
const accountOf = (ctx: Ctx): string | null => (ctx.actor.kind === 'account' ? ctx.actor.id : null)

/** Stops nobody has explained: not done, not vacant, not excused today. */
async function unexplained(ctx: Ctx, sweep: SweepRow): Promise<StopRow[]> {
  const open = (await listStopsOf(ctx, sweep.id)).filter((stop) => stop.state !== 'done' && stop.state !== 'vacant' && stop.state !== 'gone')
  const standings = await standingsOf(
    ctx,
    sweep.id,
    open.map((stop) => stop.home_id),
  )
  // Whoever is expected from tomorrow on only is not explained either.
  return open.filter((stop) => !['done', 'excused'].includes(standings.get(stop.home_id)?.standing ?? 'missing'))
}

export const startRound: Sweeps['startRound'] = async (ctx, { sweepId, onDay, dueOn }) => {
  const sweep = await openSweepFor(ctx, sweepId)
  const today = localDay(ctx.now)
  if (onDay < today || dueOn < onDay || dueOn < sweep.from_day) throw fail(commonErrors, 'request.invalid', { field: 'dueOn' })
  await syncSweep(ctx, sweepId)
  const left = await unexplained(ctx, sweep)
  if (left.length === 0) throw fail(sweepsErrors, 'sweeps.nothing_left')
  const visits = Map.groupBy(
    await listVisits(
      ctx,
      sweep.community_id,
      sweepId,
      left.map((stop) => stop.home_id),
    ),
    (row) => row.home_id,
  )
  const again = left.map((stop) => ({ subjectId: stop.home_id, tryOn: onDay, tryPart: nextPart(triedParts(visits.get(stop.home_id) ?? [])) }))
  await updateTryAgain(ctx, sweepId, again)
  await tryAgain(ctx, sweepId, dueOn, again)
  await repo.updateSweep(ctx, sweep, { round: sweep.round + 1, due_on: dueOn })
  await ctx.emit(sweepsEvents.changed, { communityId: sweep.community_id, sweepId })
  return { round: sweep.round + 1, homes: left.length }
}

async function openSweepFor(ctx: Ctx, sweepId: string): Promise<SweepRow> {
  await wholeSweepFor(ctx, 'sweeps.plan', sweepId)
  const sweep = await repo.lockSweep(ctx, sweepId)
  if (!sweep || sweep.state === 'closed') throw fail(sweepsErrors, 'sweeps.is_closed')
  return sweep
}

/** As far as the closer sees: a home that moved out of the swept area is still a stop of it. */
const EVERYWHERE = ['/']

export const closeSweep: Sweeps['closeSweep'] = async (ctx, { sweepId }) => {
  const sweep = await openSweepFor(ctx, sweepId)
  await syncSweep(ctx, sweepId)
  const left = await unexplained(ctx, sweep)
  if (left.length > 0)
    throw fail(sweepsErrors, 'sweeps.still_unexplained', { unexplained: left.length, homeIds: left.slice(0, 50).map((stop) => stop.home_id) })
  const { disputes } = sumStates(await countStops(ctx, [sweepId], EVERYWHERE))
  const differences = (await countProposed(ctx, [sweepId], EVERYWHERE)).get(sweepId) ?? 0
  if (disputes + differences > 0) throw fail(sweepsErrors, 'sweeps.still_undecided', { disputes, differences })
  await repo.updateSweep(ctx, sweep, { state: 'closed', closed_by: accountOf(ctx), closed_at: ctx.now })
  await closeObligation(ctx, sweepId)
  await cancelTasks(ctx, 'sweeps', sweepId)
  await ctx.emit(sweepsEvents.closed, { communityId: sweep.community_id, sweepId })
  await ctx.emit(sweepsEvents.changed, { communityId: sweep.community_id, sweepId })
  return {}
}

export const listSweeps: Sweeps['listSweeps'] = async (ctx, { areaId, isOpen }) => {
  const own = ctx.paths('sweeps.read')
  const area = areaId === undefined ? null : await areaFor(ctx, 'sweeps.read', areaId)
  const paths = within(own, area?.path ?? null)
  const rows = await repo.listSweepsAt(ctx, paths, isOpen === undefined ? undefined : isOpen ? 'open' : 'closed')
  return sweepViews(ctx, rows, paths)
}

export const getSweep: Sweeps['getSweep'] = async (ctx, { sweepId }) => {
  const { sweep, paths } = await sweepFor(ctx, 'sweeps.read', sweepId)
  const [view] = await sweepViews(ctx, [sweep], paths)
  const stops = await countStops(ctx, [sweepId], paths)
  const coverage = await coverageByArea(ctx, sweepId, paths)
  return { ...view!, buildings: await buildingsOf(ctx, stops, coverage) }
}

/** Counts of the lowest areas summed into their buildings; what hangs under no building stands for itself. */
async function buildingsOf(ctx: Ctx, stops: readonly Counted[], coverage: readonly { path: string; counts: Coverage }[]) {
  const leaves = new Set([...stops.map((one) => one.path), ...coverage.map((one) => one.path)])
  const chains = new Map([...leaves].map((leaf) => [leaf, ancestors(leaf)]))
  const areas = new Map((await areasAt(ctx, [...new Set([...chains.values()].flat())])).map((area) => [area.path, area]))
  const buildingOf = (leaf: string): Area | undefined => {
    const chain = chains.get(leaf)!.flatMap((path) => areas.get(path) ?? [])
    return chain.find((area) => area.level === 'building') ?? areas.get(leaf)
  }
  const byBuilding = Map.groupBy(leaves, (leaf) => buildingOf(leaf)?.path ?? '')
  return [...byBuilding].flatMap(([path, own]) => {
    const area = areas.get(path)
    if (!area) return []
    const isOwn = new Set(own)
    const place = ancestors(path)
      .flatMap((above) => areas.get(above) ?? [])
      .filter((one) => ['compound', 'building', 'unit'].includes(one.level))
      .map((one) => one.name)
      .toReversed()
    const { states, disputes } = sumStates(stops.filter((one) => isOwn.has(one.path)))
    const counts = coverage.filter((one) => isOwn.has(one.path)).map((one) => one.counts)
    return [
      { areaId: area.id, level: area.level, place, path, coverage: counts.length === 0 ? NOTHING_EXPECTED : counts.reduce(addCoverage), states, disputes },
    ]
  })
}
const ancestors = (path: string): string[] => {
  const chain: string[] = []
  for (let up: string | null = path; up !== null; up = parentPath(up)) chain.push(up)
  return chain
}
