// At the table: who this is, what lies in the open tubes, taken out again, closed; and how long the queue is.
import { type testing, testingErrors, testingEvents } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { parentPath } from '@xiaomen/rules/areas'
import { close, differsBy, labelOf, takeOut as takeOutOf, waitOf } from '@xiaomen/rules/testing'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { seeingAll } from '../../../platform/scope.ts'
import { areasAt, listAreas } from '../../areas/index.ts'
import { whoShows } from '../../gate/index.ts'
import { doorsOf, peopleByIds } from '../../registry/index.ts'
import { standingsOf, unfulfil } from '../../tasks/index.ts'
import { figures } from '../figures.ts'
import { accountOf, labelAt, pointFor } from '../place.ts'
import { listAgain } from '../repo/box.ts'
import { findRow, listOpenPoints, updatePoint } from '../repo/campaign.ts'
import { listOfPeople, lockSample, updateSample } from '../repo/sample.ts'
import * as tubes from '../repo/tube.ts'
import { settleSamples, tested, toRule } from '../settle.ts'
import type { PointRow, SampleRow, TubeRow } from '../tables.ts'

type Testing = Handlers<typeof testing>
const size = (row: Pick<TubeRow, 'size'>) => row.size as 1 | 5 | 10 | 20

export const listMyPoints: Testing['listMyPoints'] = async (ctx) => {
  const rows = await listOpenPoints(ctx, ctx.paths('testing.sample'))
  const areas = new Map((await listAreas(ctx, [...new Set(rows.map((row) => row.area_id))])).map((area) => [area.id, area.name]))
  return rows.map((row) => ({
    pointId: row.id,
    campaignId: row.campaign_id,
    communityId: row.community_id,
    name: row.name,
    areaName: areas.get(row.area_id) ?? '',
    campaignName: row.campaign.name,
    day: row.campaign.day,
    fromClock: row.campaign.from_clock,
    untilClock: row.campaign.until_clock,
    poolSize: row.campaign.pool_size as 1 | 5 | 10 | 20,
    batch: row.batch,
    tables: row.tables,
    waiting: row.waiting,
  }))
}

export const lookUp: Testing['lookUp'] = async (ctx, { pointId, means }) => {
  const point = await pointFor(ctx, 'testing.sample', pointId)
  const { found, problem } = await whoShows(ctx, point.community_id, means, ctx.now)
  const people = await peopleByIds(
    ctx,
    found.flatMap(({ personId }) => personId ?? []),
  )
  const ids = [...new Set([...people.values()].map(({ id }) => id))]
  const doors = await doorsOf(
    ctx,
    [...people.values()].flatMap(({ homeId }) => homeId ?? []),
  )
  const standings = await standingsOf(ctx, point.campaign_id, ids)
  const taken = Map.groupBy(await listOfPeople(ctx, { community_id: point.community_id, id: point.campaign_id }, ids), (row) => row.person_id)
  const again = new Set(await listAgain(ctx, point, ids))
  ctx.audit.subjects(ids)
  const places = await compoundsOf(
    ctx,
    [...people.values()].map(({ path }) => path),
  )
  return {
    candidates: [...people.values()].map(({ id, homeId, path, name }) => {
      const sight = ctx.sight(path)
      const last = taken.get(id)?.[0]
      return {
        personId: id,
        homeId,
        name: masked('name', name, sight.name),
        place: places(path),
        door: masked('door', homeId === null ? null : (doors.get(homeId) ?? null), sight.door),
        isExpected: standings.has(id),
        isAgain: again.has(id),
        taken: last === undefined || again.has(id) ? null : { at: last.taken_at.toISOString(), tube: last.tube_code },
      }
    }),
    problem,
  }
}

/** Path of a home → the name of its compound. */
async function compoundsOf(ctx: Ctx, paths: readonly string[]): Promise<(path: string) => string> {
  const above = (path: string): string[] => {
    const parent = parentPath(path)
    return parent === null ? [] : [parent, ...above(parent)]
  }
  const areas = new Map((await areasAt(ctx, [...new Set(paths.flatMap(above))])).map((area) => [area.path, area]))
  return (path) => above(path).flatMap((one) => (areas.get(one)?.level === 'compound' ? [areas.get(one)!.name] : []))[0] ?? ''
}

export const listTubes: Testing['listTubes'] = async (ctx, { pointId }) => {
  const point = await pointFor(ctx, 'testing.sample', pointId)
  const rows = await tubes.listOpenTubes(ctx, point)
  const samples = await tubes.listInTubes(
    ctx,
    point.community_id,
    rows.map((row) => row.id),
  )
  const shown = await shownSamples(ctx, point.community_id, samples)
  const byTube = Map.groupBy(samples, (row) => row.tube_id)
  return rows.map((row) => ({
    code: row.code,
    size: size(row),
    state: row.state,
    counted: row.counted,
    table: row.table_no,
    openedAt: row.opened_at.toISOString(),
    samples: (byTube.get(row.id) ?? []).map(shown),
  }))
}
async function shownSamples(ctx: Ctx, communityId: string, rows: readonly SampleRow[]) {
  const people = await peopleByIds(
    ctx,
    rows.flatMap((row) => row.person_id ?? []),
  )
  const doors = await doorsOf(
    ctx,
    rows.flatMap((row) => row.home_id ?? []),
  )
  const doubts = Map.groupBy(
    await tubes.listDoubtsOf(
      ctx,
      communityId,
      rows.map((row) => row.id),
    ),
    (row) => row.sample_id,
  )
  ctx.audit.subjects([...people.keys()])
  return (row: SampleRow) => {
    const person = row.person_id === null ? undefined : people.get(row.person_id)
    const sight = ctx.sight(person?.path ?? row.area_path)
    return {
      id: row.id,
      number: row.number ?? 0,
      name: masked('name', person?.name ?? null, sight.name),
      door: masked('door', row.home_id === null ? null : (doors.get(row.home_id) ?? null), sight.door),
      takenAt: row.taken_at.toISOString(),
      doubts: (doubts.get(row.id) ?? []).map(({ kind }) => kind),
    }
  }
}

/** Whoever serves one building still samples people of others: what is settled looks at the whole community. */
const settleFirst = (ctx: Ctx, point: PointRow): Promise<void> => seeingAll(ctx, () => settleSamples(ctx, point.community_id))

export const takeOut: Testing['takeOut'] = async (ctx, { pointId, sampleId, reason, at }) => {
  const point = await pointFor(ctx, 'testing.sample', pointId)
  await settleFirst(ctx, point)
  const row = await lockSample(ctx, point.community_id, sampleId)
  if (!row || row.point_id !== point.id) throw fail(testingErrors, 'testing.sample_unknown')
  // Sent twice: it is out.
  if (row.state === 'out') return { sampleId }
  const tube = await tubes.lockTube(ctx, { community_id: row.community_id, id: row.tube_id! })
  if (tube.state !== 'open' && tube.state !== 'sealed') throw fail(testingErrors, 'testing.tube_gone')
  const inTube = await tubes.listInTube(ctx, tube)
  await updateSample(ctx, row, { state: 'out', out_reason: reason, out_at: new Date(at) })
  // What was counted when the tube was closed was counted with this one in it.
  await tubes.updateTube(ctx, tube, { samples: inTube.length - 1, ...(tube.counted === null ? {} : { counted: Math.max(0, tube.counted - 1) }) })
  await tubes.settleDoubts(ctx, row.community_id, row.id, null, { at: ctx.now, accountId: accountOf(ctx) })
  if (row.state === 'bound' && row.person_id !== null) await seeingAll(ctx, () => countAnother(ctx, row, toRule(tube, inTube)))
  await ctx.emit(testingEvents.changed, { communityId: row.community_id, campaignId: row.campaign_id })
  return { sampleId }
}
/** The sample that counted is out: another one of the same person counts now, or they are missing again. */
async function countAnother(ctx: Ctx, row: SampleRow, tube: ReturnType<typeof toRule>): Promise<void> {
  const others = await listOfPeople(ctx, { community_id: row.community_id, id: row.campaign_id }, [row.person_id!])
  if (others.some((one) => one.state === 'bound')) return
  const inSame = takeOutOf(tube, row.id).samples.find((one) => one.personId === row.person_id && !one.isContested)
  const heir = others.find((one) => one.id === inSame?.id) ?? others[0]
  if (heir === undefined) return unfulfil(ctx, { obligationId: row.campaign_id, subjectId: row.person_id! })
  await updateSample(ctx, heir, { state: 'bound' })
  await tubes.settleDoubts(ctx, heir.community_id, heir.id, ['twiceInTube', 'inOtherTube'], { at: ctx.now, accountId: null })
  await tested(ctx, heir, heir.person_id)
}

export const sealTube: Testing['sealTube'] = async (ctx, { pointId, table, tube: scanned, size: pool, counted, at }) => {
  const point = await pointFor(ctx, 'testing.sample', pointId)
  const code = labelOf(labelAt(point, 'tube', scanned))
  await settleFirst(ctx, point)
  const row = await tubes.lockTubeOf(ctx, newTube(point, { code, table, size: pool, at: new Date(at) }))
  const before = toRule(row, await tubes.listInTube(ctx, row))
  // Closed once: a second phone that says so too changes nothing.
  const after = close(before, counted)
  if (before.state === 'open')
    await tubes.updateTube(ctx, row, { state: after.state, counted: after.counted, sealed_at: new Date(at), sealed_by: accountOf(ctx) })
  return { state: after.state, differsBy: differsBy(after) }
}
const newTube = (point: PointRow, { code, table, size: pool, at }: { code: string; table: number; size: number; at: Date }): TubeRow => ({
  community_id: point.community_id,
  id: uuidv7(),
  campaign_id: point.campaign_id,
  point_id: point.id,
  area_path: point.area_path,
  code,
  size: pool,
  home_id: null,
  state: 'open',
  samples: 0,
  counted: null,
  table_no: table,
  opened_at: at,
  sealed_at: null,
  sealed_by: null,
  box_id: null,
  received_at: null,
  version: 1,
})

export const sayWaiting: Testing['sayWaiting'] = async (ctx, { pointId, waiting }) => {
  const point = await pointFor(ctx, 'testing.sample', pointId, true)
  const campaign = await findRow(ctx, point.community_id, point.campaign_id)
  if (campaign?.state !== 'running') throw fail(testingErrors, 'testing.not_running')
  await updatePoint(ctx, point, { waiting, waiting_at: ctx.now })
  return { waitMinutes: waitOf(waiting, { tables: point.tables, perTableHour: figures().perTableHour.value }) }
}
