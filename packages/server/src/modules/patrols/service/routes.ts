import { commonErrors, type patrols, patrolsErrors, patrolsEvents } from '@xiaomen/contract'
import { areApart } from '@xiaomen/rules/patrols'
import { randomInt } from 'node:crypto'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { type Area, findArea } from '../../areas/index.ts'
import { countOf, today } from '../count.ts'
import * as repo from '../repo/routes.ts'
import { listUnsettled } from '../repo/visits.ts'
import { settle } from '../settle.ts'
import type { RouteRow } from '../tables.ts'
import { areaNames, pathsFor, routeView } from '../views.ts'

type Patrols = Handlers<typeof patrols>
type Saved = Parameters<Patrols['saveRoute']>[1]

// Letters that no eye confuses and that spell no word.
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ23456789'
const LENGTH = 16
const newCode = (): string => Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')

export const listRoutes: Patrols['listRoutes'] = async (ctx, { areaId }) => {
  const routes = await repo.listRoutesUnder(ctx, await pathsFor(ctx, 'patrols.read', areaId))
  const counted = await countOf(ctx, routes, today(ctx))
  const names = await areaNames(
    ctx,
    routes.map((route) => route.area_id),
  )
  return routes.map((route) => routeView(route, names.get(route.area_id) ?? '', counted.get(route.id)!))
}

/** The route, once the actor was asked for. @throws 404 */
export async function routeFor(ctx: Ctx, permission: string, routeId: string): Promise<RouteRow> {
  const route = await repo.lockRoute(ctx, routeId)
  if (!route || route.ended_at !== null) throw fail(commonErrors, 'request.not_found')
  ctx.must(permission, { path: route.area_path })
  ctx.audit.communityId(route.community_id)
  return route
}

export const saveRoute: Patrols['saveRoute'] = async (ctx, input) => {
  const area = await findArea(ctx, input.areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must('patrols.plan', area)
  if (area.communityId === null) throw fail(patrolsErrors, 'patrols.not_one_community')
  ctx.audit.communityId(area.communityId)
  if (!areApart(input.times, input.toleranceMinutes)) throw fail(patrolsErrors, 'patrols.times_too_close')
  const route = input.version === null ? await makeRoute(ctx, area, input) : await changeRoute(ctx, area, input)
  await savePoints(ctx, route, input.points)
  await saveTimes(ctx, route, input)
  await ctx.emit(patrolsEvents.routeChanged, { communityId: route.community_id, areaPath: route.area_path, routeId: route.id })
  return routeView(route, area.name, (await countOf(ctx, [route], today(ctx))).get(route.id)!)
}

async function makeRoute(ctx: Ctx, area: Area, { id, name }: Saved): Promise<RouteRow> {
  const route: RouteRow = {
    community_id: area.communityId!,
    id,
    area_id: area.id,
    area_path: area.path,
    name,
    version: 1,
    made_at: ctx.now,
    ended_at: null,
  }
  if (!(await repo.insertRoute(ctx, route))) throw fail(patrolsErrors, 'patrols.name_taken')
  return route
}

async function changeRoute(ctx: Ctx, area: Area, { id, name, version }: Saved): Promise<RouteRow> {
  const route = await routeFor(ctx, 'patrols.plan', id)
  if (route.version !== version || route.area_id !== area.id) throw fail(patrolsErrors, 'patrols.changed_meanwhile')
  if (await repo.findNamesake(ctx, route, name)) throw fail(patrolsErrors, 'patrols.name_taken')
  await repo.updateRoute(ctx, route, { name, version: version + 1 })
  return { ...route, name, version: version + 1 }
}

/** A point keeps its code under another name; one that is left out has hung there until now. */
async function savePoints(ctx: Ctx, route: RouteRow, wanted: Saved['points']): Promise<void> {
  const present = (await repo.listPoints(ctx, [route.id])).filter((point) => point.until_at === null)
  const known = new Map(present.map((point) => [point.id, point]))
  for (const [at, { id, name, hint }] of wanted.entries()) {
    const point = known.get(id)
    if (point) await repo.updatePoint(ctx, point, { ordinal: at + 1, name, hint })
  }
  const kept = new Set(wanted.map(({ id }) => id))
  for (const point of present) if (!kept.has(point.id)) await repo.updatePoint(ctx, point, { until_at: ctx.now })
  await repo.insertPoints(
    ctx,
    wanted.flatMap(({ id, name, hint }, at) =>
      known.has(id)
        ? []
        : [
            {
              community_id: route.community_id,
              id,
              route_id: route.id,
              area_path: route.area_path,
              ordinal: at + 1,
              name,
              hint,
              code: newCode(),
              from_at: ctx.now,
              until_at: null,
            },
          ],
    ),
  )
}

async function saveTimes(ctx: Ctx, route: RouteRow, { times, toleranceMinutes }: Pick<Saved, 'times' | 'toleranceMinutes'>): Promise<void> {
  const sorted = [...new Set(times)].toSorted()
  const last = (await repo.listTimetables(ctx, [route.id])).at(-1)
  if (last && last.tolerance_minutes === toleranceMinutes && last.times.join() === sorted.join()) return
  await repo.insertTimetable(ctx, {
    community_id: route.community_id,
    route_id: route.id,
    from_at: ctx.now,
    area_path: route.area_path,
    times: sorted,
    tolerance_minutes: toleranceMinutes,
  })
}

export const endRoute: Patrols['endRoute'] = async (ctx, { routeId }) => {
  const route = await routeFor(ctx, 'patrols.plan', routeId)
  await repo.updateRoute(ctx, route, { ended_at: ctx.now })
  await saveTimes(ctx, route, { times: [], toleranceMinutes: 0 })
  // Nobody walks here any more: nobody is asked about it either.
  for (const missed of await listUnsettled(ctx, routeId)) await settle(ctx, missed, { answer: null, by: null })
  await ctx.emit(patrolsEvents.routeChanged, { communityId: route.community_id, areaPath: route.area_path, routeId })
  return {}
}
