import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { beyond } from '../../../platform/paths.ts'
import type { RegistryTables, StayPlaceRow, StayRow } from '../tables.ts'
import type { LinkedPerson } from './person.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<RegistryTables>()

export const findStayPlace = (ctx: Ctx, homeId: string): Promise<StayPlaceRow | undefined> =>
  db(ctx).selectFrom('registry.stay_place').selectAll().where('home_id', '=', homeId).executeTakeFirst()
/** Who comes and who closes wait for each other. */
export const lockStayPlace = (ctx: Ctx, homeId: string): Promise<StayPlaceRow | undefined> =>
  db(ctx).selectFrom('registry.stay_place').selectAll().where('home_id', '=', homeId).forUpdate().executeTakeFirst()
export const listStayPlaces = (ctx: Ctx, path: string, limit: number, alsoClosed: boolean): Promise<StayPlaceRow[]> =>
  db(ctx)
    .selectFrom('registry.stay_place')
    .selectAll()
    .where('area_path', '>=', path)
    .where('area_path', '<', beyond(path))
    .$if(!alsoClosed, (q) => q.where('closed_on', 'is', null))
    .orderBy(sql`closed_on is not null`)
    .orderBy('opened_on', 'desc')
    .orderBy('home_id')
    .limit(limit)
    .execute()
export const isOpenStayPlace = async (ctx: Ctx, homeIds: readonly string[]): Promise<boolean> =>
  (await db(ctx)
    .selectFrom('registry.stay_place')
    .select('home_id')
    .where(sql<boolean>`home_id = any(${[...homeIds]}::uuid[])`)
    .where('closed_on', 'is', null)
    .limit(1)
    .executeTakeFirst()) !== undefined
export async function putStayPlace(ctx: Ctx, row: StayPlaceRow): Promise<void> {
  await db(ctx)
    .insertInto('registry.stay_place')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['community_id', 'home_id']).doUpdateSet({
        kind: row.kind,
        use_before: row.use_before,
        opened_on: row.opened_on,
        closed_on: null,
        version: sql<number>`stay_place.version + 1`,
      }),
    )
    .execute()
}
export async function closeStayPlace(ctx: Ctx, row: Pick<StayPlaceRow, 'community_id' | 'home_id'>, on: string): Promise<void> {
  await db(ctx)
    .updateTable('registry.stay_place')
    .set({ closed_on: on, version: sql<number>`version + 1` })
    .where('community_id', '=', row.community_id)
    .where('home_id', '=', row.home_id)
    .execute()
}

export async function insertStay(ctx: Ctx, row: StayRow): Promise<void> {
  await db(ctx).insertInto('registry.stay').values(row).execute()
}
export const findStay = (ctx: Ctx, residencyId: string): Promise<StayRow | undefined> =>
  db(ctx).selectFrom('registry.stay').selectAll().where('residency_id', '=', residencyId).executeTakeFirst()
export async function updateStayTo(ctx: Ctx, row: Pick<StayRow, 'community_id' | 'residency_id'>, sealed_to: Buffer): Promise<void> {
  await db(ctx)
    .updateTable('registry.stay')
    .set({ sealed_to })
    .where('community_id', '=', row.community_id)
    .where('residency_id', '=', row.residency_id)
    .execute()
}

export type Stayed = LinkedPerson & Pick<StayRow, 'sealed' | 'sealed_to'>
/** Whoever stays at a home, and who has left since a day, the latter last. */
export const listStayed = (ctx: Ctx, homeId: string, since: string, limit: number): Promise<Stayed[]> =>
  db(ctx)
    .selectFrom('registry.stay as s')
    .innerJoin('registry.residency as r', (join) => join.onRef('r.community_id', '=', 's.community_id').onRef('r.id', '=', 's.residency_id'))
    .innerJoin('registry.person as p', (join) => join.onRef('p.community_id', '=', 'r.community_id').onRef('p.id', '=', 'r.person_id'))
    .selectAll('p')
    .select(['s.sealed', 's.sealed_to'])
    .select(['r.id as residency_id', 'r.kind as residency_kind', 'r.home_id as residency_home', 'r.area_path as residency_path', 'r.from_day', 'r.until_day'])
    .where('r.home_id', '=', homeId)
    .where('p.merged_into', 'is', null)
    .where(sql<boolean>`(r.until_day is null or r.until_day >= ${since}::date)`)
    .orderBy(sql`r.until_day is not null`)
    .orderBy('r.id')
    .limit(limit)
    .execute() as Promise<Stayed[]>
/** Home id → who stays there now. */
export async function countStaying(ctx: Ctx, homeIds: readonly string[]): Promise<Map<string, number>> {
  if (homeIds.length === 0) return new Map()
  const rows = await db(ctx)
    .selectFrom('registry.stay as s')
    .innerJoin('registry.residency as r', (join) => join.onRef('r.community_id', '=', 's.community_id').onRef('r.id', '=', 's.residency_id'))
    .select(['r.home_id', sql<number>`count(*)::int`.as('count')])
    .where(sql<boolean>`r.home_id = any(${[...homeIds]}::uuid[])`)
    .where('r.until_day', 'is', null)
    .groupBy('r.home_id')
    .execute()
  return new Map(rows.map((row) => [row.home_id, row.count]))
}
