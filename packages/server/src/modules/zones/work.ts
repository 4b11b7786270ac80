// 当天的活: disinfection and deliveries of a zone, building by building; made again every morning, and gone with the zone.
import { isDueOn } from '@xiaomen/rules/zones'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { localDay } from '../../platform/time.ts'
import { type Area, areasUnder, findArea, listAreas } from '../areas/index.ts'
import { cancelTasks, planTasksOfMany, type WantedTask } from '../tasks/index.ts'
import { listWork, putWork } from './repo/life.ts'
import { listParts } from './repo/zone.ts'
import { ruleOf } from './rule.ts'
import type { ZoneRow } from './tables.ts'
import { holds } from './views.ts'

const DISINFECTION = '楼栋消毒'
const DELIVERY_TITLES = { toDoor: '生活物资送到门口', toGate: '生活物资送到小区门口，错峰取', free: null } as const

/** The buildings of an area; one without buildings, or smaller than one, is served as it is. */
async function doorsOf(ctx: Ctx, area: Area): Promise<Area[]> {
  if (area.level === 'building' || area.level === 'unit') return [area]
  const buildings = (await areasUnder(ctx, area.path)).filter(({ level }) => level === 'building')
  return buildings.length > 0 ? buildings : [area]
}

export async function planZone(ctx: Ctx, zone: ZoneRow): Promise<void> {
  const { view } = ruleOf(zone)
  if (!holds(zone, ctx.now) || zone.kind === 'standstill') return
  const today = localDay(ctx.now)
  const parts = await listAreas(
    ctx,
    (await listParts(ctx, [zone.id])).map((part) => part.area_id),
  )
  const places = new Map((await Promise.all(parts.map((part) => doorsOf(ctx, part)))).flat().map((area) => [area.id, area]))
  const titles = [
    ...(isDueOn(zone.kind_since!, view.disinfectEveryDays, today) ? [{ key: 'disinfect', title: DISINFECTION, roles: ['gridWorker'] }] : []),
    ...(DELIVERY_TITLES[view.deliveries] === null ? [] : [{ key: 'deliver', title: DELIVERY_TITLES[view.deliveries]!, roles: ['gridWorker', 'volunteer'] }]),
  ]
  const wanted = Map.groupBy(places.values(), (area) => area.communityId ?? area.id)
  for (const communityId of wanted.keys()) {
    const community = await findArea(ctx, communityId)
    await putWork(ctx, { zone_id: zone.id, community_id: communityId, area_path: community?.path ?? zone.area_path, source_id: uuidv7() })
  }
  // A community none of whose buildings is left in it has nothing to do any more.
  for (const { community_id: communityId, source_id: sourceId } of await listWork(ctx, zone.id)) {
    const tasks = (wanted.get(communityId) ?? []).flatMap((area): WantedTask[] =>
      titles.map(({ key, title, roles }) => ({
        subjectId: area.id,
        subjectKind: 'area',
        homeId: null,
        path: area.path,
        key: `${key}:${area.id}:${today}`,
        kind: 'errand',
        title,
        roles,
        accountId: null,
        obligationId: null,
        fromDay: today,
        dueOn: today,
        priority: 2,
      })),
    )
    await planTasksOfMany(ctx, { source: 'zones', communityId }, new Map([[sourceId, tasks]]))
  }
}

export async function endWork(ctx: Ctx, zoneId: string): Promise<void> {
  await cancelTasks(ctx, 'zones', ...(await listWork(ctx, zoneId)).map((work) => work.source_id))
}
