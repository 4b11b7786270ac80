import { sql } from 'kysely'
import { beneath } from '../../../platform/sql.ts'
import type { SweepRow } from '../tables.ts'
import { db, type Tx } from './db.ts'

/** False when a sweep of this id stands there already. */
export async function insertSweep(ctx: Tx, row: SweepRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('sweeps.sweep')
    .values({ ...row, uses: sql`${row.uses}::text[]` as never })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}
export const findSweepRow = (ctx: Tx, id: string): Promise<SweepRow | undefined> =>
  db(ctx).selectFrom('sweeps.sweep').selectAll().where('id', '=', id).executeTakeFirst()
/** Locked until the transaction ends: who adds stops to one sweep waits here for the others. */
export const lockSweep = (ctx: Tx, id: string): Promise<SweepRow | undefined> =>
  db(ctx).selectFrom('sweeps.sweep').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export const listOpenOfCommunity = (ctx: Tx, communityId: string): Promise<SweepRow[]> =>
  db(ctx).selectFrom('sweeps.sweep').selectAll().where('community_id', '=', communityId).where('state', '=', 'open').orderBy('id').execute()

/** Sweeps that have a part beneath these paths or lie over them, newest first. */
export const listSweepsAt = (ctx: Tx, paths: readonly string[], state: SweepRow['state'] | undefined): Promise<SweepRow[]> =>
  paths.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('sweeps.sweep')
        .selectAll()
        .where(sql<boolean>`(${beneath(paths)} or exists (select from unnest(${[...paths]}::text[]) p where starts_with(p, area_path)))`)
        .$if(state !== undefined, (q) => q.where('state', '=', state!))
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(100)
        .execute()

export async function updateSweep(ctx: Tx, row: Pick<SweepRow, 'community_id' | 'id'>, change: Partial<SweepRow>): Promise<void> {
  await db(ctx).updateTable('sweeps.sweep').set(change).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}
