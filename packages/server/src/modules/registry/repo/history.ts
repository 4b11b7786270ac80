import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { HistoryRow, PersonRow, RegistryTables } from '../tables.ts'

const db = (ctx: Ctx) => ctx.tx.withTables<RegistryTables>()
const any = (column: string, ids: readonly string[]) => sql<boolean>`${sql.ref(column)} = any(${[...ids]}::uuid[])`

/** Of these people and, when given, of a home: newest first. */
export const listHistory = (ctx: Ctx, sought: { personIds: readonly string[]; homeId: string | null }, limit: number): Promise<HistoryRow[]> =>
  db(ctx)
    .selectFrom('registry.history')
    .selectAll()
    .where((e) =>
      e.or([
        any('person_id', sought.personIds),
        ...(sought.homeId === null ? [] : [e('home_id', '=', sought.homeId), e.and([e('other_id', '=', sought.homeId), e('person_id', 'is', null)])]),
      ]),
    )
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

/** Those who were merged into these people, however many steps away. */
export const listMergedInto = async (ctx: Ctx, ids: readonly string[]): Promise<string[]> => {
  if (ids.length === 0) return []
  const found = await sql<{ id: string }>`with recursive merged as (
      select id from registry.person where merged_into = any(${[...ids]}::uuid[])
      union select p.id from registry.person p join merged m on p.merged_into = m.id
    ) select id from merged`.execute(ctx.tx)
  return found.rows.map((row) => row.id)
}

type Before = Pick<PersonRow, 'id' | 'name' | 'phone' | 'document' | 'document_kind' | 'document_country' | 'care' | 'lang'>
/** What imports changed of these people, with the rows as they stood before. */
export const listImportChanges = async (ctx: Ctx, ids: readonly string[]): Promise<(Before & { import_id: string; at: Date; account_id: string | null })[]> => {
  if (ids.length === 0) return []
  const found = await sql<Before & { import_id: string; at: Date; account_id: string | null }>`
    select c.row_id as id, b.name, b.phone, b.document, b.document_kind, b.document_country, b.care, b.lang, c.import_id, i.committed_at as at, i.account_id
    from registry.import_change c join registry.import i on i.community_id = c.community_id and i.id = c.import_id
    cross join lateral jsonb_populate_record(null::registry.person, c.before) b
    where c.kind = 'person' and c.row_id = any(${[...ids]}::uuid[]) and i.state = 'committed' and i.committed_at is not null`.execute(ctx.tx)
  return found.rows
}
export const listImporters = async (ctx: Ctx, importIds: readonly string[]): Promise<Map<string, string | null>> => {
  if (importIds.length === 0) return new Map()
  const rows = await db(ctx).selectFrom('registry.import').select(['id', 'account_id']).where(any('id', importIds)).execute()
  return new Map(rows.map((row) => [row.id, row.account_id]))
}
