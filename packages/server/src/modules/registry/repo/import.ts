import type { ImportField } from '@xiaomen/rules/registry'
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { ImportRow, RegistryTables } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<RegistryTables>()
const json = (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value))

export const findImport = (ctx: Pick<Ctx, 'tx'>, id: string): Promise<ImportRow | undefined> =>
  db(ctx).selectFrom('registry.import').selectAll().where('id', '=', id).executeTakeFirst()

/** Locked until the transaction ends: two commits of one import meet here. */
export const lockImport = (ctx: Pick<Ctx, 'tx'>, id: string): Promise<ImportRow | undefined> =>
  db(ctx).selectFrom('registry.import').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const listImports = (ctx: Ctx, communityId: string): Promise<ImportRow[]> =>
  db(ctx).selectFrom('registry.import').selectAll().where('community_id', '=', communityId).orderBy('created_at', 'desc').limit(50).execute()

export async function insertImport(ctx: Ctx, row: ImportRow): Promise<void> {
  await db(ctx)
    .insertInto('registry.import')
    .values({ ...row, fields: json(row.fields), counts: json(row.counts), choice: json(row.choice), made: json(row.made) })
    .execute()
}

export async function updateImport(ctx: Pick<Ctx, 'tx'>, id: string, change: Partial<Omit<ImportRow, 'id' | 'community_id'>>): Promise<void> {
  const values = Object.fromEntries(
    Object.entries(change).map(([key, value]) => [key, ['fields', 'counts', 'choice', 'made'].includes(key) ? json(value) : value]),
  )
  await db(ctx).updateTable('registry.import').set(values).where('id', '=', id).execute()
}

/** Imports whose files and preview are kept although nobody will use them again. */
export const listStaleImports = (ctx: Pick<Ctx, 'tx'>, before: { done: Date; abandoned: Date }): Promise<{ id: string; state: ImportRow['state'] }[]> =>
  db(ctx)
    .selectFrom('registry.import')
    .select(['id', 'state'])
    .where('file_key', 'is not', null)
    .where((e) =>
      e.or([e.and([e('state', 'in', ['committed', 'undone', 'failed']), e('created_at', '<', before.done)]), e('created_at', '<', before.abandoned)]),
    )
    .execute()

/** A header may be anything somebody put into a first row, a person's name too: found by a keyed index, kept sealed. */
const headerIndex = (ctx: Pick<Ctx, 'crypto'>, key: string) => ctx.crypto.index('registry.import_column', key)
const headerPlace = (communityId: string, index: Buffer) => ({
  table: 'registry.import_column',
  row: `${communityId} ${index.toString('hex')}`,
  column: 'header',
})

export async function listColumns(ctx: Pick<Ctx, 'tx' | 'crypto'>, communityId: string): Promise<[string, ImportField | null][]> {
  const rows = await db(ctx).selectFrom('registry.import_column').select(['header_index', 'header', 'field']).where('community_id', '=', communityId).execute()
  return rows.map((row) => [ctx.crypto.open('name', headerPlace(communityId, Buffer.from(row.header_index)), row.header), row.field as ImportField | null])
}

export async function saveColumns(ctx: Ctx, communityId: string, path: string, columns: readonly { key: string; field: ImportField | null }[]): Promise<void> {
  const rows = [...new Map(columns.filter(({ key }) => key !== '').map((column) => [column.key, column])).values()]
  if (rows.length === 0) return
  await db(ctx)
    .insertInto('registry.import_column')
    .values(
      rows.map(({ key, field }) => {
        const index = headerIndex(ctx, key)
        return { community_id: communityId, area_path: path, header_index: index, header: ctx.crypto.seal('name', headerPlace(communityId, index), key), field }
      }),
    )
    .onConflict((oc) => oc.columns(['community_id', 'header_index']).doUpdateSet((e) => ({ field: e.ref('excluded.field') })))
    .execute()
}

/** Only one import at a time writes to the ledger beneath an area. */
export async function lockLedger(ctx: Ctx, communityId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`registry.ledger ${communityId}`}, 0))`.execute(ctx.tx)
}
