// Long lists of the ledger, read in pieces. Ranges are written out one by one: joined to a set of paths the whole ledger would be read
// while the tables have no statistics, each row asked whether it may be seen.
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { beneath } from '../../../platform/sql.ts'
import type { HomeRow, PersonRow, RegistryTables, ResidencyRow } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<RegistryTables>()

type Areas = readonly { id: string; path: string }[]
/**
 * Homes that hang directly under these areas. Named by their area too: by the range alone a database without statistics, as the embedded one is, also
 * read the index of doors through, every home of a street for the forty of a stair.
 */
const homesOf = (ctx: Ctx, areas: Areas) =>
  db(ctx)
    .selectFrom('registry.home')
    .where(beneath(areas.map(({ path }) => path)))
    .where(sql<boolean>`area_id = any(${areas.map(({ id }) => id)}::uuid[])`)
    .where('retired_at', 'is', null)
export const listHomesOfAreas = async (ctx: Ctx, areas: Areas): Promise<HomeRow[]> => (areas.length === 0 ? [] : homesOf(ctx, areas).selectAll().execute())

export type DrawnRow = Pick<HomeRow, 'id' | 'area_id' | 'area_path' | 'door' | 'floor' | 'use'>
/** Of each no more than is counted or drawn: whole rows cost more to hand over than to find. */
export const listDrawn = async (ctx: Ctx, areas: Areas): Promise<DrawnRow[]> =>
  areas.length === 0 ? [] : homesOf(ctx, areas).select(['id', 'area_id', 'area_path', 'door', 'floor', 'use']).execute()

/** Who is linked to each of these homes now, as what. */
export const listLinksOf = async (ctx: Ctx, homeIds: readonly string[]): Promise<Pick<ResidencyRow, 'home_id' | 'person_id' | 'kind'>[]> =>
  homeIds.length === 0
    ? []
    : db(ctx)
        .selectFrom('registry.residency as r')
        .innerJoin('registry.person as p', (join) => join.onRef('p.community_id', '=', 'r.community_id').onRef('p.id', '=', 'r.person_id'))
        .select(['r.home_id', 'r.person_id', 'r.kind'])
        .where(sql<boolean>`r.home_id = any(${[...homeIds]}::uuid[])`)
        .where('r.until_day', 'is', null)
        .where('p.merged_into', 'is', null)
        .execute()

export type CareRow = Pick<PersonRow, 'id' | 'care' | 'home_id'>
/** People with care marks who live beneath these paths. */
export const listCareBeneath = async (ctx: Ctx, paths: readonly string[]): Promise<CareRow[]> =>
  paths.length === 0
    ? []
    : db(ctx)
        .selectFrom('registry.person')
        .select(['id', 'care', 'home_id'])
        .where(beneath(paths))
        .where('care', 'is not', null)
        .where('home_id', 'is not', null)
        .where('merged_into', 'is', null)
        .execute()
