// Every home of the area has its stop, those that came during the sweep too; a home that is gone from the ledger is no longer looked for.
import { parentPath } from '@xiaomen/rules/areas'
import { layOut, ruleStop } from '@xiaomen/rules/sweeps'
import { areaOfHome } from '@xiaomen/rules/tasks'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay } from '../../platform/time.ts'
import { areasAt } from '../areas/index.ts'
import { type Home, homesByIds, homesUnder } from '../registry/index.ts'
import { excuseSubjects, expect, planTasks, unfulfil } from '../tasks/index.ts'
import { toRule } from './body.ts'
import { insertStops, listStopsOf, updateStop } from './repo/stop.ts'
import { lockSweep } from './repo/sweep.ts'
import { listVisits } from './repo/visit.ts'
import { codeIndexOf, codeOfStop } from './stop-code.ts'
import type { StopRow, SweepRow } from './tables.ts'

const WALKERS = ['gridWorker', 'stairHead', 'volunteer'] as const

/** Safe to repeat. Runs as somebody who sees the whole area of the sweep. @returns how many stops there are */
export async function syncSweep(ctx: Ctx, sweepId: string): Promise<number> {
  const sweep = await lockSweep(ctx, sweepId)
  if (!sweep || sweep.state === 'closed') return 0
  const stops = await listStopsOf(ctx, sweep.id)
  const known = new Set(stops.map((stop) => stop.home_id))
  const added = (await homesUnder(ctx, sweep.area_path)).filter((home) => sweep.uses.includes(home.use) && !known.has(home.id))
  await addStops(ctx, sweep, added, Math.max(0, ...stops.map((stop) => stop.page)))

  const present = new Map((await homesByIds(ctx, [...known])).filter((home) => !home.isRetired).map((home) => [home.id, home]))
  const gone = stops.filter((stop) => stop.gone_at === null && !present.has(stop.home_id))
  for (const stop of gone) {
    const isSettled = stop.state === 'done' || stop.state === 'vacant'
    await updateStop(ctx, stop, { gone_at: ctx.now, ...(isSettled ? {} : { state: 'gone' as const }) })
  }
  await excuseSubjects(
    ctx,
    sweep.id,
    gone.map((stop) => stop.home_id),
    { kind: 'exempt', until: null, by: null },
  )
  await bringBack(
    ctx,
    stops.filter((stop) => stop.gone_at !== null && present.has(stop.home_id)),
  )
  const here: Home[] = [...present.values(), ...added]
  await planTasks(
    ctx,
    { source: 'sweeps', sourceId: sweep.id, communityId: sweep.community_id },
    here.map((home) => ({
      subjectId: home.id,
      subjectKind: 'home' as const,
      homeId: home.id,
      path: home.path,
      key: home.id,
      kind: 'sweep' as const,
      title: sweep.name,
      roles: WALKERS,
      accountId: null,
      obligationId: sweep.id,
      fromDay: sweep.from_day,
      dueOn: sweep.due_on,
      priority: 1,
    })),
  )
  return known.size + added.length
}

/** A merge was taken back, an import brought in again: somebody is expected at that door as before. */
async function bringBack(ctx: Ctx, stops: readonly StopRow[]): Promise<void> {
  for (const stop of stops) {
    await updateStop(ctx, stop, { gone_at: null })
    if (stop.state !== 'gone') continue
    await unfulfil(ctx, { obligationId: stop.sweep_id, subjectId: stop.home_id })
    const visits = await listVisits(ctx, stop.community_id, stop.sweep_id, [stop.home_id])
    await updateStop(ctx, stop, { state: ruleStop(toRule(ctx.crypto, visits), null, false).state })
  }
}

async function addStops(ctx: Ctx, sweep: SweepRow, homes: readonly Home[], lastPage: number): Promise<void> {
  if (homes.length === 0) return
  const today = localDay(ctx.now)
  const buildings = await buildingsOf(ctx, homes)
  const byId = new Map(homes.map((home) => [home.id, home]))
  const rows = layOut(
    homes.map((home) => ({
      id: home.id,
      areaPath: areaOfHome(home.path),
      floor: home.floor,
      door: home.door,
      building: buildings.get(areaOfHome(home.path))!,
    })),
    lastPage,
  )
  await insertStops(
    ctx,
    rows.map(({ id, page, row }) => ({
      community_id: sweep.community_id,
      sweep_id: sweep.id,
      home_id: id,
      area_path: byId.get(id)!.path,
      page,
      row_no: row,
      code_index: codeIndexOf(ctx.crypto, codeOfStop(ctx.crypto, sweep.id, id)),
    })),
  )
  // A door that came after the first day is expected from the day it came.
  await expect(
    ctx,
    { obligationId: sweep.id, communityId: sweep.community_id, from: today > sweep.from_day ? today : sweep.from_day },
    homes.map((home) => ({ subjectId: home.id, subjectKind: 'home' as const, homeId: home.id, path: home.path })),
  )
}

/** Path of each lowest area → path of its building, or of itself where there is none. */
async function buildingsOf(ctx: Ctx, homes: readonly Home[]): Promise<Map<string, string>> {
  const leaves = new Set(homes.map((home) => areaOfHome(home.path)))
  const above = new Set([...leaves].flatMap((leaf) => [leaf, parentPath(leaf)].filter((path) => path !== null)))
  const levels = new Map((await areasAt(ctx, [...above])).map((area) => [area.path, area.level]))
  return new Map(
    [...leaves].map((leaf) => {
      const parent = parentPath(leaf)
      return [leaf, parent !== null && levels.get(leaf) !== 'building' && levels.get(parent) === 'building' ? parent : leaf]
    }),
  )
}
