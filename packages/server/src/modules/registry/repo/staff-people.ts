// People as those who work somewhere: found for a whole list at once, placed where they work when they live nowhere here.
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { beneath } from '../../../platform/sql.ts'
import type { NameQuery } from '../person-fields.ts'
import type { PersonRow, RegistryTables } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<RegistryTables>()

/** People of the community with one of these documents or telephones. */
export const listByIndexes = (
  ctx: Ctx,
  communityId: string,
  { documents, phones }: { documents: readonly Buffer[]; phones: readonly Buffer[] },
): Promise<PersonRow[]> =>
  documents.length + phones.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('registry.person')
        .selectAll()
        .where('community_id', '=', communityId)
        .where('merged_into', 'is', null)
        .where(sql<boolean>`(document_index = any(${[...documents]}::bytea[]) or phone_index = any(${[...phones]}::bytea[]))`)
        .orderBy('id')
        .execute()

/** People who work beneath these paths and may have this name. */
export const searchStaffByName = (
  ctx: Ctx,
  { paths, query: { first, pairs, initials }, limit }: { paths: readonly string[]; query: NameQuery; limit: number },
): Promise<(Pick<PersonRow, 'id' | 'name'> & { staff_path: string })[]> =>
  db(ctx)
    .selectFrom('registry.staff as s')
    .innerJoin('registry.person as p', (join) => join.onRef('p.community_id', '=', 's.community_id').onRef('p.id', '=', 's.person_id'))
    .select(['p.id', 'p.name', 's.area_path as staff_path'])
    .where('s.until_day', 'is', null)
    .where(beneath(paths, 's.area_path'))
    // Few work anywhere, so their names' pieces are compared as they are; the caller opens the names and looks.
    .where(
      sql<boolean>`(${pairs.length === 0 ? sql`p.name_tokens[2] = ${first}` : sql`p.name_tokens @> ${pairs}::int[]`}
        ${initials === null ? sql`` : sql`or p.name_tokens[3] = any(${initials.two}::int[])`})`,
    )
    .orderBy('s.id')
    .limit(limit)
    .execute()

const AT_ONCE = 100
export async function insertPeople(ctx: Ctx, rows: readonly PersonRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await db(ctx)
      .insertInto('registry.person')
      .values(rows.slice(from, from + AT_ONCE).map((row) => ({ ...row, name_tokens: sql`${row.name_tokens}::int[]` as never })))
      .execute()
}

/** Of these people, those without a home here belong to where they work now, and to the community when they work nowhere. */
export async function updateWorkplaces(ctx: Ctx, personIds: readonly string[], communityPath: string): Promise<void> {
  if (personIds.length === 0) return
  const place = sql<string>`coalesce((
    select s.area_path from registry.staff as s where s.person_id = registry.person.id and s.until_day is null order by s.id limit 1), ${communityPath})`
  await db(ctx)
    .updateTable('registry.person')
    .set({ area_path: place })
    .where('merged_into', 'is', null)
    .where(sql<boolean>`registry.person.id = any(${[...personIds]}::uuid[])`)
    .where('home_id', 'is', null)
    .where(sql<boolean>`area_path <> ${place}`)
    .execute()
}
