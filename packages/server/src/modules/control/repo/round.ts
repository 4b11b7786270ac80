import type { Ctx } from '../../../platform/ctx.ts'
import type { RoundRow } from '../tables.ts'
import { db, type Tx } from './db.ts'

export const findRound = (ctx: Tx, communityId: string): Promise<RoundRow | undefined> =>
  db(ctx).selectFrom('control.round').selectAll().where('community_id', '=', communityId).executeTakeFirst()
/** The first one wins. */
export async function insertRound(ctx: Ctx, row: RoundRow): Promise<void> {
  await db(ctx)
    .insertInto('control.round')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .execute()
}
