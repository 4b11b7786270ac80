// Long lists and counts of the ledger, read in pieces.
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { HomeRow, PersonRow, RegistryTables } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<RegistryTables>()
const beyond = (path: string) => `${path.slice(0, -1)}0`

/** Homes that hang directly under these areas. */
export async function listHomesOfAreas(ctx: Ctx, areas: readonly { id: string; path: string }[]): Promise<HomeRow[]> {
  if (areas.length === 0) return []
  const found = await sql<HomeRow>`select h.* from json_to_recordset(${JSON.stringify(areas.map(({ id, path }) => ({ id, path, beyond: beyond(path) })))}::json)
      as a (id uuid, path text, beyond text)
    join registry.home h on h.area_path >= a.path collate "C" and h.area_path < a.beyond collate "C" and h.area_id = a.id and h.retired_at is null`.execute(
    ctx.tx,
  )
  return found.rows
}

/** How many people are recorded in each of these homes. */
export async function countPeople(ctx: Ctx, homeIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db(ctx)
    .selectFrom('registry.residency as r')
    .innerJoin('registry.person as p', (join) => join.onRef('p.community_id', '=', 'r.community_id').onRef('p.id', '=', 'r.person_id'))
    .select(['r.home_id', sql<number>`count(distinct r.person_id)::int`.as('people')])
    .where(sql<boolean>`r.home_id = any(${[...homeIds]}::uuid[])`)
    .where('r.until_day', 'is', null)
    .where('p.merged_into', 'is', null)
    .groupBy('r.home_id')
    .execute()
  return new Map(rows.map((row) => [row.home_id, row.people]))
}

export type Part = { key: number; path: string }
const PARTS = (parts: readonly Part[]) =>
  sql`json_to_recordset(${JSON.stringify(parts.map(({ key, path }) => ({ key, path, beyond: beyond(path) })))}::json) as a (key int, path text, beyond text)`

/** Homes beneath each part by use. */
export async function countUses(ctx: Ctx, parts: readonly Part[]): Promise<{ key: number; use: HomeRow['use']; homes: number }[]> {
  const found = await sql<{ key: number; use: HomeRow['use']; homes: number }>`select a.key, h.use, count(*)::int as homes from ${PARTS(parts)}
    join registry.home h on h.area_path >= a.path collate "C" and h.area_path < a.beyond collate "C" and h.retired_at is null group by a.key, h.use`.execute(
    ctx.tx,
  )
  return found.rows
}

/** People beneath each part by residency; `kind` null counts each person once. */
export async function countResidencies(ctx: Ctx, parts: readonly Part[]): Promise<{ key: number; kind: string | null; people: number }[]> {
  const found = await sql<{
    key: number
    kind: string | null
    people: number
  }>`select a.key, r.kind, count(distinct r.person_id)::int as people from ${PARTS(parts)}
    join registry.home h on h.area_path >= a.path collate "C" and h.area_path < a.beyond collate "C" and h.retired_at is null
    join registry.residency r on r.home_id = h.id and r.until_day is null
    join registry.person p on p.community_id = r.community_id and p.id = r.person_id and p.merged_into is null
    group by grouping sets ((a.key, r.kind), (a.key))`.execute(ctx.tx)
  return found.rows
}

export type CareRow = Pick<PersonRow, 'id' | 'care' | 'area_path' | 'home_id'>
/** People with care marks who live beneath these paths. */
export async function listCareBeneath(ctx: Ctx, paths: readonly string[]): Promise<CareRow[]> {
  const parts = paths.map((path, key) => ({ key, path }))
  const found = await sql<CareRow>`select p.id, p.care, p.area_path, p.home_id from ${PARTS(parts)}
    join registry.person p on p.area_path >= a.path collate "C" and p.area_path < a.beyond collate "C"
    where p.care is not null and p.home_id is not null and p.merged_into is null`.execute(ctx.tx)
  return found.rows
}
