import { beneath } from '../../../platform/sql.ts'
import type { TraceRow } from '../tables.ts'
import { db, type Tx } from './db.ts'

/** False when there is one of this id. */
export async function insertTrace(ctx: Tx, row: TraceRow): Promise<boolean> {
  const made = await db(ctx)
    .insertInto('presence.trace')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}
export const findTrace = (ctx: Tx, id: string): Promise<TraceRow | undefined> =>
  db(ctx).selectFrom('presence.trace').selectAll().where('id', '=', id).executeTakeFirst()
export const lockTrace = (ctx: Tx, id: string): Promise<TraceRow | undefined> =>
  db(ctx).selectFrom('presence.trace').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export const listTraces = (ctx: Tx, path: string, limit: number): Promise<TraceRow[]> =>
  db(ctx)
    .selectFrom('presence.trace')
    .selectAll()
    .where(beneath([path]))
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
export async function updateTrace(ctx: Tx, row: Pick<TraceRow, 'community_id' | 'id'>, change: Partial<TraceRow>): Promise<void> {
  await db(ctx).updateTable('presence.trace').set(change).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}
