// Finding people by what is keyed. Under row-level security only comparisons declared leakproof reach an index: equality and ranges, no containment.
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { beyond } from '../../../platform/paths.ts'
import { beneath } from '../../../platform/sql.ts'
import type { NameQuery } from '../person-fields.ts'
import type { PersonRow, RegistryTables } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<RegistryTables>()
type Condition = RawBuilder<boolean>

export type Sought = { paths: readonly string[]; communityId?: string; limit: number }
const search = (ctx: Ctx, { paths, communityId, limit }: Sought, condition: Condition): Promise<PersonRow[]> =>
  paths.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('registry.person as p')
        .selectAll('p')
        .where(beneath(paths, 'p.area_path'))
        .where(condition)
        .where('p.merged_into', 'is', null)
        .$if(communityId !== undefined, (q) => q.where('p.community_id', '=', communityId!))
        .orderBy('p.area_path')
        .limit(limit)
        .execute()

export const searchByDocument = (ctx: Ctx, sought: Sought, index: Buffer) => search(ctx, sought, sql<boolean>`p.document_index = ${index}`)
export const searchByBirth = (ctx: Ctx, sought: Sought, index: Buffer) => search(ctx, sought, sql<boolean>`p.birth_index = ${index}`)
export const searchByPhone = (ctx: Ctx, sought: Sought, index: Buffer) => search(ctx, sought, sql<boolean>`p.phone_index = ${index}`)
export const searchByPhoneTail = (ctx: Ctx, sought: Sought, tail: Buffer) => search(ctx, sought, sql<boolean>`p.phone_tail = ${tail}`)
export const searchByLanguage = (ctx: Ctx, sought: Sought, lang: string) => search(ctx, sought, sql<boolean>`p.lang = ${lang}`)

/** Candidates: pieces are numbers of 20 bits, so the caller opens the names and looks. A piece in the middle of a long name is looked for among the long ones. */
export async function searchByName(ctx: Ctx, { paths, limit }: Sought, { first, pairs }: NameQuery): Promise<Candidate[]> {
  if (paths.length === 0) return []
  const all = sql`p.name_tokens @> ${pairs}::int[]`
  const arm = (condition: RawBuilder<unknown>) =>
    sql`(select p.id, p.area_path, p.home_id, p.name from registry.person p where ${beneath(paths, 'p.area_path')} and p.merged_into is null and ${condition} order by p.area_path limit ${limit})`
  const arms = [
    arm(pairs.length === 0 ? sql`p.name_tokens[2] = ${first}` : sql`p.name_tokens[2] = ${first} and ${all}`),
    ...(pairs.length === 0 ? [] : [arm(sql`p.name_tokens[6] = ${pairs[0]} and ${all}`), arm(sql`p.name_tokens[7] is not null and ${all}`)]),
  ]
  return (await sql<Candidate>`${sql.join(arms, sql` union all `)}`.execute(ctx.tx)).rows
}
export const searchByInitials = async (
  ctx: Ctx,
  { paths, limit }: Sought,
  { two, all }: NonNullable<NameQuery['initials']>,
  isWhole: boolean,
): Promise<Candidate[]> =>
  paths.length === 0
    ? []
    : (
        await sql<Candidate>`select p.id, p.area_path, p.home_id, p.name from registry.person p where ${beneath(paths, 'p.area_path')} and p.merged_into is null and p.name_tokens[3] = any(${two}::int[])
          ${isWhole ? sql`and p.name_tokens[4] = any(${all}::int[])` : sql``} order by p.area_path limit ${limit}`.execute(ctx.tx)
      ).rows

export type Candidate = Pick<PersonRow, 'id' | 'area_path' | 'home_id' | 'name'>
export type InCare = Pick<PersonRow, 'id' | 'area_path' | 'home_id' | 'care'>
/** Everybody under one path with a care mark, in the order of the paths' text, a part at a time. Marks are sealed: whom they name only opening tells. */
export const listInCare = (ctx: Ctx, path: string, after: { path: string; id: string } | null, limit: number): Promise<InCare[]> =>
  db(ctx)
    .selectFrom('registry.person as p')
    .select(['p.id', 'p.area_path', 'p.home_id', 'p.care'])
    .where('p.area_path', '>=', path)
    .where('p.area_path', '<', beyond(path))
    .where('p.care', 'is not', null)
    .where('p.merged_into', 'is', null)
    .$if(after !== null, (q) => q.where(sql<boolean>`(p.area_path, p.id) > (${after!.path}, ${after!.id}::uuid)`))
    .orderBy('p.area_path')
    .orderBy('p.id')
    .limit(limit)
    .execute()

export type OldName = Pick<PersonRow, 'id' | 'name'>
/** People whose name's pieces are in the earlier form. */
export const lockOldNames = (ctx: Ctx, limit: number): Promise<OldName[]> =>
  db(ctx)
    .selectFrom('registry.person')
    .select(['id', 'name'])
    .where(sql<boolean>`name_tokens[1] >= 0`)
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
/** The version stays: nothing that anybody reads has changed. */
export async function updateNameTokens(ctx: Ctx, rows: readonly { id: string; tokens: number[] }[]): Promise<void> {
  await sql`update registry.person p set name_tokens = r.tokens from json_to_recordset(${JSON.stringify(rows)}::json) as r (id uuid, tokens int[]) where p.id = r.id`.execute(
    ctx.tx,
  )
}

/** Everybody beneath a path with one of these numbers, a part at a time; the caller opens the numbers and looks. */
export const listByDocuments = (ctx: Ctx, path: string, indexes: readonly Buffer[]): Promise<PersonRow[]> => listByIndex(ctx, path, 'document_index', indexes)
export const listByBirths = (ctx: Ctx, path: string, indexes: readonly Buffer[]): Promise<PersonRow[]> => listByIndex(ctx, path, 'birth_index', indexes)
export const listByPhones = (ctx: Ctx, path: string, indexes: readonly Buffer[]): Promise<PersonRow[]> => listByIndex(ctx, path, 'phone_index', indexes)
async function listByIndex(ctx: Ctx, path: string, column: 'document_index' | 'birth_index' | 'phone_index', indexes: readonly Buffer[]): Promise<PersonRow[]> {
  const found: PersonRow[] = []
  for (let at = 0; at < indexes.length; at += 500)
    found.push(
      ...(await db(ctx)
        .selectFrom('registry.person as p')
        .selectAll('p')
        .where(sql<boolean>`${sql.ref(`p.${column}`)} = any(${indexes.slice(at, at + 500)}::bytea[])`)
        .where(beneath([path]))
        .where('p.merged_into', 'is', null)
        .execute()),
    )
  return found
}
