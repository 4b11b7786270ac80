import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { beneath } from '../../../platform/sql.ts'
import type { ControlCaseRow, TransferRow } from '../tables.ts'
import { db, type Tx } from './db.ts'

const WAITING = ['suggested', 'offered', 'proposed'] as const

/** False when another one of this case waits, or the id is taken. */
export const insertTransfer = async (ctx: Ctx, row: TransferRow): Promise<boolean> =>
  (
    await db(ctx)
      .insertInto('control.transfer')
      .values(row)
      .onConflict((oc) => oc.doNothing())
      .returning('id')
      .execute()
  ).length === 1
export const findTransfer = (ctx: Tx, id: string): Promise<TransferRow | undefined> =>
  db(ctx).selectFrom('control.transfer').selectAll().where('id', '=', id).executeTakeFirst()
export const lockTransfer = (ctx: Tx, id: string): Promise<TransferRow | undefined> =>
  db(ctx).selectFrom('control.transfer').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export const waitingTransfer = (ctx: Tx, row: Pick<ControlCaseRow, 'community_id' | 'id'>): Promise<TransferRow | undefined> =>
  db(ctx)
    .selectFrom('control.transfer')
    .selectAll()
    .where('community_id', '=', row.community_id)
    .where('case_id', '=', row.id)
    .where('state', 'in', WAITING)
    .forUpdate()
    .executeTakeFirst()
export async function updateTransfer(ctx: Tx, row: Pick<TransferRow, 'community_id' | 'id'>, change: Partial<TransferRow>): Promise<void> {
  await db(ctx).updateTable('control.transfer').set(change).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}
/** The case ended, or the person is here again: nothing of it waits any more. */
export const voidTransfers = async (
  ctx: Ctx,
  row: Pick<ControlCaseRow, 'community_id' | 'id'>,
  only: readonly (typeof WAITING)[number][] = WAITING,
): Promise<string[]> =>
  (
    await db(ctx)
      .updateTable('control.transfer')
      .set({ state: 'withdrawn', answered_at: ctx.now })
      .where('community_id', '=', row.community_id)
      .where('case_id', '=', row.id)
      .where('state', 'in', [...only])
      .returning('id')
      .execute()
  ).map(({ id }) => id)
/** What the case became in the community that accepted it. */
export const caseThere = async (ctx: Tx, row: Pick<ControlCaseRow, 'community_id' | 'id'>): Promise<string | null> =>
  (
    await db(ctx)
      .selectFrom('control.transfer')
      .select('to_case')
      .where('community_id', '=', row.community_id)
      .where('case_id', '=', row.id)
      .where('state', '=', 'accepted')
      .executeTakeFirst()
  )?.to_case ?? null

/** Beneath these paths, or offered to them; those that wait first, then the latest. */
export const listTransfers = (ctx: Tx, side: 'area_path' | 'to_path', path: string, { since, limit }: { since: Date; limit: number }): Promise<TransferRow[]> =>
  db(ctx)
    .selectFrom('control.transfer')
    .selectAll()
    .where(beneath([path], side))
    .$if(side === 'to_path', (q) => q.where('state', 'in', ['offered', 'accepted', 'returned']))
    .where((e) => e.or([e('state', 'in', WAITING), e('offered_at', '>=', since)]))
    .orderBy(sql`case when state in ('suggested', 'offered', 'proposed') then 0 else 1 end`)
    .orderBy('offered_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
