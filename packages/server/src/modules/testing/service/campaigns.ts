// 检测任务: laid out, started, ended. A street's runs in each of its communities, with a roster and points of their own.
import { commonErrors, type testing, testingErrors, testingEvents } from '@xiaomen/contract'
import { NOTHING_EXPECTED } from '@xiaomen/rules/tasks'
import { addDays } from '@xiaomen/rules/days'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { seeingAll } from '../../../platform/scope.ts'
import { localDay } from '../../../platform/time.ts'
import { areasUnder, listAreas } from '../../areas/index.ts'
import { cancelTasks, closeObligation, coverageAt, openObligation, within } from '../../tasks/index.ts'
import { figures } from '../figures.ts'
import { areaFor, official, plannedRows, readRows } from '../place.ts'
import * as repo from '../repo/campaign.ts'
import { countDoubts, countTubes } from '../repo/tube.ts'
import type { CampaignRow } from '../tables.ts'
import { pointViews } from './points.ts'

type Testing = Handlers<typeof testing>
const STATE_ORDER = ['running', 'planned', 'reserve', 'ended'] as const

/** One entry a campaign, from its rows in the communities that are seen. */
async function headsOf(ctx: Ctx, rows: readonly CampaignRow[], paths: readonly string[]) {
  const areas = new Map((await listAreas(ctx, [...new Set(rows.map((row) => row.area_id))])).map((area) => [area.id, area]))
  const byId = Map.groupBy(rows, (row) => row.id)
  const coverage = await coverageAt(ctx, [...byId.keys()], paths)
  return [...byId].map(([id, of]) => {
    const [row] = of as [CampaignRow]
    const area = areas.get(row.area_id)
    return {
      id,
      name: row.name,
      areaId: row.area_id,
      areaName: area?.name ?? '',
      path: area?.path ?? row.area_path,
      communities: of.length,
      day: row.day,
      fromClock: row.from_clock,
      untilClock: row.until_clock,
      poolSize: row.pool_size as 1 | 5 | 10 | 20,
      ageFrom: row.age_from,
      ageTo: row.age_to,
      state: STATE_ORDER.find((state) => of.some((one) => one.state === state))!,
      isFilling: of.some((one) => one.state === 'running' && one.expected === null),
      coverage: coverage.get(id) ?? NOTHING_EXPECTED,
    }
  })
}

export const listCampaigns: Testing['listCampaigns'] = async (ctx, { areaId }) => {
  const own = ctx.paths('testing.read')
  const area = areaId === undefined ? null : await areaFor(ctx, 'testing.read', areaId)
  const paths = within(own, area?.path ?? null)
  const heads = await headsOf(ctx, await repo.listAt(ctx, paths), paths)
  return heads.toSorted((a, b) => STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state) || b.day.localeCompare(a.day))
}

export const getCampaign: Testing['getCampaign'] = async (ctx, { campaignId }) => {
  const { rows, paths } = await readRows(ctx, campaignId)
  const [head] = await headsOf(ctx, rows, paths)
  const communityIds = rows.map((row) => row.community_id)
  const counts = await countTubes(ctx, campaignId, communityIds)
  const sum = (of: (one: (typeof counts)[number]) => number) => counts.reduce((total, one) => total + of(one), 0)
  return {
    ...head!,
    points: await pointViews(ctx, await repo.listPoints(ctx, campaignId, communityIds), counts),
    tubes: { open: sum((one) => one.open), sealed: sum((one) => one.sealed), differing: sum((one) => one.differing) },
    doubts: await countDoubts(ctx, campaignId, communityIds),
    may: { plan: rows.every((row) => ctx.may('testing.plan', { path: row.area_path })) },
  }
}

export const planCampaign: Testing['planCampaign'] = async (ctx, input) => {
  const { id, day, isReserve } = input
  const area = await areaFor(ctx, 'testing.plan', input.areaId)
  if (!isReserve && day < localDay(ctx.now)) throw fail(commonErrors, 'request.invalid', { field: 'day' })
  const parts =
    area.communityId === null
      ? (await areasUnder(ctx, area.path)).filter(({ level }) => level === 'community').map((one) => ({ communityId: one.id, path: one.path }))
      : [{ communityId: area.communityId, path: area.path }]
  if (parts.length === 0) throw fail(testingErrors, 'testing.outside')
  if (parts.length === 1) ctx.audit.communityId(parts[0]!.communityId)
  const by = official(ctx)
  const rows = parts.map(({ communityId, path }): CampaignRow => ({
    community_id: communityId,
    id,
    area_id: area.id,
    area_path: path,
    name: input.name,
    day,
    from_clock: input.fromClock,
    until_clock: input.untilClock,
    pool_size: input.poolSize,
    age_from: input.ageFrom,
    age_to: input.ageTo,
    state: isReserve ? 'reserve' : 'planned',
    expected: null,
    created_by: by,
    created_at: ctx.now,
    started_at: null,
    ended_at: null,
    delete_on: null,
    version: 1,
  }))
  // An id is one campaign's wherever it runs, also where the caller sees nothing.
  const known = await seeingAll(ctx, () => repo.listRows(ctx, id))
  if (known.length > 0) {
    // Pressed twice it is the same campaign.
    if (known.length !== rows.length || known.some((row) => row.created_by !== by || row.area_id !== area.id)) throw fail(commonErrors, 'request.conflict')
    return { id, communities: known.length }
  }
  await repo.insertCampaigns(ctx, rows)
  for (const row of rows) await ctx.emit(testingEvents.changed, { communityId: row.community_id, campaignId: id })
  return { id, communities: rows.length }
}

export const startCampaign: Testing['startCampaign'] = async (ctx, { campaignId }) => {
  const rows = await plannedRows(ctx, campaignId)
  if (rows.some((row) => row.state === 'ended')) throw fail(testingErrors, 'testing.has_ended')
  if (
    (
      await repo.listPoints(
        ctx,
        campaignId,
        rows.map((row) => row.community_id),
      )
    ).every((point) => point.closed_at !== null)
  )
    throw fail(testingErrors, 'testing.no_points')
  const today = localDay(ctx.now)
  for (const row of rows) {
    if (row.state === 'running') continue
    // 应急预备: begun when it is needed, which is today. A plan whose day is over is begun today as well.
    const day = row.state === 'reserve' || row.day < today ? today : row.day
    await repo.updateCampaign(ctx, row, { state: 'running', day, started_at: ctx.now })
    const common = { id: row.id, communityId: row.community_id, path: row.area_path, kind: 'homeSample' as const, title: row.name }
    await openObligation(ctx, { ...common, source: 'testing', sourceId: row.id, fromDay: day, dueOn: day })
    await ctx.enqueue('testing.fillRoster', { communityId: row.community_id, campaignId })
    await ctx.emit(testingEvents.changed, { communityId: row.community_id, campaignId })
  }
  return { state: 'running' }
}

export const endCampaign: Testing['endCampaign'] = async (ctx, { campaignId }) => {
  const rows = await plannedRows(ctx, campaignId)
  for (const row of rows) {
    if (row.state === 'ended') continue
    await repo.updateCampaign(ctx, row, { state: 'ended', ended_at: ctx.now, delete_on: addDays(localDay(ctx.now), figures().keepDays.value) })
    await ctx.emit(testingEvents.changed, { communityId: row.community_id, campaignId })
  }
  await closeObligation(ctx, campaignId)
  await cancelTasks(ctx, 'testing', campaignId)
  return { state: 'ended' }
}
