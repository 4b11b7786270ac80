import type { Ctx } from '../../../platform/ctx.ts'
import { beneath } from '../../../platform/sql.ts'
import type { BreachRow } from '../tables.ts'
import { db } from './db.ts'

export const findBreach = (ctx: Ctx, id: string): Promise<BreachRow | undefined> =>
  db(ctx).selectFrom('patrols.breach').selectAll().where('id', '=', id).executeTakeFirst()
export const lockBreach = (ctx: Ctx, id: string): Promise<BreachRow | undefined> =>
  db(ctx).selectFrom('patrols.breach').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** False when there is a report of this id. */
export async function insertBreach(ctx: Ctx, breach: BreachRow): Promise<boolean> {
  const row = await db(ctx)
    .insertInto('patrols.breach')
    .values(breach)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
export async function updateAnswered(
  ctx: Ctx,
  { community_id, id }: BreachRow,
  answer: Pick<BreachRow, 'outcome' | 'answered_at' | 'answered_by' | 'sealed_answer'>,
): Promise<void> {
  await db(ctx).updateTable('patrols.breach').set(answer).where('community_id', '=', community_id).where('id', '=', id).execute()
}

const MOST_LISTED = 200
export const listOpenBreaches = (ctx: Ctx, paths: readonly string[]): Promise<BreachRow[]> =>
  db(ctx).selectFrom('patrols.breach').selectAll().where(beneath(paths)).where('answered_at', 'is', null).orderBy('at', 'desc').limit(MOST_LISTED).execute()
export const listAnsweredBreaches = (ctx: Ctx, paths: readonly string[]): Promise<BreachRow[]> =>
  db(ctx)
    .selectFrom('patrols.breach')
    .selectAll()
    .where(beneath(paths))
    .where('answered_at', 'is not', null)
    .orderBy('answered_at', 'desc')
    .limit(MOST_LISTED)
    .execute()
