import { sql } from 'kysely'
import { among, beneath } from '../../../platform/sql.ts'
import type { FileRow, GiverRow } from '../tables.ts'
import { db, type Tx } from './db.ts'

export const findGiver = (ctx: Tx, id: string): Promise<GiverRow | undefined> =>
  db(ctx).selectFrom('leads.giver').selectAll().where('id', '=', id).executeTakeFirst()
/** Those of the area, above it and beneath it. */
export const listGiversAround = (ctx: Tx, path: string): Promise<GiverRow[]> =>
  db(ctx)
    .selectFrom('leads.giver')
    .selectAll()
    .where((eb) => eb.or([beneath([path]), sql<boolean>`starts_with(${path}, area_path)`]))
    .orderBy('area_path')
    .orderBy('name')
    .execute()
export const giverNames = async (ctx: Tx, ids: readonly string[]): Promise<Map<string, string>> =>
  new Map((await db(ctx).selectFrom('leads.giver').select(['id', 'name']).where(among('id', ids)).execute()).map((row) => [row.id, row.name]))
/** False when the id is taken. */
export async function insertGiver(ctx: Tx, row: GiverRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('leads.giver')
    .values({ ...row, columns: JSON.stringify(row.columns) })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}
export async function updateColumns(ctx: Tx, row: Pick<GiverRow, 'community_id' | 'id'>, columns: Record<string, unknown>): Promise<void> {
  await db(ctx)
    .updateTable('leads.giver')
    .set({ columns: JSON.stringify(columns) })
    .where('community_id', '=', row.community_id)
    .where('id', '=', row.id)
    .execute()
}

export const findFile = (ctx: Tx, id: string): Promise<FileRow | undefined> =>
  db(ctx).selectFrom('leads.file').selectAll().where('id', '=', id).executeTakeFirst()
export const hasFile = async (ctx: Tx, centreId: string, digest: Buffer): Promise<boolean> =>
  (await db(ctx).selectFrom('leads.file').select('id').where('community_id', '=', centreId).where('digest', '=', digest).limit(1).executeTakeFirst()) !==
  undefined
export async function insertFile(ctx: Tx, row: FileRow): Promise<void> {
  await db(ctx).insertInto('leads.file').values(row).execute()
}
/** When each giver's last file came, of those the reader sees. */
export const lastFiles = async (ctx: Tx, giverIds: readonly string[]): Promise<Map<string, Date>> =>
  new Map(
    (
      await db(ctx)
        .selectFrom('leads.file')
        .select(['giver_id', sql<Date>`max(taken_at)`.as('at')])
        .where(among('giver_id', giverIds))
        .groupBy('giver_id')
        .execute()
    ).map((row) => [row.giver_id, new Date(row.at)]),
  )
