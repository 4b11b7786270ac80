import type { Ctx } from '../../platform/ctx.ts'
import type { LocalEditionRow, PostureTables } from './tables.ts'

type Reading = Pick<Ctx, 'tx'>
const db = (ctx: Reading) => ctx.tx.withTables<PostureTables>()

export const listEditions = (ctx: Reading): Promise<LocalEditionRow[]> =>
  db(ctx).selectFrom('posture.local_edition').selectAll().orderBy('drafted_at', 'desc').orderBy('id', 'desc').limit(500).execute()

/** Approved ones that are not among these, those they are built on first. */
export const listApproved = (ctx: Reading, without: readonly string[]): Promise<LocalEditionRow[]> =>
  db(ctx)
    .selectFrom('posture.local_edition')
    .selectAll()
    .where('state', '=', 'approved')
    .where((e) => (without.length === 0 ? e.lit(true) : e('id', 'not in', [...without])))
    .orderBy('approved_at')
    .orderBy('id')
    .execute()

/** For a change that depends on the state it finds. */
export const lockEdition = (ctx: Reading, id: string): Promise<LocalEditionRow | undefined> =>
  db(ctx).selectFrom('posture.local_edition').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const findEdition = (ctx: Reading, id: string): Promise<LocalEditionRow | undefined> =>
  db(ctx).selectFrom('posture.local_edition').selectAll().where('id', '=', id).executeTakeFirst()

/** False when the number was taken meanwhile. */
export async function insertEdition(ctx: Ctx, row: LocalEditionRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('posture.local_edition')
    .values({ ...row, files: JSON.stringify(row.files), examples: JSON.stringify(row.examples) })
    .onConflict((oc) => oc.columns(['pack_id', 'edition']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}

export async function updateEdition(ctx: Ctx, id: string, change: Pick<LocalEditionRow, 'state' | 'approved_at'>): Promise<void> {
  await db(ctx).updateTable('posture.local_edition').set(change).where('id', '=', id).execute()
}
