import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { among, beneath } from '../../../platform/sql.ts'
import type { NonceRow, SourceRow } from '../tables.ts'
import { db } from './db.ts'

export const findSource = (ctx: Ctx, id: string): Promise<SourceRow | undefined> =>
  db(ctx).selectFrom('status.source').selectAll().where('id', '=', id).executeTakeFirst()
/** For whoever manages it: a source of a larger area is seen, and not locked. */
export const lockSource = (ctx: Ctx, id: string): Promise<SourceRow | undefined> =>
  db(ctx).selectFrom('status.source').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export async function removeSource(ctx: Ctx, id: string): Promise<void> {
  await db(ctx).deleteFrom('status.source').where('id', '=', id).execute()
}

/** Those of the area, above it and beneath it. */
export const listSourcesAround = (ctx: Ctx, path: string): Promise<SourceRow[]> =>
  db(ctx)
    .selectFrom('status.source')
    .selectAll()
    .where((eb) => eb.or([beneath([path]), sql<boolean>`starts_with(${path}, area_path)`]))
    .orderBy('area_path')
    .orderBy('name')
    .execute()

export const sourceNames = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> =>
  new Map((await db(ctx).selectFrom('status.source').select(['id', 'name']).where(among('id', ids)).execute()).map((row) => [row.id, row.name]))

/** False when the id is taken. */
export const insertSource = async (ctx: Ctx, row: SourceRow): Promise<boolean> =>
  (
    await db(ctx)
      .insertInto('status.source')
      .values({ ...row, columns: JSON.stringify(row.columns) })
      .onConflict((oc) => oc.column('id').doNothing())
      .returning('id')
      .execute()
  ).length === 1

export async function updateSource(
  ctx: Ctx,
  id: string,
  change: Partial<
    Pick<SourceRow, 'is_active' | 'columns' | 'secret_made_at' | 'heard_at' | 'agreed_at' | 'secret_asked_by' | 'secret_asked_at' | 'secret_agreed_at'>
  >,
): Promise<void> {
  await db(ctx)
    .updateTable('status.source')
    .set({ ...change, ...(change.columns === undefined ? {} : { columns: JSON.stringify(change.columns) }) })
    .where('id', '=', id)
    .execute()
}

/** False when this call was heard already. */
export const insertNonce = async (ctx: Ctx, row: NonceRow): Promise<boolean> =>
  (
    await db(ctx)
      .insertInto('status.nonce')
      .values(row)
      .onConflict((oc) => oc.doNothing())
      .returning('source_id')
      .execute()
  ).length === 1
export async function forgetNonces(ctx: Ctx, before: Date): Promise<void> {
  await db(ctx).deleteFrom('status.nonce').where('at', '<', before).execute()
}
