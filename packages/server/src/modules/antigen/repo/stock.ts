import type { KitStock } from '@xiaomen/rules/antigen'
import type { Ctx } from '../../../platform/ctx.ts'
import { among, beneath } from '../../../platform/sql.ts'
import type { HandOutRow, HoldingRow, MoveRow, StockRow } from '../tables.ts'
import { db } from './db.ts'

const NOTHING: KitStock = { received: 0, out: 0, returned: 0, spoilt: 0 }
/** For a change that depends on what it finds; there from the first time it is asked for. */
export async function lockStock(ctx: Ctx, communityId: string, path: string): Promise<StockRow> {
  const empty = { community_id: communityId, area_path: path, ...NOTHING }
  await db(ctx)
    .insertInto('antigen.stock')
    .values(empty)
    .onConflict((oc) => oc.doNothing())
    .execute()
  const row = await db(ctx).selectFrom('antigen.stock').selectAll().where('community_id', '=', communityId).forUpdate().executeTakeFirst()
  return row ?? empty
}
export const findStock = async (ctx: Ctx, communityId: string): Promise<KitStock> =>
  (await db(ctx).selectFrom('antigen.stock').selectAll().where('community_id', '=', communityId).executeTakeFirst()) ?? NOTHING
export async function updateStock(ctx: Ctx, communityId: string, { received, out, returned, spoilt }: KitStock): Promise<void> {
  await db(ctx).updateTable('antigen.stock').set({ received, out, returned, spoilt }).where('community_id', '=', communityId).execute()
}

export const findMove = (ctx: Ctx, id: string): Promise<MoveRow | undefined> =>
  db(ctx).selectFrom('antigen.move').selectAll().where('id', '=', id).executeTakeFirst()
/** False where the id is taken. */
export async function insertMove(ctx: Ctx, row: MoveRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('antigen.move')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}
export const listMoves = (ctx: Ctx, communityId: string, most: number): Promise<MoveRow[]> =>
  db(ctx).selectFrom('antigen.move').selectAll().where('community_id', '=', communityId).orderBy('at', 'desc').orderBy('id', 'desc').limit(most).execute()
export async function countUsed(ctx: Ctx, communityId: string): Promise<number> {
  const row = await db(ctx)
    .selectFrom('antigen.move')
    .select((eb) => eb.fn.sum<string>('count').as('sum'))
    .where('community_id', '=', communityId)
    .where('kind', '=', 'used')
    .executeTakeFirst()
  return Number(row?.sum ?? 0)
}

export async function lockHolding(ctx: Ctx, empty: Omit<HoldingRow, 'given' | 'used' | 'returned'>): Promise<HoldingRow> {
  const row = { ...empty, given: 0, used: 0, returned: 0 }
  await db(ctx)
    .insertInto('antigen.holding')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .execute()
  return (await findHolding(ctx, row)) ?? row
}
type Held = Pick<HoldingRow, 'community_id' | 'round_id' | 'holder_id'>
export const findHolding = (ctx: Ctx, { community_id, round_id, holder_id }: Held): Promise<HoldingRow | undefined> =>
  db(ctx)
    .selectFrom('antigen.holding')
    .selectAll()
    .where('community_id', '=', community_id)
    .where('round_id', '=', round_id)
    .where('holder_id', '=', holder_id)
    .forUpdate()
    .executeTakeFirst()
export async function updateHolding(ctx: Ctx, { community_id, round_id, holder_id }: Held, change: Partial<HoldingRow>): Promise<void> {
  await db(ctx)
    .updateTable('antigen.holding')
    .set(change)
    .where('community_id', '=', community_id)
    .where('round_id', '=', round_id)
    .where('holder_id', '=', holder_id)
    .execute()
}

export const lockHandOut = (ctx: Ctx, id: string): Promise<HandOutRow | undefined> =>
  db(ctx).selectFrom('antigen.hand_out').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export async function insertHandOut(ctx: Ctx, row: HandOutRow): Promise<void> {
  await db(ctx).insertInto('antigen.hand_out').values(row).execute()
}
export async function updateHandOut(ctx: Ctx, { community_id, id }: HandOutRow, change: Partial<HandOutRow>): Promise<void> {
  await db(ctx).updateTable('antigen.hand_out').set(change).where('community_id', '=', community_id).where('id', '=', id).execute()
}
export const listHandOuts = (ctx: Ctx, roundIds: readonly string[], paths: readonly string[]): Promise<HandOutRow[]> =>
  db(ctx).selectFrom('antigen.hand_out').selectAll().where(among('round_id', roundIds)).where(beneath(paths)).orderBy('at').orderBy('id').execute()
export const listHandOutsOfHome = (ctx: Ctx, communityId: string, homeId: string, roundIds: readonly string[]): Promise<HandOutRow[]> =>
  db(ctx)
    .selectFrom('antigen.hand_out')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('holder_id', '=', homeId)
    .where(among('round_id', roundIds))
    .orderBy('at')
    .orderBy('id')
    .execute()
