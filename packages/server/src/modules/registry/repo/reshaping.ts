// What a merge or a split touched, as it stood before and after: taken back only where nothing has moved since.
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { beyond } from '../../../platform/paths.ts'
import type { RegistryTables, ReshapingRow } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<RegistryTables>()

/** Tables whose rows a merge may touch. Each has `community_id`, `id`, `area_path`. */
export const RESHAPED_TABLES = [
  'registry.person',
  'registry.home',
  'registry.residency',
  'registry.staff',
  'registry.elsewhere',
  'registry.landlord',
  'registry.landlord_home',
  'registry.enterprise',
] as const
export type ReshapedTable = (typeof RESHAPED_TABLES)[number]

export async function insertReshaping(ctx: Ctx, row: Omit<ReshapingRow, 'undone_at' | 'undone_by'>): Promise<void> {
  await db(ctx)
    .insertInto('registry.reshaping')
    .values({ ...row, memo: row.memo === null ? null : (JSON.stringify(row.memo) as never), undone_at: null, undone_by: null })
    .execute()
}
export const findReshaping = (ctx: Ctx, id: string): Promise<ReshapingRow | undefined> =>
  db(ctx).selectFrom('registry.reshaping').selectAll().where('id', '=', id).executeTakeFirst()
export const lockReshaping = (ctx: Ctx, id: string): Promise<ReshapingRow | undefined> =>
  db(ctx).selectFrom('registry.reshaping').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export async function updateUndone(ctx: Ctx, row: Pick<ReshapingRow, 'community_id' | 'id'>): Promise<void> {
  await db(ctx)
    .updateTable('registry.reshaping')
    .set({ undone_at: ctx.now, undone_by: ctx.actor.kind === 'account' ? ctx.actor.id : null })
    .where('community_id', '=', row.community_id)
    .where('id', '=', row.id)
    .execute()
}
export const listReshapings = (ctx: Ctx, path: string, after: string | null, limit: number): Promise<ReshapingRow[]> =>
  db(ctx)
    .selectFrom('registry.reshaping')
    .selectAll()
    .where('area_path', '>=', path)
    .where('area_path', '<', beyond(path))
    .$if(after !== null, (q) => q.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

/** What follows the place by itself: it says nothing of whether somebody changed a row, and is not put back. */
const FOLLOWS = ['area_path', 'order_key']
type Reshaped = Pick<ReshapingRow, 'community_id' | 'id'>
export async function keepRowsBefore(ctx: Ctx, { community_id, id }: Reshaped, table: ReshapedTable, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`insert into registry.reshaping_row (community_id, reshaping_id, area_path, of_table, row_id, before)
    select t.community_id, ${id}::uuid, t.area_path, ${table}, t.id, to_jsonb(t) from ${sql.table(table)} t
    where t.community_id = ${community_id}::uuid and t.id = any(${[...new Set(ids)]}::uuid[])`.execute(ctx.tx)
}
export async function keepRowsAfter(ctx: Ctx, { community_id, id }: Reshaped): Promise<void> {
  for (const table of RESHAPED_TABLES)
    await sql`update registry.reshaping_row r set after = to_jsonb(t) - ${FOLLOWS}::text[] from ${sql.table(table)} t
      where r.community_id = ${community_id}::uuid and r.reshaping_id = ${id}::uuid and r.of_table = ${table} and t.community_id = r.community_id and t.id = r.row_id`.execute(
      ctx.tx,
    )
}
/** Rows that are not any more as the merge left them. */
export async function listChangedSince(ctx: Ctx, { community_id, id }: Reshaped): Promise<{ of_table: string; row_id: string }[]> {
  const changed: { of_table: string; row_id: string }[] = []
  for (const table of RESHAPED_TABLES) {
    const found = await sql<{ of_table: string; row_id: string }>`select r.of_table, r.row_id from registry.reshaping_row r
      left join ${sql.table(table)} t on t.community_id = r.community_id and t.id = r.row_id
      where r.community_id = ${community_id}::uuid and r.reshaping_id = ${id}::uuid and r.of_table = ${table} and not coalesce(to_jsonb(t) @> r.after, false)`.execute(
      ctx.tx,
    )
    changed.push(...found.rows)
  }
  return changed
}
export const listRowIds = async (ctx: Ctx, { community_id, id }: Reshaped, table: ReshapedTable): Promise<Set<string>> =>
  new Set(
    (
      await db(ctx)
        .selectFrom('registry.reshaping_row')
        .select('row_id')
        .where('community_id', '=', community_id)
        .where('reshaping_id', '=', id)
        .where('of_table', '=', table)
        .execute()
    ).map((row) => row.row_id),
  )
/** Every row as it stood before. Its place is that of the home it belongs to today, which may have moved with its building. */
export async function restoreRows(ctx: Ctx, { community_id, id }: Reshaped, communityPath: string): Promise<void> {
  for (const table of RESHAPED_TABLES) {
    const kept = await sql<{ name: string }>`select jsonb_object_keys(before) as name from (
      select before from registry.reshaping_row where community_id = ${community_id}::uuid and reshaping_id = ${id}::uuid and of_table = ${table} limit 1) as first`.execute(
      ctx.tx,
    )
    const columns = kept.rows.map(({ name }) => name).filter((name) => !['community_id', 'id', ...FOLLOWS].includes(name))
    if (columns.length === 0) continue
    await sql`update ${sql.table(table)} t set ${sql.join(columns.map((name) => sql`${sql.ref(name)} = b.${sql.ref(name)}`))}
      from registry.reshaping_row r cross join lateral jsonb_populate_record(null::${sql.table(table)}, r.before) b
      where r.community_id = ${community_id}::uuid and r.reshaping_id = ${id}::uuid and r.of_table = ${table} and t.community_id = r.community_id and t.id = r.row_id`.execute(
      ctx.tx,
    )
  }
  for (const table of ['registry.person', 'registry.residency', 'registry.landlord_home', 'registry.enterprise'] as const)
    await sql`update ${sql.table(table)} t set area_path = coalesce((select h.area_path from registry.home h where h.community_id = t.community_id and h.id = t.home_id), ${communityPath})
      from registry.reshaping_row r where r.community_id = ${community_id}::uuid and r.reshaping_id = ${id}::uuid and r.of_table = ${table}
        and t.community_id = r.community_id and t.id = r.row_id`.execute(ctx.tx)
}
