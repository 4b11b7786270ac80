import type { CareIntervals } from '@xiaomen/rules/care'
import type { IntervalRow, RoundRow } from '../tables.ts'
import { db, type Tx } from './db.ts'

/** What a community set for itself. */
export async function ownIntervals(ctx: Tx, communityId: string): Promise<Partial<CareIntervals>> {
  const rows = await db(ctx).selectFrom('care.interval').select(['category', 'days']).where('community_id', '=', communityId).execute()
  return Object.fromEntries(rows.map((row) => [row.category, row.days]))
}
export async function putInterval(ctx: Tx, row: IntervalRow): Promise<void> {
  const { days, set_by, set_at } = row
  await db(ctx)
    .insertInto('care.interval')
    .values(row)
    .onConflict((oc) => oc.columns(['community_id', 'category']).doUpdateSet({ days, set_by, set_at }))
    .execute()
}
export async function removeInterval(ctx: Tx, communityId: string, category: string): Promise<void> {
  await db(ctx).deleteFrom('care.interval').where('community_id', '=', communityId).where('category', '=', category).execute()
}

export const findRound = (ctx: Tx, communityId: string): Promise<RoundRow | undefined> =>
  db(ctx).selectFrom('care.round').selectAll().where('community_id', '=', communityId).executeTakeFirst()
/** The first one wins. */
export async function insertRound(ctx: Tx, row: RoundRow): Promise<void> {
  await db(ctx)
    .insertInto('care.round')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .execute()
}
