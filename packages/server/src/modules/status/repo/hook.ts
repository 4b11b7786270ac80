import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { beneath } from '../../../platform/sql.ts'
import type { DeliveryRow, HookRow } from '../tables.ts'
import { db } from './db.ts'

export const findHook = (ctx: Ctx, id: string): Promise<HookRow | undefined> =>
  db(ctx).selectFrom('status.hook').selectAll().where('id', '=', id).executeTakeFirst()
export const listHooks = (ctx: Ctx, path: string): Promise<HookRow[]> =>
  db(ctx)
    .selectFrom('status.hook')
    .selectAll()
    .where(beneath([path]))
    .orderBy('name')
    .orderBy('id')
    .execute()
/** Those that are told of this community. */
export const hooksOf = (ctx: Ctx, communityId: string): Promise<HookRow[]> =>
  db(ctx).selectFrom('status.hook').selectAll().where('community_id', '=', communityId).where('is_active', '=', true).orderBy('id').execute()
export const insertHook = async (ctx: Ctx, row: HookRow): Promise<boolean> =>
  (
    await db(ctx)
      .insertInto('status.hook')
      .values(row)
      .onConflict((oc) => oc.column('id').doNothing())
      .returning('id')
      .execute()
  ).length === 1
export async function updateHook(ctx: Ctx, id: string, change: Partial<HookRow>): Promise<void> {
  await db(ctx).updateTable('status.hook').set(change).where('id', '=', id).execute()
}

export async function insertDeliveries(ctx: Ctx, rows: readonly DeliveryRow[]): Promise<void> {
  if (rows.length > 0)
    await db(ctx)
      .insertInto('status.delivery')
      .values([...rows])
      .onConflict((oc) => oc.doNothing())
      .execute()
}
export const lockDelivery = (ctx: Ctx, key: { communityId: string; digestId: string; hookId: string }): Promise<DeliveryRow | undefined> =>
  db(ctx)
    .selectFrom('status.delivery')
    .selectAll()
    .where('community_id', '=', key.communityId)
    .where('digest_id', '=', key.digestId)
    .where('hook_id', '=', key.hookId)
    .forUpdate()
    .executeTakeFirst()
export async function updateDelivery(ctx: Ctx, row: DeliveryRow, change: Partial<DeliveryRow>): Promise<void> {
  await db(ctx)
    .updateTable('status.delivery')
    .set(change)
    .where('community_id', '=', row.community_id)
    .where('digest_id', '=', row.digest_id)
    .where('hook_id', '=', row.hook_id)
    .execute()
}
export const countWaiting = async (ctx: Ctx, hookIds: readonly string[]): Promise<Map<string, number>> =>
  new Map(
    (
      await db(ctx)
        .selectFrom('status.delivery')
        .select(['hook_id', sql<string>`count(*)`.as('n')])
        .where(sql<boolean>`hook_id = any(${[...hookIds]}::uuid[])`)
        .where('state', '=', 'waiting')
        .groupBy('hook_id')
        .execute()
    ).map((row) => [row.hook_id, Number(row.n)]),
  )
