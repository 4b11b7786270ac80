import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { ZoneAreaRow, ZoneRow } from '../tables.ts'
import { db } from './db.ts'

/** More than these are in force nowhere; a list that long is read by nobody. */
const MOST = 500

export async function insertZone(ctx: Ctx, row: ZoneRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('zones.zone')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}
export const findZone = (ctx: Ctx, id: string): Promise<ZoneRow | undefined> =>
  db(ctx).selectFrom('zones.zone').selectAll().where('id', '=', id).executeTakeFirst()
/** For a change that depends on the state it finds. */
export const lockZone = (ctx: Ctx, id: string): Promise<ZoneRow | undefined> =>
  db(ctx).selectFrom('zones.zone').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export async function updateZone(ctx: Ctx, id: string, change: Partial<ZoneRow>): Promise<void> {
  await db(ctx).updateTable('zones.zone').set(change).where('id', '=', id).execute()
}

/** Within these paths or over them; ended ones only of late. */
export const listZones = (ctx: Ctx, paths: readonly string[], endedSince: Date): Promise<ZoneRow[]> =>
  db(ctx)
    .selectFrom('zones.zone')
    .selectAll()
    .where(sql<boolean>`exists (select from unnest(${[...paths]}::text[]) p where starts_with(area_path, p) or starts_with(p, area_path))`)
    .where((e) => e.or([e('state', '<>', 'ended'), e('ended_at', '>', endedSince)]))
    .orderBy(sql`case state when 'inForce' then 0 when 'drafted' then 1 else 2 end`)
    .orderBy('drafted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute()
/** In force, or ended with an order that may be taken up again; all that wait too. For the jobs and reactions, which see everything. */
export const listUnderOrders = (ctx: Ctx, endedSince: Date): Promise<ZoneRow[]> =>
  db(ctx)
    .selectFrom('zones.zone')
    .selectAll()
    .where((e) => e.or([e('state', '<>', 'ended'), e.and([e('end_reason', '=', 'orderEnded'), e('ended_at', '>', endedSince)])]))
    .orderBy('id')
    .forUpdate()
    .execute()
/** Ended with this order. */
export const listUnderOrder = (ctx: Ctx, orderId: string, endedSince: Date): Promise<ZoneRow[]> =>
  db(ctx)
    .selectFrom('zones.zone')
    .selectAll()
    .where('order_id', '=', orderId)
    .where('end_reason', '=', 'orderEnded')
    .where('ended_at', '>', endedSince)
    .orderBy('id')
    .execute()
export const listInForce = (ctx: Ctx): Promise<ZoneRow[]> => db(ctx).selectFrom('zones.zone').selectAll().where('state', '=', 'inForce').orderBy('id').execute()
/** Those that one of these paths lies in, or that lie in one of them. */
export const listTouching = (ctx: Ctx, paths: readonly string[]): Promise<ZoneRow[]> =>
  db(ctx)
    .selectFrom('zones.zone')
    .selectAll()
    .where('state', '=', 'inForce')
    .where(
      sql<boolean>`exists (select from zones.zone_area a, unnest(${[...paths]}::text[]) p
        where a.zone_id = zone.id and a.until_at is null and (starts_with(a.area_path, p) or starts_with(p, a.area_path)))`,
    )
    .orderBy('from_at')
    .orderBy('id')
    .limit(MOST)
    .execute()

/** What zones are made of now. */
export const listParts = (ctx: Ctx, zoneIds: readonly string[]): Promise<ZoneAreaRow[]> =>
  db(ctx)
    .selectFrom('zones.zone_area')
    .selectAll()
    .where(sql<boolean>`zone_id = any(${[...zoneIds]}::uuid[])`)
    .where('until_at', 'is', null)
    .orderBy('area_path')
    .execute()
export async function insertParts(ctx: Ctx, rows: readonly ZoneAreaRow[]): Promise<void> {
  if (rows.length > 0)
    await db(ctx)
      .insertInto('zones.zone_area')
      .values([...rows])
      .execute()
}
export async function endParts(ctx: Ctx, zoneId: string, areaIds: readonly string[]): Promise<void> {
  await db(ctx)
    .updateTable('zones.zone_area')
    .set({ until_at: ctx.now })
    .where('zone_id', '=', zoneId)
    .where('until_at', 'is', null)
    .where(sql<boolean>`area_id = any(${[...areaIds]}::uuid[])`)
    .execute()
}
