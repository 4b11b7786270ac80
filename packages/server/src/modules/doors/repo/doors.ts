import type { Ctx } from '../../../platform/ctx.ts'
import { among } from '../../../platform/sql.ts'
import type { DoorRow } from '../tables.ts'
import { beneath, db } from './db.ts'

/** Past this a page would not be read; a community has some dozens. */
const MOST_DOORS = 2_000

export const findDoor = (ctx: Ctx, id: string): Promise<DoorRow | undefined> =>
  db(ctx).selectFrom('doors.door').selectAll().where('id', '=', id).executeTakeFirst()

export const listDoorsUnder = (ctx: Ctx, paths: readonly string[]): Promise<DoorRow[]> =>
  db(ctx).selectFrom('doors.door').selectAll().where(beneath(paths)).orderBy('area_path').orderBy('name').limit(MOST_DOORS).execute()

/** False when this area has a door of that name already. */
export async function insertDoor(ctx: Ctx, door: DoorRow): Promise<boolean> {
  const row = await db(ctx)
    .insertInto('doors.door')
    .values(door)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export const listDoorsByIds = (ctx: Ctx, ids: readonly string[]): Promise<DoorRow[]> =>
  db(ctx).selectFrom('doors.door').selectAll().where(among('id', ids)).execute()
