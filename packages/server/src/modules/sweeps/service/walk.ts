// 走访: what a worker's phone needs of a building, and what it brings back.
import { commonErrors, type DoorView, type sweeps, sweepsErrors } from '@xiaomen/contract'
import { contains } from '@xiaomen/rules/areas'
import { masked } from '@xiaomen/rules/access'
import type { z } from 'zod'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { doorsOfAll, standingsOf } from '../../tasks/index.ts'
import { countVisits } from '../count-visits.ts'
import { readLedger } from '../propose.ts'
import { findStop, findStopAt, findStopByCode, listStopPage, listStopsUnder } from '../repo/stop.ts'
import { findSweepRow } from '../repo/sweep.ts'
import { listVisits } from '../repo/visit.ts'
import { codeOfStop, readCodeIndex } from '../stop-code.ts'
import type { StopRow } from '../tables.ts'
import { areaFor, headOf, stopViews, sweepFor, visitViews } from '../views.ts'

type Sweeps = Handlers<typeof sweeps>

const notFound = () => fail(commonErrors, 'request.not_found')
/** A tower fits; a community would be too much for one answer on a slow line. */
const MOST_DOORS = 500

/** In the order of the printed list, which is the order one walks. */
async function doorViews(ctx: Ctx, sweepId: string, stops: readonly StopRow[]): Promise<z.input<typeof DoorView>[]> {
  const ids = stops.map((stop) => stop.home_id)
  const ledger = await readLedger(ctx, ids)
  const places = await doorsOfAll(ctx, stops)
  const standings = await standingsOf(ctx, sweepId, ids)
  ctx.audit.subjects([...ledger.residents.values()].flat().map((one) => one.personId))
  return stops.flatMap((stop) => {
    const home = ledger.homes.get(stop.home_id)
    if (!home) return []
    const { place, door } = places.get(stop)!
    const standing = standings.get(stop.home_id)?.standing
    const sight = ctx.sight(stop.area_path).name
    return [
      {
        homeId: stop.home_id,
        page: stop.page,
        row: stop.row_no,
        unit: place.at(-1) ?? '',
        door: door ?? '*',
        floor: home.floor,
        use: home.use,
        state: stop.state,
        isSettled: standing === 'done' || standing === 'excused',
        tries: stop.tries,
        lastAt: stop.last_at?.toISOString() ?? null,
        tryOn: stop.try_on,
        tryPart: stop.try_part,
        people: (ledger.residents.get(stop.home_id) ?? []).map(({ personId, name, kind }) => ({ personId, name: masked('name', name, sight) ?? '*', kind })),
        code: codeOfStop(ctx.crypto, sweepId, stop.home_id),
      },
    ]
  })
}

export const getBuildingStops: Sweeps['getBuildingStops'] = async (ctx, { sweepId, areaId }) => {
  const area = await areaFor(ctx, 'sweeps.walk', areaId)
  const sweep = await findSweepRow(ctx, sweepId)
  if (!sweep || !(contains(sweep.area_path, area.path) || contains(area.path, sweep.area_path))) throw notFound()
  ctx.audit.communityId(sweep.community_id)
  const stops = await listStopsUnder(ctx, sweepId, area.path)
  if (stops.length > MOST_DOORS) throw fail(sweepsErrors, 'sweeps.building_too_large')
  const [first] = stops
  const place = first === undefined ? [area.name] : ((await doorsOfAll(ctx, [first])).get(first)?.place ?? [])
  const upTo = place.lastIndexOf(area.name)
  return {
    sweep: (await headOf(ctx, [sweep]))(sweep),
    areaId,
    place: upTo < 0 ? [area.name] : place.slice(0, upTo + 1),
    doors: await doorViews(ctx, sweepId, stops),
  }
}

export const getStop: Sweeps['getStop'] = async (ctx, { sweepId, at }) => {
  const { sweep } = await sweepFor(ctx, 'sweeps.walk', sweepId)
  const stop = await ('homeId' in at ? findStop(ctx, sweepId, at.homeId) : 'page' in at ? findStopAt(ctx, sweepId, at.page, at.row) : byCode(ctx, at.code))
  if (!stop || stop.sweep_id !== sweepId) throw notFound()
  ctx.must('sweeps.walk', { path: stop.area_path })
  const [door] = await doorViews(ctx, sweepId, [stop])
  if (!door) throw notFound()
  const { areaId, place } = (await doorsOfAll(ctx, [stop])).get(stop)!
  const visits = await visitViews(ctx, [stop], await listVisits(ctx, sweep.community_id, sweepId, [stop.home_id]))
  return { sweep: (await headOf(ctx, [sweep]))(sweep), areaId, place, door, visits: visits.get(stop.home_id) ?? [] }
}
async function byCode(ctx: Ctx, typed: string): Promise<StopRow | undefined> {
  const index = readCodeIndex(ctx.crypto, typed)
  return index === null ? undefined : findStopByCode(ctx, index)
}

export const recordVisit: Sweeps['recordVisit'] = async (ctx, { sweepId, ...visit }) => {
  const { sweep } = await sweepFor(ctx, 'sweeps.walk', sweepId)
  const [done] = await countVisits(ctx, sweep, [visit], (path) => ctx.must('sweeps.walk', { path }))
  return done!
}

export const recordVisits: Sweeps['recordVisits'] = async (ctx, { sweepId, visits }) => {
  const { sweep } = await sweepFor(ctx, 'sweeps.paper', sweepId)
  return { visits: await countVisits(ctx, sweep, visits, (path) => ctx.must('sweeps.paper', { path })) }
}

const readAfter = (after: string | undefined): [number, number] | null => {
  if (after === undefined) return null
  const [page, row] = after.split('-')
  return [Number(page), Number(row)]
}
const cursorOf = (stop: StopRow | undefined) => (stop === undefined ? null : `${stop.page}-${stop.row_no}`)

/** Stops read ahead when only the missing are wanted: whoever is excused is told by another module. */
const READ_AHEAD = 500

export const listStops: Sweeps['listStops'] = async (ctx, { sweepId, areaId, state, isMissing, page, after, limit }) => {
  const { paths } = await sweepFor(ctx, 'sweeps.read', sweepId, areaId)
  const filter = { paths, state, isDisputed: undefined, page }
  if (isMissing !== true) {
    const rows = await listStopPage(ctx, sweepId, { ...filter, after: readAfter(after), limit: limit + 1 })
    return { stops: await stopViews(ctx, sweepId, rows.slice(0, limit)), next: rows.length > limit ? cursorOf(rows[limit - 1]) : null }
  }
  const missing: StopRow[] = []
  let from = readAfter(after)
  for (;;) {
    const rows = await listStopPage(ctx, sweepId, { ...filter, after: from, limit: READ_AHEAD })
    const standings = await standingsOf(
      ctx,
      sweepId,
      rows.map((row) => row.home_id),
    )
    missing.push(...rows.filter((row) => standings.get(row.home_id)?.standing === 'missing'))
    const last = rows.at(-1)
    if (last === undefined || rows.length < READ_AHEAD || missing.length > limit) break
    from = [last.page, last.row_no]
  }
  return { stops: await stopViews(ctx, sweepId, missing.slice(0, limit)), next: missing.length > limit ? cursorOf(missing[limit - 1]) : null }
}

export const listDisputes: Sweeps['listDisputes'] = async (ctx, { sweepId, after, limit }) => {
  const { sweep, paths } = await sweepFor(ctx, 'sweeps.decide', sweepId)
  const filter = { paths, state: undefined, isDisputed: true, page: undefined }
  const rows = await listStopPage(ctx, sweepId, { ...filter, after: readAfter(after), limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const all = await listVisits(
    ctx,
    sweep.community_id,
    sweepId,
    shown.map((row) => row.home_id),
  )
  const visits = await visitViews(ctx, shown, all)
  const stops = await stopViews(ctx, sweepId, shown)
  return { stops: stops.map((stop) => ({ ...stop, visits: visits.get(stop.homeId) ?? [] })), next: rows.length > limit ? cursorOf(shown.at(-1)) : null }
}
