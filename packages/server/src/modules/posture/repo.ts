import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import type { OrderStepRow, PostureOrderRow, PostureTables } from './tables.ts'

type Reading = Pick<Ctx, 'tx'>
const db = (ctx: Reading) => ctx.tx.withTables<PostureTables>()

/** Orders that hold on a local day, those of larger areas first. A day past its end an order holds no more, whether or not somebody ended it. */
export const listInForce = (ctx: Reading, day: string): Promise<PostureOrderRow[]> =>
  db(ctx).selectFrom('posture.posture_order').selectAll().where('state', '=', 'inForce').where('valid_until', '>=', day).orderBy('area_path').execute()

export const findOrder = (ctx: Reading, id: string): Promise<PostureOrderRow | undefined> =>
  db(ctx).selectFrom('posture.posture_order').selectAll().where('id', '=', id).executeTakeFirst()

/** For a change that depends on the state it finds. */
export const lockOrder = (ctx: Reading, id: string): Promise<PostureOrderRow | undefined> =>
  db(ctx).selectFrom('posture.posture_order').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** Orders that lie within these paths or hold there from above, newest first. */
export const listOrders = (ctx: Reading, paths: readonly string[]): Promise<PostureOrderRow[]> =>
  db(ctx)
    .selectFrom('posture.posture_order')
    .selectAll()
    .where(sql<boolean>`exists (select from unnest(${[...paths]}::text[]) p where starts_with(area_path, p) or starts_with(p, area_path))`)
    .orderBy('drafted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(500)
    .execute()

export async function insertOrder(ctx: Reading, order: PostureOrderRow): Promise<void> {
  await db(ctx).insertInto('posture.posture_order').values(order).execute()
}

export async function updateApproved(ctx: Reading, id: string, by: string, at: Date): Promise<void> {
  await db(ctx).updateTable('posture.posture_order').set({ state: 'inForce', approved_by: by, approved_at: at }).where('id', '=', id).execute()
}

export async function updateEnded(ctx: Reading, id: string, ended: { by: string | null; at: Date; reason: string }): Promise<void> {
  await db(ctx)
    .updateTable('posture.posture_order')
    .set({ state: 'ended', ended_by: ended.by, ended_at: ended.at, end_reason: ended.reason })
    .where('id', '=', id)
    .execute()
}

export const findInForceAt = (ctx: Reading, areaId: string): Promise<PostureOrderRow | undefined> =>
  db(ctx).selectFrom('posture.posture_order').selectAll().where('area_id', '=', areaId).where('state', '=', 'inForce').forUpdate().executeTakeFirst()

export const listPastEnd = (ctx: Reading, day: string): Promise<PostureOrderRow[]> =>
  db(ctx).selectFrom('posture.posture_order').selectAll().where('state', '=', 'inForce').where('valid_until', '<', day).forUpdate().execute()

export async function updateUntil(ctx: Reading, id: string, until: string): Promise<void> {
  await db(ctx).updateTable('posture.posture_order').set({ valid_until: until }).where('id', '=', id).execute()
}

/** As it was before it was ended. */
export async function updateReinstated(ctx: Reading, id: string): Promise<void> {
  await db(ctx).updateTable('posture.posture_order').set({ state: 'inForce', ended_by: null, ended_at: null, end_reason: null }).where('id', '=', id).execute()
}

export async function insertStep(ctx: Reading, step: OrderStepRow): Promise<void> {
  await db(ctx).insertInto('posture.order_step').values(step).execute()
}

export const listSteps = (ctx: Reading, orderIds: readonly string[]): Promise<OrderStepRow[]> =>
  db(ctx)
    .selectFrom('posture.order_step')
    .selectAll()
    .where(sql<boolean>`order_id = any(${[...orderIds]}::uuid[])`)
    .orderBy('at')
    .orderBy('id')
    .execute()
