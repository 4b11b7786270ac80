// The stops of a sweep as a list for the modules above: in the order of the printed list, every field as far as the reader may see it.
import { masked } from '@xiaomen/rules/access'
import { contains } from '@xiaomen/rules/areas'
import type { StopState } from '@xiaomen/rules/sweeps'
import type { Standing, Way } from '@xiaomen/rules/tasks'
import type { Ctx } from '../../platform/ctx.ts'
import { doorsOf } from '../registry/index.ts'
import { doorsOfAll, standingsOf } from '../tasks/index.ts'
import { listStopsFrom } from './repo/stop.ts'
import { findSweepRow, listSweepsAt } from './repo/sweep.ts'
import type { SweepRow } from './tables.ts'

export type ListedSweep = { id: string; communityId: string; name: string }
const listedOf = (row: SweepRow): ListedSweep => ({ id: row.id, communityId: row.community_id, name: row.name })
/** Those that are open at these paths, newest first; or the one that is named, also after it was closed. */
export async function listedSweeps(ctx: Ctx, paths: readonly string[], id: string | null): Promise<ListedSweep[]> {
  if (id === null) return (await listSweepsAt(ctx, paths, 'open')).map(listedOf)
  const row = await findSweepRow(ctx, id)
  return row && paths.some((path) => contains(path, row.area_path) || contains(row.area_path, path)) ? [listedOf(row)] : []
}

export type ListedStop = {
  homeId: string
  path: string
  /** Page and row of the printed list. */
  listed: [number, number]
  door: string | null
  address: string | null
  floor: number | null
  state: StopState
  standing: Standing | null
  tries: number
  /** By which way it was settled. */
  way: Way | null
  lastAt: Date | null
  tryOn: string | null
  isDisputed: boolean
}
export async function listedStops(
  ctx: Ctx,
  sweep: ListedSweep,
  asked: { paths: readonly string[]; states: readonly StopState[]; after: [number, number] | null; limit: number },
): Promise<ListedStop[]> {
  const rows = await listStopsFrom(ctx, { community_id: sweep.communityId, id: sweep.id }, asked)
  const ids = rows.map((row) => row.home_id)
  const doors = await doorsOfAll(ctx, rows)
  const addresses = await doorsOf(ctx, ids)
  const standings = await standingsOf(ctx, sweep.id, ids)
  return rows.map((row) => {
    const sight = ctx.sight(row.area_path).door
    const { door, floor } = doors.get(row)!
    return {
      homeId: row.home_id,
      path: row.area_path,
      listed: [row.page, row.row_no],
      door: sight === 'full' ? door : null,
      address: masked('door', addresses.get(row.home_id) ?? null, sight),
      floor,
      state: row.state,
      standing: standings.get(row.home_id)?.standing ?? null,
      tries: row.tries,
      way: row.settled_way,
      lastAt: row.last_at,
      tryOn: row.try_on,
      isDisputed: row.is_disputed,
    }
  })
}
