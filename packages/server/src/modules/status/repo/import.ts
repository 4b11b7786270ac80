import { sql } from 'kysely'
import type { SignalKind } from '@xiaomen/rules/status'
import type { Ctx } from '../../../platform/ctx.ts'
import { beneath } from '../../../platform/sql.ts'
import type { ImportRow, SignalRow } from '../tables.ts'
import { db } from './db.ts'

export async function insertImport(ctx: Ctx, row: ImportRow): Promise<void> {
  await db(ctx).insertInto('status.import').values(row).execute()
}
export const lockImport = (ctx: Ctx, id: string): Promise<ImportRow | undefined> =>
  db(ctx).selectFrom('status.import').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export async function updateImport(ctx: Ctx, row: Pick<ImportRow, 'community_id' | 'id'>, change: Partial<ImportRow>): Promise<void> {
  await db(ctx).updateTable('status.import').set(change).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}

/** Those that wait first, the others latest first. */
export const listImports = (ctx: Ctx, paths: readonly string[], limit: number): Promise<ImportRow[]> =>
  db(ctx)
    .selectFrom('status.import')
    .selectAll()
    .where(beneath(paths))
    .orderBy(sql`state <> 'waiting'`)
    .orderBy('imported_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

/** Locked against another process that looks at the same time. */
export const lockOverdue = (ctx: Ctx, limit: number): Promise<ImportRow[]> =>
  db(ctx)
    .selectFrom('status.import')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('expires_at', '<=', ctx.now)
    .orderBy('expires_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()

/** All lines that one file brought and that had to wait, whatever became of them since. */
export const lockLines = (ctx: Ctx, importId: string): Promise<SignalRow[]> =>
  db(ctx).selectFrom('status.signal').selectAll().where('import_id', '=', importId).orderBy('id').forUpdate().execute()
/** The first of each of these lists. */
export const firstLines = (ctx: Ctx, importId: string, limit: number): Promise<SignalRow[]> =>
  db(ctx).selectFrom('status.signal').selectAll().where('import_id', '=', importId).orderBy('id').limit(limit).execute()

/** What of a list still waits takes effect, or ends. */
export async function updateWaiting(ctx: Ctx, importId: string, change: Partial<SignalRow>): Promise<void> {
  await db(ctx).updateTable('status.signal').set(change).where('import_id', '=', importId).where('state', '=', 'proposed').execute()
}

/** Whether the same source has said something later of the same matter while this one waited. */
export const hasNewer = async (
  ctx: Ctx,
  row: Pick<SignalRow, 'community_id' | 'person_id' | 'source_id' | 'id' | 'received_at' | 'valid_from'>,
  kinds: readonly SignalKind[],
): Promise<boolean> =>
  (await db(ctx)
    .selectFrom('status.signal')
    .select('id')
    .where('community_id', '=', row.community_id)
    .where('person_id', '=', row.person_id)
    .where('source_id', '=', row.source_id)
    .where('state', '=', 'inForce')
    .where('kind', 'in', [...kinds])
    .where('id', '<>', row.id)
    .where((e) => e.or([e('received_at', '>', row.received_at), e.and([e('received_at', '=', row.received_at), e('valid_from', '>', row.valid_from)])]))
    .limit(1)
    .executeTakeFirst()) !== undefined
