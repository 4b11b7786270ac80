// Lists in the order one reads a building: a range of registry.home.order_key, a page of it after a home.
import { readingPrefix } from '@xiaomen/rules/registry'
import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { beyond } from '../../../platform/paths.ts'
import type { HomeRow, PersonRow, RegistryTables, ResidencyRow } from '../tables.ts'
import type { LinkedPerson } from './person.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<RegistryTables>()

/** Homes beneath an area after one of them. */
export type Stretch = { path: string; afterKey: string | null; limit: number }
const inStretch = ({ path, afterKey }: Stretch): RawBuilder<boolean> => {
  const from = readingPrefix(path)
  return sql<boolean>`h.order_key > ${afterKey === null || afterKey < from ? from : afterKey} and h.order_key < ${beyond(from)}`
}

/** `ids`: only these. */
export const listInOrder = (ctx: Ctx, stretch: Stretch, { use, ids }: { use: HomeRow['use'] | null; ids: readonly string[] | null }): Promise<HomeRow[]> =>
  db(ctx)
    .selectFrom('registry.home as h')
    .selectAll('h')
    .where(inStretch(stretch))
    .where('h.retired_at', 'is', null)
    .$if(use !== null, (q) => q.where(sql<boolean>`h.use = ${sql.lit(use!)}`))
    .$if(ids !== null, (q) => q.where(sql<boolean>`h.id = any(${[...(ids ?? [])]}::uuid[])`))
    .orderBy('h.order_key')
    .limit(stretch.limit)
    .execute()

export type HomeCounts = {
  home_id: string
  people: number
  tenants: number
  has_phone: boolean
  without_document: number
  in_care: number
}
/** What is recorded of who lives in these homes now; homes with nobody are left out. */
export const countHomes = async (ctx: Pick<Ctx, 'tx'>, homeIds: readonly string[]): Promise<Map<string, HomeCounts>> => {
  if (homeIds.length === 0) return new Map()
  const found = await sql<HomeCounts>`select r.home_id, count(*)::int as people, (count(*) filter (where r.kind = 'tenant'))::int as tenants,
      bool_or(p.phone is not null) as has_phone,
      (count(*) filter (where p.document is null))::int as without_document, (count(*) filter (where p.care is not null))::int as in_care
    from registry.residency r join registry.person p on p.community_id = r.community_id and p.id = r.person_id
    where r.home_id = any(${[...homeIds]}::uuid[]) and r.until_day is null and p.merged_into is null group by r.home_id`.execute(ctx.tx)
  return new Map(found.rows.map((row) => [row.home_id, row]))
}

export type NamedResident = Pick<PersonRow, 'id' | 'name' | 'care' | 'lang'> & { home_id: string; area_path: string }
export const listNamed = async (ctx: Ctx, homeIds: readonly string[]): Promise<NamedResident[]> =>
  homeIds.length === 0
    ? []
    : db(ctx)
        .selectFrom('registry.residency as r')
        .innerJoin('registry.person as p', (join) => join.onRef('p.community_id', '=', 'r.community_id').onRef('p.id', '=', 'r.person_id'))
        .select(['p.id', 'p.name', 'p.care', 'p.lang', 'r.home_id', 'r.area_path'])
        .where(sql<boolean>`r.home_id = any(${[...homeIds]}::uuid[])`)
        .where('r.until_day', 'is', null)
        .where('p.merged_into', 'is', null)
        .orderBy('r.id')
        .execute()

export type Marked = { person_id: string; home_id: string; care: Buffer; home_path: string }
/** Care marks of who lives in these homes. */
export const listMarks = async (ctx: Ctx, homeIds: readonly string[]): Promise<Marked[]> =>
  homeIds.length === 0
    ? []
    : (
        await sql<Marked>`select p.id as person_id, r.home_id, p.care, r.area_path as home_path
          from registry.residency r join registry.person p on p.community_id = r.community_id and p.id = r.person_id
          where r.home_id = any(${[...homeIds]}::uuid[]) and r.until_day is null and p.care is not null and p.merged_into is null`.execute(ctx.tx)
      ).rows

/** `personIds`: only these. */
export type Wish = { kind: ResidencyRow['kind'] | null; personIds: readonly string[] | null; inCare: boolean; withoutDocument: boolean; foreign: boolean }
export type ListedPerson = LinkedPerson & { order_key: string }
/** After which link of which home a page goes on. */
export type PeopleStretch = { path: string; after: { key: string; residencyId: string } | null; limit: number }

const MANY: readonly string[] = ['owner', 'family', 'tenant']
/** What few people have is found first and then put in order; what many have is met on the way through the homes. The planner guesses wrong, so it is told. */
function soughtFirst(path: string, { kind, personIds, withoutDocument, foreign }: Wish): RawBuilder<unknown> | null {
  const person = (condition: RawBuilder<unknown>) => sql`sought as materialized (select p.id from registry.person p where ${condition})`
  const here = sql`p.area_path >= ${path} and p.area_path < ${beyond(path)}`
  if (personIds !== null) return person(sql`p.id = any(${[...personIds]}::uuid[])`)
  // As migration 010 words its indexes.
  if (foreign)
    return person(sql`${here} and (p.document_country is not null or p.document_kind in ('foreignPermanentResidence', 'passport'))
      and (p.document_kind = 'foreignPermanentResidence' or coalesce(p.document_country, '') not in ('CN', 'HK', 'MO', 'TW'))`)
  if (withoutDocument) return person(sql`${here} and p.document is null`)
  if (kind !== null && !MANY.includes(kind))
    return sql`sought as materialized (select r.person_id as id from registry.residency r
      where r.until_day is null and r.kind = ${sql.lit(kind)} and r.area_path >= ${path} and r.area_path < ${beyond(path)})`
  return null
}

export const listPeopleInOrder = async (ctx: Ctx, { path, after, limit }: PeopleStretch, wish: Wish): Promise<ListedPerson[]> => {
  const from = readingPrefix(path)
  const sought = soughtFirst(path, wish)
  const columns = sql`p.*, h.order_key, r.id as residency_id, r.kind as residency_kind, r.home_id as residency_home, r.area_path as residency_path, r.from_day, r.until_day`
  const conditions = [
    sql`h.order_key >= ${from} and h.order_key < ${beyond(from)} and p.merged_into is null`,
    ...(after === null ? [] : [sql`h.order_key >= ${after.key} and (h.order_key, r.id) > (${after.key}, ${after.residencyId}::uuid)`]),
    ...(wish.kind === null ? [] : [sql`r.kind = ${sql.lit(wish.kind)}`]),
    ...(wish.withoutDocument ? [sql`p.document is null`] : []),
    ...(wish.inCare ? [sql`p.care is not null`] : []),
  ]
  // One after the other through their indexes, in this order: the planner takes a filter for rarer than it is and reads whole tables.
  const person = sql`(select * from registry.person p where p.id = r.person_id offset 0) p`
  const found =
    sought === null
      ? sql<ListedPerson>`select ${columns} from registry.home h
          cross join lateral (select * from registry.residency r where r.home_id = h.id and r.until_day is null offset 0) r
          cross join lateral ${person} where ${sql.join(conditions, sql` and `)} order by h.order_key, r.id limit ${limit}`
      : sql<ListedPerson>`with ${sought} select ${columns} from (select distinct id from sought) s
          cross join lateral (select * from registry.residency r where r.person_id = s.id and r.until_day is null offset 0) r
          cross join lateral ${person} cross join lateral (select h.order_key from registry.home h where h.id = r.home_id offset 0) h
          where ${sql.join(conditions, sql` and `)} order by h.order_key, r.id limit ${limit}`
  return (await found.execute(ctx.tx)).rows
}

export type OccupancyRow = {
  area_id: string
  use: HomeRow['use']
  homes: number
  people: number
  inhabited: number
  without_tenant: number
  without_landlord: number
}
/** Homes directly beneath each area, by use. Home by home through the index of links: the street of a large ledger is a small part of it. */
export const countOccupancy = async (ctx: Ctx, path: string): Promise<OccupancyRow[]> =>
  (
    await sql<OccupancyRow>`select h.area_id, h.use, count(*)::int as homes, coalesce(sum(f.people), 0)::int as people, (count(*) filter (where f.people > 0))::int as inhabited,
        (count(*) filter (where f.tenants = 0))::int as without_tenant, (count(*) filter (where not f.is_let))::int as without_landlord
      from registry.home h cross join lateral (
        select count(*) as people, count(*) filter (where r.kind = 'tenant') as tenants,
          exists (select from registry.landlord_home l where l.home_id = h.id and l.until_day is null) as is_let
        from registry.residency r where r.home_id = h.id and r.until_day is null
      ) f where h.area_path >= ${path} and h.area_path < ${beyond(path)} and h.retired_at is null group by h.area_id, h.use`.execute(ctx.tx)
  ).rows

/** How many people live beneath each of these paths. */
export async function countLiving(ctx: Ctx, paths: readonly string[]): Promise<Map<string, number>> {
  if (paths.length === 0) return new Map()
  const found = await sql<{ path: string; people: number }>`select p.path, count(distinct r.person_id)::int as people
    from unnest(${[...paths]}::text[], ${paths.map(beyond)}::text[]) as p (path, beyond)
    join registry.home h on h.area_path >= p.path collate "C" and h.area_path < p.beyond collate "C"
    join registry.residency r on r.home_id = h.id and r.until_day is null group by p.path`.execute(ctx.tx)
  return new Map(found.rows.map(({ path, people }) => [path, people]))
}

/**
 * How many homes beneath a path, within a community, have somebody living in them, and how many people that is: somebody with two homes is one.
 * `offset 0` keeps the way from the community to its homes to who lives there, where the tables have no statistics: any other reads the whole ledger.
 */
export const countInhabited = async (ctx: Ctx, communityId: string, path: string): Promise<{ homes: number; people: number }> =>
  (
    await sql<{ homes: number; people: number }>`select count(distinct h.id)::int as homes, count(distinct r.person_id)::int as people
      from (
        select id, retired_at from registry.home where community_id = ${communityId} and area_path >= ${path} and area_path < ${beyond(path)} offset 0
      ) h cross join lateral (select person_id from registry.residency where home_id = h.id and until_day is null offset 0) r
      where h.retired_at is null`.execute(ctx.tx)
  ).rows[0]!
