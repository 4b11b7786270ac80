// 分时段叫号: who comes when, building by building; printed for the stair head with the households.
import { commonErrors, type testing } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { parentPath } from '@xiaomen/rules/areas'
import { callUp } from '@xiaomen/rules/testing'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { type Area, areasAt, listAreas } from '../../areas/index.ts'
import { doorsOf, livingAt, livingBeneath, namesOf } from '../../registry/index.ts'
import { standingsOf } from '../../tasks/index.ts'
import { figures } from '../figures.ts'
import { notFound, pointFor, readRows } from '../place.ts'
import { clockOf, minuteOf } from '../../../platform/time.ts'
import * as repo from '../repo/campaign.ts'
import { callsHtml, labelsHtml } from '../sheets-html.ts'
import { say } from '../sheets-text.ts'
import type { SlotRow } from '../tables.ts'

type Testing = Handlers<typeof testing>

async function callViews(ctx: Ctx, slots: readonly SlotRow[], names: ReadonlyMap<string, string>) {
  const paths = [...new Set(slots.map((slot) => slot.area_path))]
  // Every compound has a building 3: with the name above it.
  const areas = new Map((await areasAt(ctx, [...new Set(paths.flatMap((path) => [path, parentPath(path) ?? path]))])).map((area) => [area.path, area]))
  const nameOf = (path: string): string => {
    const [area, above] = [areas.get(path), areas.get(parentPath(path) ?? '')]
    return [above?.level === 'compound' || above?.level === 'building' ? above.name : '', area?.name ?? ''].join(' ').trim()
  }
  return slots.map((slot) => ({
    pointId: slot.point_id,
    pointName: names.get(slot.point_id) ?? '',
    areaId: areas.get(slot.area_path)?.id ?? null,
    areaName: nameOf(slot.area_path),
    fromClock: clockOf(slot.from_minute),
    untilClock: clockOf(slot.until_minute),
    people: slot.people,
  }))
}

export const planCalls: Testing['planCalls'] = async (ctx, { pointId, areaIds }) => {
  const point = await pointFor(ctx, 'testing.plan', pointId, true)
  const campaign = await repo.findRow(ctx, point.community_id, point.campaign_id)
  if (!campaign) throw notFound()
  const areas = new Map((await listAreas(ctx, [...new Set(areaIds)])).map((area) => [area.id, area]))
  const called = [...new Set(areaIds)].map((id): Area => {
    const area = areas.get(id)
    if (area === undefined || area.communityId !== point.community_id) throw fail(commonErrors, 'request.invalid', { field: 'areaIds' })
    ctx.must('testing.plan', area)
    return area
  })
  const people = await livingAt(
    ctx,
    called.map(({ path }) => path),
  )
  const { slots, left } = callUp(
    called.map(({ path }) => ({ path, people: people.get(path) ?? 0 })),
    {
      fromMinute: minuteOf(campaign.from_clock),
      untilMinute: minuteOf(campaign.until_clock),
      tables: point.tables,
      perTableHour: figures().perTableHour.value,
      slotMinutes: figures().slotMinutes.value,
    },
  )
  const rows = slots.map((slot, at): SlotRow => ({
    community_id: point.community_id,
    point_id: point.id,
    number: at + 1,
    campaign_id: point.campaign_id,
    area_path: slot.path,
    from_minute: slot.fromMinute,
    until_minute: slot.untilMinute,
    people: slot.people,
  }))
  await repo.replaceSlots(ctx, point, rows)
  return { calls: await callViews(ctx, rows, new Map([[point.id, point.name]])), left }
}
export const listCalls: Testing['listCalls'] = async (ctx, { campaignId }) => {
  const { rows } = await readRows(ctx, campaignId)
  const communityIds = rows.map((row) => row.community_id)
  const points = await repo.listPoints(ctx, campaignId, communityIds)
  return callViews(ctx, await repo.listSlots(ctx, campaignId, communityIds), new Map(points.map((point) => [point.id, point.name])))
}

export const printCalls: Testing['printCalls'] = async (ctx, { pointId, lang }) => {
  const point = await pointFor(ctx, 'testing.plan', pointId)
  const campaign = await repo.findRow(ctx, point.community_id, point.campaign_id)
  if (!campaign) throw notFound()
  const calls = await callViews(ctx, await repo.listSlotsOf(ctx, point), new Map([[point.id, point.name]]))
  const buildings = new Map((await listAreas(ctx, [...new Set(calls.flatMap(({ areaId }) => areaId ?? []))])).map((area) => [area.id, area]))
  const pages = []
  for (const [areaId, building] of buildings)
    pages.push({ building: building.name, calls: calls.filter((call) => call.areaId === areaId), homes: await homesOf(ctx, building.path, campaign.id) })
  const bytes = callsHtml({ campaign: campaign.name, day: campaign.day, point: point.name, pages, lang })
  return { bytes, type: 'text/html; charset=utf-8', name: `${say('calls', lang)}-${point.name}.html` }
}
/** Door by door, whoever is expected. Paper is lost more easily than a phone: names are masked on it, whoever prints. */
async function homesOf(ctx: Ctx, path: string, campaignId: string): Promise<{ door: string; names: string[] }[]> {
  const people = []
  for await (const part of livingBeneath(ctx, path)) people.push(...part)
  const ids = people.map(({ personId }) => personId)
  const standings = await standingsOf(ctx, campaignId, ids)
  const names = await namesOf(ctx, ids)
  const doors = await doorsOf(ctx, [...new Set(people.map(({ homeId }) => homeId))])
  ctx.audit.subjects(ids)
  // Before it has begun nobody is on the roster yet: everybody is called.
  const expected = standings.size === 0 ? people : people.filter(({ personId }) => standings.has(personId))
  return [...Map.groupBy(expected, ({ homeId }) => homeId)].map(([homeId, of]) => ({
    door: masked('door', doors.get(homeId) ?? '', ctx.sight(of[0]!.path).door) ?? '*',
    names: of.flatMap((one) => masked('name', names.get(one.personId) ?? '', ctx.sight(one.path).name === 'none' ? 'none' : 'masked') ?? []),
  }))
}

export const printLabels: Testing['printLabels'] = async (ctx, { pointId, kind = 'tube', symbol = 'square', from, count, lang }) => {
  const point = await pointFor(ctx, 'testing.plan', pointId)
  const bytes = labelsHtml({ kind, symbol, batch: point.batch, from, count: Math.min(count, 10_000 - from), point: point.name, lang })
  return { bytes, type: 'text/html; charset=utf-8', name: `${say(kind, lang)}-${point.batch}-${from}.html` }
}
