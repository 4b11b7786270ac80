import type { AlarmKind } from '@xiaomen/rules/doors'
import type { Ctx } from '../../../platform/ctx.ts'
import type { AlarmRow, FireRow } from '../tables.ts'
import { beneath, db } from './db.ts'

/** False when this door has the same alarm unanswered already. */
export async function insertAlarm(ctx: Ctx, alarm: AlarmRow): Promise<boolean> {
  const row = await db(ctx)
    .insertInto('doors.alarm')
    .values(alarm)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
export async function updateCleared(ctx: Ctx, doorId: string, kinds: readonly AlarmKind[]): Promise<boolean> {
  const rows = await db(ctx)
    .updateTable('doors.alarm')
    .set({ cleared_at: ctx.now })
    .where('door_id', '=', doorId)
    .where('kind', 'in', [...kinds])
    .where('cleared_at', 'is', null)
    .returning('id')
    .execute()
  return rows.length > 0
}
/** It has come back while nobody had looked yet: the same alarm stands again. */
export async function updateUncleared(ctx: Ctx, doorId: string, kind: AlarmKind): Promise<void> {
  await db(ctx)
    .updateTable('doors.alarm')
    .set({ cleared_at: null, raised_at: ctx.now })
    .where('door_id', '=', doorId)
    .where('kind', '=', kind)
    .where('answered_at', 'is', null)
    .where('cleared_at', 'is not', null)
    .execute()
}
export const listOpenAlarms = (ctx: Ctx, paths: readonly string[]): Promise<AlarmRow[]> =>
  db(ctx).selectFrom('doors.alarm').selectAll().where('answered_at', 'is', null).where(beneath(paths)).orderBy('raised_at', 'desc').limit(200).execute()
export const findAlarmForUpdate = (ctx: Ctx, id: string): Promise<AlarmRow | undefined> =>
  db(ctx).selectFrom('doors.alarm').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export async function updateAlarmAnswered(ctx: Ctx, { community_id, id }: AlarmRow, by: string | null): Promise<void> {
  await db(ctx)
    .updateTable('doors.alarm')
    .set({ answered_at: ctx.now, answered_by: by })
    .where('community_id', '=', community_id)
    .where('id', '=', id)
    .execute()
}
export async function deleteAlarmsAnsweredBefore(ctx: Ctx, before: Date): Promise<void> {
  await db(ctx).deleteFrom('doors.alarm').where('answered_at', '<', before).execute()
}

export const findFire = (ctx: Ctx, id: string): Promise<FireRow | undefined> =>
  db(ctx).selectFrom('doors.fire').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export const listOpenFires = (ctx: Ctx, paths: readonly string[]): Promise<FireRow[]> =>
  db(ctx).selectFrom('doors.fire').selectAll().where('ended_at', 'is', null).where(beneath(paths)).orderBy('begun_at').execute()
/** False when the area is open for fire already. */
export async function insertFire(ctx: Ctx, fire: FireRow): Promise<boolean> {
  const row = await db(ctx)
    .insertInto('doors.fire')
    .values(fire)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
export async function updateFireEnded(ctx: Ctx, { community_id, id }: FireRow, by: string | null): Promise<void> {
  await db(ctx).updateTable('doors.fire').set({ ended_at: ctx.now, ended_by: by }).where('community_id', '=', community_id).where('id', '=', id).execute()
}
