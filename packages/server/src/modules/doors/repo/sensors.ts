import type { Ctx } from '../../../platform/ctx.ts'
import { among } from '../../../platform/sql.ts'
import type { SensorEventRow, SensorRow } from '../tables.ts'
import { db } from './db.ts'

export const findSensor = (ctx: Ctx, id: string): Promise<SensorRow | undefined> =>
  db(ctx).selectFrom('doors.sensor').selectAll().where('id', '=', id).where('ended_at', 'is', null).executeTakeFirst()
/** Locked for the rest of the transaction: what a sensor tells is taken one by one. */
export const lockSensor = (ctx: Ctx, id: string): Promise<SensorRow | undefined> =>
  db(ctx).selectFrom('doors.sensor').selectAll().where('id', '=', id).where('ended_at', 'is', null).forUpdate().executeTakeFirst()
export const listSensors = (ctx: Ctx, ids: readonly string[]): Promise<SensorRow[]> =>
  db(ctx).selectFrom('doors.sensor').selectAll().where(among('id', ids)).execute()
export const hasSensors = async (ctx: Ctx): Promise<boolean> =>
  (await db(ctx).selectFrom('doors.sensor').select('id').where('ended_at', 'is', null).limit(1).executeTakeFirst()) !== undefined
/** Those that said they were there and have been silent since. */
export const listSilentSensors = (ctx: Ctx, since: Date): Promise<SensorRow[]> =>
  db(ctx).selectFrom('doors.sensor').selectAll().where('ended_at', 'is', null).where('is_online', '=', true).where('seen_at', '<', since).execute()

export async function insertSensor(ctx: Ctx, row: SensorRow): Promise<void> {
  await db(ctx).insertInto('doors.sensor').values(row).execute()
}
type Change = Partial<Pick<SensorRow, 'is_online' | 'seen_at' | 'lock_state' | 'battery' | 'ended_at' | 'home_id' | 'area_path'>>
export async function updateSensor(ctx: Ctx, { community_id, id }: Pick<SensorRow, 'community_id' | 'id'>, change: Change): Promise<void> {
  await db(ctx).updateTable('doors.sensor').set(change).where('community_id', '=', community_id).where('id', '=', id).execute()
}
/** @returns the ids that ended */
export async function endSensorsOfHome(ctx: Ctx, communityId: string, homeId: string): Promise<string[]> {
  const rows = await db(ctx)
    .updateTable('doors.sensor')
    .set({ ended_at: ctx.now, is_online: false })
    .where('community_id', '=', communityId)
    .where('home_id', '=', homeId)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** False when it was told before. */
export async function insertSensorEvent(ctx: Ctx, row: SensorEventRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('doors.sensor_event')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returning('n')
    .executeTakeFirst()
  return done !== undefined
}
