import { sql } from 'kysely'
import type { LayoutRow, LayoutVersionRow } from '../tables.ts'
import { db, type Reading } from './db.ts'

/** Kept at this area or above it, oldest name first. */
export const listLayouts = (ctx: Reading, path: string): Promise<LayoutRow[]> =>
  db(ctx)
    .selectFrom('queries.layout')
    .selectAll()
    .where(sql<boolean>`starts_with(${path}, area_path)`)
    .orderBy('name')
    .orderBy('id')
    .limit(500)
    .execute()

export const findLayout = (ctx: Reading, id: string): Promise<LayoutRow | undefined> =>
  db(ctx).selectFrom('queries.layout').selectAll().where('id', '=', id).executeTakeFirst()

/** False when a layout of that name is kept here already. */
export async function insertLayout(ctx: Reading, row: LayoutRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('queries.layout')
    .values({ ...row, shared_with: sql`${row.shared_with}::text[]` as never })
    .onConflict((oc) => oc.columns(['community_id', 'area_id', 'name']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}
/** False when the row is not any more as it was read. */
export async function updateLayout(ctx: Reading, row: LayoutRow, before: number): Promise<boolean> {
  const { name, source, spec, shared_with, version, changed_by, changed_at } = row
  const done = await db(ctx)
    .updateTable('queries.layout')
    .set({ name, source, spec, shared_with: sql`${shared_with}::text[]` as never, version, changed_by, changed_at })
    .where('id', '=', row.id)
    .where('version', '=', before)
    .returning('id')
    .execute()
  return done.length === 1
}
export const isNameTaken = async (ctx: Reading, areaId: string, name: string, exceptId: string): Promise<boolean> =>
  (await db(ctx)
    .selectFrom('queries.layout')
    .select('id')
    .where('area_id', '=', areaId)
    .where('name', '=', name)
    .where('id', '<>', exceptId)
    .executeTakeFirst()) !== undefined

export async function insertVersion(ctx: Reading, row: LayoutVersionRow): Promise<void> {
  await db(ctx).insertInto('queries.layout_version').values(row).execute()
}
export async function deleteLayout(ctx: Reading, id: string, version: number): Promise<boolean> {
  const done = await db(ctx).deleteFrom('queries.layout').where('id', '=', id).where('version', '=', version).returning('id').execute()
  return done.length === 1
}
