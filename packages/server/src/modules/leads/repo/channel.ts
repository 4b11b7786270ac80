import { beneath } from '../../../platform/sql.ts'
import type { ChannelRow, NonceRow } from '../tables.ts'
import { db, type Tx } from './db.ts'

export async function insertChannel(ctx: Tx, row: ChannelRow): Promise<void> {
  await db(ctx)
    .insertInto('leads.channel')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .execute()
}
export const findChannel = (ctx: Tx, id: string): Promise<ChannelRow | undefined> =>
  db(ctx).selectFrom('leads.channel').selectAll().where('id', '=', id).executeTakeFirst()
/** For a change that depends on the state it finds. */
export const lockChannel = (ctx: Tx, id: string): Promise<ChannelRow | undefined> =>
  db(ctx).selectFrom('leads.channel').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export async function updateChannel(ctx: Tx, id: string, change: Partial<ChannelRow>): Promise<void> {
  await db(ctx).updateTable('leads.channel').set(change).where('id', '=', id).execute()
}
export const listChannels = (ctx: Tx, path: string): Promise<ChannelRow[]> =>
  db(ctx)
    .selectFrom('leads.channel')
    .selectAll()
    .where(beneath([path]))
    .orderBy('asked_at', 'desc')
    .limit(100)
    .execute()

/** False: it was heard before. */
export const insertNonce = async (ctx: Tx, row: NonceRow): Promise<boolean> =>
  (
    await db(ctx)
      .insertInto('leads.nonce')
      .values(row)
      .onConflict((oc) => oc.doNothing())
      .returning('channel_id')
      .execute()
  ).length === 1
export async function forgetNonces(ctx: Tx, before: Date): Promise<void> {
  await db(ctx).deleteFrom('leads.nonce').where('at', '<', before).execute()
}
