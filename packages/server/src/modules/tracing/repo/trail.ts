// What was done: the turns of one, acts on many, files that came, lists that went.
import { sql } from 'kysely'
import { beneath, partsOf } from '../../../platform/sql.ts'
import type { EditRow, ExportRow, FileRow, TurnRow } from '../tables.ts'
import { db, type Tx } from './db.ts'

const AT_ONCE = 1000

export async function insertTurns(ctx: Tx, rows: readonly TurnRow[]): Promise<void> {
  for (const part of partsOf(rows, AT_ONCE)) await db(ctx).insertInto('tracing.turn').values(part).execute()
}
export const listTurns = (ctx: Tx, tracedId: string): Promise<TurnRow[]> =>
  db(ctx).selectFrom('tracing.turn').selectAll().where('traced_id', '=', tracedId).orderBy('at', 'desc').orderBy('id', 'desc').limit(200).execute()

/** False when the id is taken: pressed twice it is one. */
export async function insertEdit(ctx: Tx, row: EditRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('tracing.edit')
    .values({ ...row, before: JSON.stringify(row.before) })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}
export const lockEdit = (ctx: Tx, id: string): Promise<EditRow | undefined> =>
  db(ctx).selectFrom('tracing.edit').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export async function endEdit(ctx: Tx, row: Pick<EditRow, 'community_id' | 'id'>, at: Date): Promise<void> {
  await db(ctx).updateTable('tracing.edit').set({ undone_at: at }).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}
type EditLine = Omit<EditRow, 'before'> & { changed: number }
export const listEdits = (ctx: Tx, path: string, limit: number): Promise<EditLine[]> =>
  db(ctx)
    .selectFrom('tracing.edit')
    .select(['community_id', 'id', 'area_path', 'kind', 'at', 'account_id', 'undone_at', sql<number>`jsonb_array_length(before)`.as('changed')])
    .where(beneath([path]))
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()

export const hasFile = async (ctx: Tx, communityId: string, digest: Buffer): Promise<boolean> =>
  (await db(ctx).selectFrom('tracing.file').select('id').where('community_id', '=', communityId).where('digest', '=', digest).limit(1).executeTakeFirst()) !==
  undefined
/** False when the id is taken. */
export async function insertFile(ctx: Tx, row: FileRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('tracing.file')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}

export async function insertExport(ctx: Tx, row: ExportRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('tracing.export')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}
export const findExport = (ctx: Tx, id: string): Promise<ExportRow | undefined> =>
  db(ctx).selectFrom('tracing.export').selectAll().where('id', '=', id).executeTakeFirst()
export const lockExport = (ctx: Tx, id: string): Promise<ExportRow | undefined> =>
  db(ctx).selectFrom('tracing.export').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export async function updateExport(ctx: Tx, row: Pick<ExportRow, 'community_id' | 'id'>, change: Partial<ExportRow>): Promise<void> {
  await db(ctx).updateTable('tracing.export').set(change).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}
export const listExports = (ctx: Tx, path: string, limit: number): Promise<ExportRow[]> =>
  db(ctx)
    .selectFrom('tracing.export')
    .selectAll()
    .where(beneath([path]))
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
/** Files, edits and lists of before a day: what they were about is over. */
export async function deleteTrail(ctx: Tx, before: Date): Promise<void> {
  await db(ctx).deleteFrom('tracing.edit').where('at', '<', before).execute()
  await db(ctx).deleteFrom('tracing.file').where('taken_at', '<', before).execute()
  await db(ctx).deleteFrom('tracing.export').where('asked_at', '<', before).execute()
}
