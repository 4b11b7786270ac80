// Homes that are split, joined and moved: many at once, one statement each.
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { HomeRow, RegistryTables, ResidencyRow } from '../tables.ts'

const db = (ctx: Ctx) => ctx.tx.withTables<RegistryTables>()

/** In one order, so that two who reshape wait for each other. */
export const lockHomeRows = (ctx: Ctx, ids: readonly string[]): Promise<HomeRow[]> =>
  db(ctx)
    .selectFrom('registry.home')
    .selectAll()
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
/** Homes directly in an area, retired ones too. */
export const listHomesOfArea = (ctx: Ctx, communityId: string, areaId: string): Promise<HomeRow[]> =>
  db(ctx).selectFrom('registry.home').selectAll().where('community_id', '=', communityId).where('area_id', '=', areaId).execute()

/** Those of these homes whose doors are taken in an area by others than themselves. */
export async function listMeetingDoors(ctx: Ctx, communityId: string, areaId: string, homeIds: readonly string[]): Promise<string[]> {
  const found = await sql<{ id: string }>`select h.id from registry.home h
    where h.community_id = ${communityId}::uuid and h.retired_at is null and h.id = any(${[...homeIds]}::uuid[])
      and exists (select 1 from registry.home o where o.community_id = h.community_id and o.retired_at is null and o.id <> h.id and o.door_key = h.door_key
        and (o.area_id = ${areaId}::uuid or o.id = any(${[...homeIds]}::uuid[])))`.execute(ctx.tx)
  return found.rows.map((row) => row.id)
}

/** The rows themselves; their paths are moved by the platform with all that hangs on them. */
export async function updateHomesArea(ctx: Ctx, areaId: string, homes: readonly { id: string; ordinal: number }[]): Promise<void> {
  await sql`update registry.home h set area_id = ${areaId}::uuid, ordinal = r.ordinal, version = h.version + 1
    from jsonb_to_recordset(${JSON.stringify(homes)}::jsonb) as r (id uuid, ordinal int) where h.id = r.id`.execute(ctx.tx)
}
export async function insertHomeHistories(
  ctx: Ctx,
  rows: readonly { community_id: string; id: string; area_path: string; home_id: string; what: string; other_id: string | null; detail: string | null }[],
): Promise<void> {
  await sql`insert into registry.history (community_id, id, area_path, at, account_id, home_id, what, other_id, detail)
    select community_id, id, area_path, ${ctx.now}::timestamptz, ${ctx.actor.kind === 'account' ? ctx.actor.id : null}::uuid, home_id, what, other_id, detail
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (community_id uuid, id uuid, area_path text, home_id uuid, what text, other_id uuid, detail text)`.execute(
    ctx.tx,
  )
}

export async function updateHome(ctx: Ctx, id: string, version: number, change: Partial<HomeRow>): Promise<boolean> {
  const done = await db(ctx)
    .updateTable('registry.home')
    .set({ version: version + 1, ...change })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .execute()
  return done.length === 1
}
export const listResidenciesOfHome = (ctx: Ctx, communityId: string, homeId: string): Promise<ResidencyRow[]> =>
  db(ctx).selectFrom('registry.residency').selectAll().where('community_id', '=', communityId).where('home_id', '=', homeId).orderBy('id').execute()
/** Residencies, and the people whose main home it was, go to another home with their place. */
export async function updateResidenciesHome(ctx: Ctx, ids: readonly string[], home: Pick<HomeRow, 'id' | 'area_path'>): Promise<void> {
  if (ids.length === 0) return
  await db(ctx)
    .updateTable('registry.residency')
    .set({ home_id: home.id, area_path: home.area_path })
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute()
}
export async function updatePeopleHome(ctx: Ctx, ids: readonly string[], home: Pick<HomeRow, 'id' | 'area_path'>, step: number): Promise<void> {
  if (ids.length === 0) return
  await db(ctx)
    .updateTable('registry.person')
    .set({ home_id: home.id, area_path: home.area_path, version: sql<number>`version + ${step}::int` })
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute()
}
export const listMainResidents = (ctx: Ctx, communityId: string, homeId: string): Promise<{ id: string }[]> =>
  db(ctx).selectFrom('registry.person').select('id').where('community_id', '=', communityId).where('home_id', '=', homeId).execute()

/** What a home made by a split becomes when the split is taken back: an empty row that points to where it came from. */
export async function keepRetiredBefore(
  ctx: Ctx,
  set: { community_id: string; id: string },
  home: Pick<HomeRow, 'community_id' | 'id'>,
  intoId: string,
): Promise<void> {
  await sql`insert into registry.reshaping_row (community_id, reshaping_id, area_path, of_table, row_id, before)
    select h.community_id, ${set.id}::uuid, h.area_path, 'registry.home', h.id,
      to_jsonb(h) || jsonb_build_object('retired_at', ${ctx.now}::timestamptz, 'merged_into', ${intoId}::uuid)
    from registry.home h where h.community_id = ${home.community_id}::uuid and h.id = ${home.id}::uuid`.execute(ctx.tx)
}
