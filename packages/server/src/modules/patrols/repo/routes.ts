import type { Ctx } from '../../../platform/ctx.ts'
import { among, beneath } from '../../../platform/sql.ts'
import type { PointRow, RouteRow, TimetableRow } from '../tables.ts'
import { db } from './db.ts'

/** Routes that are walked now, by place and name. */
export const listRoutesUnder = (ctx: Ctx, paths: readonly string[]): Promise<RouteRow[]> =>
  db(ctx).selectFrom('patrols.route').selectAll().where(beneath(paths)).where('ended_at', 'is', null).orderBy('area_path').orderBy('name').execute()

export const findRoute = (ctx: Ctx, id: string): Promise<RouteRow | undefined> =>
  db(ctx).selectFrom('patrols.route').selectAll().where('id', '=', id).executeTakeFirst()
export const lockRoute = (ctx: Ctx, id: string): Promise<RouteRow | undefined> =>
  db(ctx).selectFrom('patrols.route').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** False when this area has a route of that name, or there is one of this id. */
export async function insertRoute(ctx: Ctx, route: RouteRow): Promise<boolean> {
  const row = await db(ctx)
    .insertInto('patrols.route')
    .values(route)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
/** Another route of this area that has this name. */
export const findNamesake = (ctx: Ctx, { area_id, id }: RouteRow, name: string): Promise<{ id: string } | undefined> =>
  db(ctx)
    .selectFrom('patrols.route')
    .select('id')
    .where('area_id', '=', area_id)
    .where('name', '=', name)
    .where('id', '!=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
export async function updateRoute(ctx: Ctx, { community_id, id }: RouteRow, change: Partial<Pick<RouteRow, 'name' | 'version' | 'ended_at'>>): Promise<void> {
  await db(ctx).updateTable('patrols.route').set(change).where('community_id', '=', community_id).where('id', '=', id).execute()
}

export const listTimetables = (ctx: Ctx, routeIds: readonly string[]): Promise<TimetableRow[]> =>
  db(ctx).selectFrom('patrols.timetable').selectAll().where(among('route_id', routeIds)).orderBy('from_at').execute()
export async function insertTimetable(ctx: Ctx, timetable: TimetableRow): Promise<void> {
  await db(ctx)
    .insertInto('patrols.timetable')
    .values(timetable)
    .onConflict((oc) => oc.doNothing())
    .execute()
}

/** Also those that are points no more: rounds of yesterday asked for them. */
export const listPoints = (ctx: Ctx, routeIds: readonly string[]): Promise<PointRow[]> =>
  db(ctx).selectFrom('patrols.point').selectAll().where(among('route_id', routeIds)).orderBy('ordinal').execute()
export const findPointByCode = (ctx: Ctx, code: string): Promise<PointRow | undefined> =>
  db(ctx).selectFrom('patrols.point').selectAll().where('code', '=', code).executeTakeFirst()
export const findPoint = (ctx: Ctx, id: string): Promise<PointRow | undefined> =>
  db(ctx).selectFrom('patrols.point').selectAll().where('id', '=', id).executeTakeFirst()
export async function insertPoints(ctx: Ctx, points: readonly PointRow[]): Promise<void> {
  if (points.length === 0) return
  await db(ctx)
    .insertInto('patrols.point')
    .values([...points])
    .execute()
}
export async function updatePoint(
  ctx: Ctx,
  { community_id, id }: PointRow,
  change: Partial<Pick<PointRow, 'ordinal' | 'name' | 'hint' | 'until_at'>>,
): Promise<void> {
  await db(ctx).updateTable('patrols.point').set(change).where('community_id', '=', community_id).where('id', '=', id).execute()
}
