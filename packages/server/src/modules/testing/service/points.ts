// 采样点: where, with how many tables, and how long the queue is.
import { type testing, testingErrors, testingEvents, commonErrors } from '@xiaomen/contract'
import { batchOf, waitOf } from '@xiaomen/rules/testing'
import { randomInt } from 'node:crypto'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { listAreas } from '../../areas/index.ts'
import { figures } from '../figures.ts'
import { areaFor, pointFor } from '../place.ts'
import * as repo from '../repo/campaign.ts'
import { countTubes, type TubeCounts } from '../repo/tube.ts'
import type { PointRow } from '../tables.ts'

type Testing = Handlers<typeof testing>
/** Batches there are: five of thirty-one letters. */
const BATCHES = 28_629_151

export async function pointViews(ctx: Ctx, rows: readonly PointRow[], counts: readonly TubeCounts[]) {
  const areas = new Map((await listAreas(ctx, [...new Set(rows.map((row) => row.area_id))])).map((area) => [area.id, area.name]))
  const byPoint = new Map(counts.map((one) => [one.pointId, one]))
  const perTableHour = figures().perTableHour.value
  return rows.map((row) => ({
    id: row.id,
    communityId: row.community_id,
    name: row.name,
    areaId: row.area_id,
    areaName: areas.get(row.area_id) ?? '',
    tables: row.tables,
    batch: row.batch,
    isClosed: row.closed_at !== null,
    waiting: row.waiting,
    waitingAt: row.waiting_at?.toISOString() ?? null,
    waitMinutes: row.waiting === null ? null : waitOf(row.waiting, { tables: row.tables, perTableHour }),
    tubes: byPoint.get(row.id)?.tubes ?? 0,
    samples: byPoint.get(row.id)?.samples ?? 0,
    version: row.version,
  }))
}
const viewOf = async (ctx: Ctx, row: PointRow) => (await pointViews(ctx, [row], await countTubes(ctx, row.campaign_id, [row.community_id])))[0]!

type NewPoint = { id: string; campaignId: string; communityId: string; area: { id: string; path: string }; name: string; tables: number }
/** With letters of its own for its labels. */
export const newPoint = ({ id, campaignId, communityId, area, name, tables }: NewPoint): PointRow => ({
  community_id: communityId,
  id,
  campaign_id: campaignId,
  area_id: area.id,
  area_path: area.path,
  name,
  tables,
  batch: batchOf(randomInt(BATCHES)),
  waiting: null,
  waiting_at: null,
  closed_at: null,
  version: 1,
})

export const addPoint: Testing['addPoint'] = async (ctx, { id, campaignId, areaId, name, tables }) => {
  const area = await areaFor(ctx, 'testing.plan', areaId)
  const campaign = area.communityId === null ? undefined : await repo.findRow(ctx, area.communityId, campaignId)
  // Beside the area that is tested there may be a school; it lies in the same community.
  if (!campaign) throw fail(testingErrors, 'testing.outside')
  if (campaign.state === 'ended') throw fail(testingErrors, 'testing.has_ended')
  ctx.audit.communityId(campaign.community_id)
  const known = await repo.findPoint(ctx, id)
  if (known) {
    if (known.campaign_id !== campaignId || known.area_id !== area.id) throw fail(commonErrors, 'request.conflict')
    return viewOf(ctx, known)
  }
  const row = newPoint({ id, campaignId, communityId: campaign.community_id, area, name, tables })
  if (!(await repo.insertPoint(ctx, row))) throw fail(commonErrors, 'request.conflict')
  await ctx.emit(testingEvents.changed, { communityId: row.community_id, campaignId })
  return viewOf(ctx, row)
}

export const changePoint: Testing['changePoint'] = async (ctx, { pointId, version, name, tables, isClosed }) => {
  const row = await pointFor(ctx, 'testing.plan', pointId, true)
  if (row.version !== version) throw fail(commonErrors, 'request.conflict')
  const closed_at = isClosed ? (row.closed_at ?? ctx.now) : null
  const after = await repo.updatePoint(ctx, row, { name, tables, closed_at })
  await ctx.emit(testingEvents.changed, { communityId: row.community_id, campaignId: row.campaign_id })
  return viewOf(ctx, after)
}
