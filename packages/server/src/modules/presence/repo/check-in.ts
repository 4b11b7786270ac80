import { sql } from 'kysely'
import type { CheckInRow } from '../tables.ts'
import { db, type Tx } from './db.ts'

/** False when there is one of this id. */
export async function insertCheckIn(ctx: Tx, row: CheckInRow): Promise<boolean> {
  const made = await db(ctx)
    .insertInto('presence.check_in')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}
export const findCheckIn = (ctx: Tx, id: string): Promise<CheckInRow | undefined> =>
  db(ctx).selectFrom('presence.check_in').selectAll().where('id', '=', id).executeTakeFirst()
export const lockCheckIn = (ctx: Tx, id: string): Promise<CheckInRow | undefined> =>
  db(ctx).selectFrom('presence.check_in').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export async function updateCheckIn(ctx: Tx, row: Pick<CheckInRow, 'community_id' | 'id'>, change: Partial<CheckInRow>): Promise<void> {
  await db(ctx).updateTable('presence.check_in').set(change).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}
/** Claims that still wait to be confirmed, oldest first. */
export const listClaims = (ctx: Tx, spotId: string, since: Date, limit: number): Promise<CheckInRow[]> =>
  db(ctx)
    .selectFrom('presence.check_in')
    .selectAll()
    .where('spot_id', '=', spotId)
    .where('proof', '=', 'claimed')
    .where('at', '>=', since)
    .orderBy('at')
    .orderBy('id')
    .limit(limit)
    .execute()
export const listOfTags = async (ctx: Tx, tags: readonly Buffer[], limit: number): Promise<CheckInRow[]> =>
  tags.length === 0
    ? []
    : db(ctx)
        .selectFrom('presence.check_in')
        .selectAll()
        .where(sql<boolean>`tag = any(${[...tags]}::bytea[])`)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()

/** Every row whose days are over. @returns how many */
export async function deleteOver(ctx: Tx, today: string): Promise<{ checkIns: number; traces: number }> {
  const gone = async (table: 'presence.check_in' | 'presence.trace') =>
    Number((await db(ctx).deleteFrom(table).where('delete_on', '<=', today).executeTakeFirst()).numDeletedRows)
  return { checkIns: await gone('presence.check_in'), traces: await gone('presence.trace') }
}
