import type { Ctx } from '../../platform/ctx.ts'
import { beneath, partsOf } from '../../platform/sql.ts'
import type { SessionRow, SitesTables } from './tables.ts'

type Tx = Pick<Ctx, 'tx'>
const db = (ctx: Tx) => ctx.tx.withTables<SitesTables>()

const AT_ONCE = 500
/** @returns how many went in: those whose id is taken stay as they are */
export async function insertSessions(ctx: Tx, rows: readonly SessionRow[]): Promise<number> {
  let done = 0
  for (const part of partsOf(rows, AT_ONCE))
    done += (
      await db(ctx)
        .insertInto('sites.session')
        .values(part)
        .onConflict((oc) => oc.doNothing())
        .returning('id')
        .execute()
    ).length
  return done
}
export const findSession = (ctx: Tx, id: string): Promise<SessionRow | undefined> =>
  db(ctx).selectFrom('sites.session').selectAll().where('id', '=', id).executeTakeFirst()
export const countOfPlan = async (ctx: Tx, planId: string): Promise<number> =>
  (await db(ctx).selectFrom('sites.session').select('id').where('plan_id', '=', planId).execute()).length
/** False when the row is not any more as it was read. */
export async function updateState(ctx: Tx, row: SessionRow, version: number, state: SessionRow['state']): Promise<boolean> {
  const done = await db(ctx)
    .updateTable('sites.session')
    .set({ state, version: version + 1 })
    .where('community_id', '=', row.community_id)
    .where('id', '=', row.id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}
export const listSessions = (ctx: Tx, path: string, fromDay: string, limit: number): Promise<SessionRow[]> =>
  db(ctx)
    .selectFrom('sites.session')
    .selectAll()
    .where(beneath([path]))
    .where('day', '>=', fromDay)
    .orderBy('day')
    .orderBy('from_clock')
    .orderBy('id')
    .limit(limit)
    .execute()
/** Those that hold, of every day that is kept. */
export const listHolding = (ctx: Tx, path: string): Promise<SessionRow[]> =>
  db(ctx)
    .selectFrom('sites.session')
    .selectAll()
    .where(beneath([path]))
    .where('state', '=', 'planned')
    .orderBy('day')
    .orderBy('from_clock')
    .execute()
export async function deleteOver(ctx: Tx, today: string): Promise<void> {
  await db(ctx).deleteFrom('sites.session').where('delete_on', '<=', today).execute()
}
