import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { GateTables, VehicleRow } from '../tables.ts'

const db = (ctx: Ctx) => ctx.tx.withTables<GateTables>()

/** False when this plate is on the list already. */
export async function insertVehicle(ctx: Ctx, row: VehicleRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('gate.vehicle')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}

export const findVehicle = (ctx: Ctx, id: string): Promise<VehicleRow | undefined> =>
  db(ctx).selectFrom('gate.vehicle').selectAll().where('id', '=', id).executeTakeFirst()

export const findVehicleByPlate = (ctx: Ctx, communityId: string, plateIndex: Buffer): Promise<VehicleRow | undefined> =>
  db(ctx)
    .selectFrom('gate.vehicle')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('plate_index', '=', plateIndex)
    .where('ended_at', 'is', null)
    .executeTakeFirst()

/** At these places, by the day on which they end. */
export const listVehiclesUnder = (ctx: Ctx, path: string): Promise<VehicleRow[]> =>
  db(ctx)
    .selectFrom('gate.vehicle')
    .selectAll()
    .where(sql<boolean>`(starts_with(area_path, ${path}) or starts_with(${path}, area_path))`)
    .where('ended_at', 'is', null)
    .orderBy('until_day')
    .orderBy('id')
    .limit(500)
    .execute()

export async function endVehicle(ctx: Ctx, { community_id, id }: Pick<VehicleRow, 'community_id' | 'id'>): Promise<void> {
  await db(ctx).updateTable('gate.vehicle').set({ ended_at: ctx.now }).where('community_id', '=', community_id).where('id', '=', id).execute()
}

/** Those whose last day is over are taken off before a plate comes on again, and every night. */
export async function endPastVehicles(ctx: Ctx, today: string): Promise<void> {
  await db(ctx).updateTable('gate.vehicle').set({ ended_at: ctx.now }).where('until_day', '<', today).where('ended_at', 'is', null).execute()
}
