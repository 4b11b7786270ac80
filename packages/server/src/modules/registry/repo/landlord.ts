import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { beneath } from '../../../platform/sql.ts'
import type { LandlordHomeRow, LandlordRow, RegistryTables } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<RegistryTables>()

export const findLandlordRow = (ctx: Ctx, id: string): Promise<LandlordRow | undefined> =>
  db(ctx).selectFrom('registry.landlord').selectAll().where('id', '=', id).executeTakeFirst()
export const listLandlordRows = async (ctx: Ctx, ids: readonly string[]): Promise<LandlordRow[]> =>
  ids.length === 0
    ? []
    : db(ctx)
        .selectFrom('registry.landlord')
        .selectAll()
        .where(sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`)
        .execute()

/** Locked: two reports of one landlord are counted one after the other. */
export const findLandlordByCode = (ctx: Ctx, codeIndex: Buffer): Promise<LandlordRow | undefined> =>
  db(ctx)
    .selectFrom('registry.landlord')
    .selectAll()
    .where('code_index', '=', codeIndex)
    .where('closed_at', 'is', null)
    .where('link_until', '>', ctx.now)
    .forUpdate()
    .executeTakeFirst()

export type LandlordPage = { paths: readonly string[]; homeId: string | null; silentBy: { otherwiseDays: number } | null; after: string | null; limit: number }
/** Landlords with a home beneath one of these paths, in the order they were entered. */
export const pageLandlords = (ctx: Ctx, { paths, homeId, silentBy, after, limit }: LandlordPage): Promise<LandlordRow[]> =>
  paths.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('registry.landlord as l')
        .selectAll('l')
        .where('l.closed_at', 'is', null)
        .where((eb) =>
          eb.exists(
            eb
              .selectFrom('registry.landlord_home as h')
              .select('h.id')
              .whereRef('h.landlord_id', '=', 'l.id')
              .where('h.until_day', 'is', null)
              .where(beneath(paths, 'h.area_path'))
              .$if(homeId !== null, (q) => q.where('h.home_id', '=', homeId!)),
          ),
        )
        .$if(silentBy !== null, (q) => q.where(silentSince(ctx.now, silentBy!.otherwiseDays)))
        .$if(after !== null, (q) => q.where('l.id', '>', after!))
        .orderBy('l.id')
        .limit(limit)
        .execute()
const silentSince = (now: Date, otherwiseDays: number) => sql<boolean>`
  coalesce(l.heard_at, l.created_at) < ${now}::timestamptz
    - make_interval(days => coalesce((select s.silent_days from registry.landlord_setting as s where s.community_id = l.community_id), ${otherwiseDays}))`

/** Silent, and not yet told of since the last word. */
export const listNewlySilent = (ctx: Ctx, otherwiseDays: number, limit: number): Promise<Pick<LandlordRow, 'community_id' | 'id'>[]> =>
  db(ctx)
    .selectFrom('registry.landlord as l')
    .select(['l.community_id', 'l.id'])
    .where('l.closed_at', 'is', null)
    .where(silentSince(ctx.now, otherwiseDays))
    .where(sql<boolean>`(l.silent_told_at is null or l.silent_told_at < coalesce(l.heard_at, l.created_at))`)
    .orderBy('l.id')
    .limit(limit)
    .execute()
export async function updateSilentTold(ctx: Ctx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await db(ctx)
      .updateTable('registry.landlord')
      .set({ silent_told_at: ctx.now })
      .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
      .execute()
}

export async function insertLandlord(ctx: Ctx, row: LandlordRow): Promise<void> {
  await db(ctx).insertInto('registry.landlord').values(row).execute()
}
/** False when the row is not any more as it was read. */
export async function updateLandlord(ctx: Ctx, id: string, version: number, change: Partial<LandlordRow>): Promise<boolean> {
  const done = await db(ctx)
    .updateTable('registry.landlord')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('closed_at', 'is', null)
    .returning('id')
    .execute()
  return done.length === 1
}
/** The link and the last word are not what an office edits: they change beside its version. */
export async function updateLink(ctx: Ctx, id: string, link: Pick<LandlordRow, 'code_index' | 'link_until'>): Promise<void> {
  await db(ctx).updateTable('registry.landlord').set(link).where('id', '=', id).execute()
}
export async function updateHeard(ctx: Ctx, id: string): Promise<void> {
  await db(ctx).updateTable('registry.landlord').set({ heard_at: ctx.now }).where('id', '=', id).execute()
}

/** Homes that these landlords let now, as far as they are seen. */
export const listLandlordHomes = async (ctx: Ctx, landlordIds: readonly string[]): Promise<LandlordHomeRow[]> =>
  landlordIds.length === 0
    ? []
    : db(ctx)
        .selectFrom('registry.landlord_home')
        .selectAll()
        .where(sql<boolean>`landlord_id = any(${[...landlordIds]}::uuid[])`)
        .where('until_day', 'is', null)
        .orderBy('id')
        .execute()
/** Of one of these homes, whoever let it and whenever. */
export const listLettingsOf = (ctx: Ctx, homeIds: readonly string[]): Promise<LandlordHomeRow[]> =>
  db(ctx)
    .selectFrom('registry.landlord_home')
    .selectAll()
    .where(sql<boolean>`home_id = any(${[...homeIds]}::uuid[])`)
    .orderBy('id')
    .execute()
/** Who lets these homes now. */
export const listLettingsNow = (ctx: Ctx, homeIds: readonly string[]): Promise<LandlordHomeRow[]> =>
  db(ctx)
    .selectFrom('registry.landlord_home')
    .selectAll()
    .where(sql<boolean>`home_id = any(${[...homeIds]}::uuid[])`)
    .where('until_day', 'is', null)
    .execute()
export const listLettings = async (ctx: Ctx, ids: readonly string[]): Promise<LandlordHomeRow[]> =>
  ids.length === 0
    ? []
    : db(ctx)
        .selectFrom('registry.landlord_home')
        .selectAll()
        .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
        .orderBy('id')
        .execute()
export async function updateLettingsHome(ctx: Ctx, ids: readonly string[], home: { id: string; area_path: string }): Promise<void> {
  if (ids.length > 0)
    await db(ctx)
      .updateTable('registry.landlord_home')
      .set({ home_id: home.id, area_path: home.area_path })
      .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
      .execute()
}
export async function updateLandlordPlace(ctx: Ctx, id: string, path: string): Promise<void> {
  await db(ctx).updateTable('registry.landlord').set({ area_path: path }).where('id', '=', id).where('area_path', '<>', path).execute()
}
/** False when one of the homes has a landlord already. */
export async function insertLandlordHomes(ctx: Ctx, rows: readonly LandlordHomeRow[]): Promise<boolean> {
  if (rows.length === 0) return true
  const done = await db(ctx)
    .insertInto('registry.landlord_home')
    .values([...rows])
    .onConflict((conflict) => conflict.column('home_id').where('until_day', 'is', null).doNothing())
    .returning('id')
    .execute()
  return done.length === rows.length
}
export async function updateLandlordHomesEnd(ctx: Ctx, ids: readonly string[], day: string): Promise<void> {
  if (ids.length > 0)
    await db(ctx)
      .updateTable('registry.landlord_home')
      .set({ until_day: sql<string>`greatest(from_day, ${day}::date)` })
      .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
      .execute()
}

export async function listSilentDays(ctx: Ctx, communityIds: readonly string[]): Promise<Map<string, number>> {
  if (communityIds.length === 0) return new Map()
  const rows = await db(ctx)
    .selectFrom('registry.landlord_setting')
    .selectAll()
    .where(sql<boolean>`community_id = any(${[...new Set(communityIds)]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.community_id, row.silent_days]))
}
export async function putSilentDays(ctx: Ctx, row: { community_id: string; area_path: string; silent_days: number }): Promise<void> {
  await db(ctx)
    .insertInto('registry.landlord_setting')
    .values(row)
    .onConflict((conflict) => conflict.column('community_id').doUpdateSet({ silent_days: row.silent_days, area_path: row.area_path }))
    .execute()
}
