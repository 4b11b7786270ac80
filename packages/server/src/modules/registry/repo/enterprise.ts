import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { beneath } from '../../../platform/sql.ts'
import type { EnterpriseRow, RegistryTables, StaffRow } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<RegistryTables>()

export const findEnterpriseRow = (ctx: Ctx, id: string): Promise<EnterpriseRow | undefined> =>
  db(ctx).selectFrom('registry.enterprise').selectAll().where('id', '=', id).executeTakeFirst()

export type EnterprisePage = {
  paths: readonly string[]
  homeId: string | null
  enterpriseId?: string | null
  trade: EnterpriseRow['trade'] | null
  /** Part of the name as it is compared; or one of these people works there. */
  sought: { key: string; personIds: readonly string[] } | null
  alsoClosed: boolean
  after: string | null
  limit: number
}
export const pageEnterprises = (
  ctx: Ctx,
  { paths, homeId, enterpriseId = null, trade, sought, alsoClosed, after, limit }: EnterprisePage,
): Promise<EnterpriseRow[]> =>
  paths.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('registry.enterprise as e')
        .selectAll('e')
        .where(beneath(paths, 'e.area_path'))
        .$if(homeId !== null, (q) => q.where('e.home_id', '=', homeId!))
        .$if(enterpriseId !== null, (q) => q.where('e.id', '=', enterpriseId!))
        .$if(trade !== null, (q) => q.where('e.trade', '=', trade!))
        .$if(!alsoClosed, (q) => q.where('e.state', '<>', 'closed'))
        .$if(sought !== null, (q) =>
          q.where(
            sql<boolean>`(${sought!.key === '' ? sql`false` : sql`position(${sought!.key} in e.name_key) > 0`} or exists (
              select 1 from registry.staff as s
              where s.enterprise_id = e.id and s.until_day is null and s.person_id = any(${[...sought!.personIds]}::uuid[])))`,
          ),
        )
        .$if(after !== null, (q) => q.where('e.id', '>', after!))
        .orderBy('e.id')
        .limit(limit)
        .execute()

export async function insertEnterprise(ctx: Ctx, row: EnterpriseRow): Promise<void> {
  await db(ctx).insertInto('registry.enterprise').values(row).execute()
}
/** False when the row is not any more as it was read, or closed. */
export async function updateEnterprise(ctx: Ctx, id: string, version: number, change: Partial<EnterpriseRow>): Promise<boolean> {
  const done = await db(ctx)
    .updateTable('registry.enterprise')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('state', '<>', 'closed')
    .returning('id')
    .execute()
  return done.length === 1
}

export const listEnterprisesOfHome = (ctx: Ctx, homeId: string): Promise<EnterpriseRow[]> =>
  db(ctx).selectFrom('registry.enterprise').selectAll().where('home_id', '=', homeId).orderBy('id').execute()
export const listEnterpriseRows = async (ctx: Ctx, ids: readonly string[]): Promise<EnterpriseRow[]> =>
  ids.length === 0
    ? []
    : db(ctx)
        .selectFrom('registry.enterprise')
        .selectAll()
        .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
        .execute()
/** Closed ones too: what traded at a door is part of its past. */
export async function updateEnterprisesHome(
  ctx: Ctx,
  ids: readonly string[],
  home: { id: string; area_id: string; area_path: string },
  step: number,
): Promise<void> {
  if (ids.length > 0)
    await db(ctx)
      .updateTable('registry.enterprise')
      .set({ home_id: home.id, area_id: home.area_id, area_path: home.area_path, version: sql<number>`version + ${step}::int` })
      .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
      .execute()
}
/** Their homes stand in another area now, or the area became part of another. */
export async function updateEnterprisesArea(ctx: Ctx, of: { homeIds: readonly string[] } | { areaId: string }, areaId: string): Promise<void> {
  await db(ctx)
    .updateTable('registry.enterprise')
    .set({ area_id: areaId })
    .$if('homeIds' in of, (q) => q.where(sql<boolean>`home_id = any(${[...(of as { homeIds: string[] }).homeIds]}::uuid[])`))
    .$if('areaId' in of, (q) => q.where('area_id', '=', (of as { areaId: string }).areaId))
    .execute()
}
/** Who works or worked there stands where it stands. @returns the people who work there now */
export async function updateStaffPlace(ctx: Ctx, enterpriseId: string, path: string): Promise<string[]> {
  const done = await db(ctx)
    .updateTable('registry.staff')
    .set({ area_path: path })
    .where('enterprise_id', '=', enterpriseId)
    .returning(['person_id', 'until_day'])
    .execute()
  return done.flatMap((row) => (row.until_day === null ? [row.person_id] : []))
}

export const findStaffRow = (ctx: Ctx, id: string): Promise<StaffRow | undefined> =>
  db(ctx).selectFrom('registry.staff').selectAll().where('id', '=', id).executeTakeFirst()
export const pageStaff = (
  ctx: Ctx,
  { enterpriseId, alsoPast, after, limit }: { enterpriseId: string; alsoPast: boolean; after: string | null; limit: number },
): Promise<StaffRow[]> =>
  db(ctx)
    .selectFrom('registry.staff')
    .selectAll()
    .where('enterprise_id', '=', enterpriseId)
    .$if(!alsoPast, (q) => q.where('until_day', 'is', null))
    .$if(after !== null, (q) => q.where('id', '>', after!))
    .orderBy('id')
    .limit(limit)
    .execute()
export const listStaffNow = (ctx: Ctx, by: { enterpriseId: string } | { personId: string }): Promise<StaffRow[]> =>
  db(ctx)
    .selectFrom('registry.staff')
    .selectAll()
    .where('until_day', 'is', null)
    .$if('enterpriseId' in by, (q) => q.where('enterprise_id', '=', (by as { enterpriseId: string }).enterpriseId))
    // Who was written twice worked under either name.
    .$if('personId' in by, (q) => {
      const { personId } = by as { personId: string }
      return q.where(sql<boolean>`(person_id = ${personId} or person_id in (select p.id from registry.person as p where p.merged_into = ${personId}))`)
    })
    .orderBy('id')
    .execute()
export const listStaffEver = (ctx: Ctx, personId: string): Promise<StaffRow[]> =>
  db(ctx).selectFrom('registry.staff').selectAll().where('person_id', '=', personId).orderBy('id').execute()
export async function updateStaff(ctx: Ctx, id: string, change: Partial<Pick<StaffRow, 'person_id' | 'until_day'>>): Promise<void> {
  await db(ctx).updateTable('registry.staff').set(change).where('id', '=', id).execute()
}
/** Enterprise id → people who work there now. */
export async function countStaff(ctx: Ctx, enterpriseIds: readonly string[]): Promise<Map<string, number>> {
  if (enterpriseIds.length === 0) return new Map()
  const rows = await db(ctx)
    .selectFrom('registry.staff')
    .select(['enterprise_id', sql<number>`count(*)::int`.as('count')])
    .where(sql<boolean>`enterprise_id = any(${[...enterpriseIds]}::uuid[])`)
    .where('until_day', 'is', null)
    .groupBy('enterprise_id')
    .execute()
  return new Map(rows.map((row) => [row.enterprise_id, row.count]))
}
/** How many were added: who works there already is left as is. */
export async function insertStaff(ctx: Ctx, rows: readonly StaffRow[]): Promise<number> {
  if (rows.length === 0) return 0
  const done = await db(ctx)
    .insertInto('registry.staff')
    .values([...rows])
    .onConflict((conflict) => conflict.columns(['person_id', 'enterprise_id']).where('until_day', 'is', null).doNothing())
    .returning('id')
    .execute()
  return done.length
}
/** False when the time there was over already. */
export async function updateStaffEnd(ctx: Ctx, id: string, day: string): Promise<boolean> {
  const done = await db(ctx).updateTable('registry.staff').set({ until_day: day }).where('id', '=', id).where('until_day', 'is', null).returning('id').execute()
  return done.length === 1
}
export async function updateStaffEnds(ctx: Ctx, enterpriseId: string, day: string): Promise<string[]> {
  const done = await db(ctx)
    .updateTable('registry.staff')
    .set({ until_day: sql<string>`greatest(from_day, ${day}::date)` })
    .where('enterprise_id', '=', enterpriseId)
    .where('until_day', 'is', null)
    .returning('person_id')
    .execute()
  return done.map((row) => row.person_id)
}
/** Where somebody works who has no home here: the place the person's record belongs to. */
export async function workplaceOf(ctx: Ctx, personId: string): Promise<string | null> {
  const row = await db(ctx)
    .selectFrom('registry.staff')
    .select('area_path')
    .where('person_id', '=', personId)
    .where('until_day', 'is', null)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row?.area_path ?? null
}

export const listStaffBeneath = (ctx: Ctx, paths: readonly string[]): Promise<(StaffRow & { current_id: string | null })[]> =>
  paths.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('registry.staff as s')
        .leftJoin('registry.person as p', (join) => join.onRef('p.community_id', '=', 's.community_id').onRef('p.id', '=', 's.person_id'))
        .selectAll('s')
        .select('p.merged_into as current_id')
        .where('s.until_day', 'is', null)
        .where(beneath(paths, 's.area_path'))
        .orderBy('s.enterprise_id')
        .orderBy('s.id')
        .execute()
export const listCommunitiesOfStaff = async (ctx: Pick<Ctx, 'tx'>): Promise<string[]> =>
  (await db(ctx).selectFrom('registry.staff').select('community_id').where('until_day', 'is', null).groupBy('community_id').execute()).map(
    (row) => row.community_id,
  )
/** Who works for whom beneath these paths now: one row an employer, so that a district is a few thousand. */
export const listEmployedBeneath = async (ctx: Ctx, paths: readonly string[]): Promise<{ enterprise_id: string; person_ids: string[] }[]> =>
  paths.length === 0
    ? []
    : db(ctx)
        .selectFrom('registry.staff as s')
        .leftJoin('registry.person as p', (join) =>
          join.onRef('p.community_id', '=', 's.community_id').onRef('p.id', '=', 's.person_id').on('p.merged_into', 'is not', null),
        )
        .select(['s.enterprise_id', sql<string[]>`array_agg(distinct coalesce(p.merged_into, s.person_id))::text[]`.as('person_ids')])
        .where('s.until_day', 'is', null)
        .where(beneath(paths, 's.area_path'))
        .groupBy('s.enterprise_id')
        .execute()
