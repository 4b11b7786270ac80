import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { HomeRow, RegistryTables } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<RegistryTables>()
const beyond = (path: string) => `${path.slice(0, -1)}0`

export const findHomeRow = (ctx: Ctx, id: string): Promise<HomeRow | undefined> =>
  db(ctx).selectFrom('registry.home').selectAll().where('id', '=', id).executeTakeFirst()
export const listHomes = async (ctx: Pick<Ctx, 'tx'>, ids: readonly string[]): Promise<HomeRow[]> =>
  ids.length === 0
    ? []
    : db(ctx)
        .selectFrom('registry.home')
        .selectAll()
        .where(sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`)
        .execute()

/** Homes beneath an area, in no particular order (paths order by text: '/10/' before '/2/'). */
export const listHomesBeneath = (ctx: Ctx, path: string): Promise<HomeRow[]> =>
  db(ctx).selectFrom('registry.home').selectAll().where('area_path', '>=', path).where('area_path', '<', beyond(path)).execute()

export const listHomesByKeys = async (ctx: Ctx, paths: readonly string[], doorKeys: readonly string[], limit: number): Promise<HomeRow[]> =>
  paths.length === 0
    ? []
    : db(ctx)
        .selectFrom('registry.home')
        .selectAll()
        .where(
          sql<boolean>`(${sql.join(
            paths.map((path) => sql`(area_path >= ${path} and area_path < ${beyond(path)})`),
            sql` or `,
          )})`,
        )
        .where('door_key', 'in', [...doorKeys])
        .orderBy('area_path')
        .limit(limit)
        .execute()
export const listHomesOfCommunity = (ctx: Ctx, communityId: string, doorKeys: readonly string[]): Promise<HomeRow[]> =>
  db(ctx)
    .selectFrom('registry.home')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('door_key', 'in', [...doorKeys])
    .limit(500)
    .execute()

export async function isDoorTaken(ctx: Ctx, communityId: string, areaId: string, doorKey: string): Promise<boolean> {
  const row = await db(ctx)
    .selectFrom('registry.home')
    .select('id')
    .where('community_id', '=', communityId)
    .where('area_id', '=', areaId)
    .where('door_key', '=', doorKey)
    .executeTakeFirst()
  return row !== undefined
}
export async function insertHome(ctx: Ctx, row: HomeRow): Promise<void> {
  await db(ctx).insertInto('registry.home').values(row).execute()
}
/** False when the row is not any more as it was read. */
export async function updateHomeUse(ctx: Ctx, id: string, version: number, use: HomeRow['use']): Promise<boolean> {
  const done = await db(ctx)
    .updateTable('registry.home')
    .set({ use, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .execute()
  return done.length === 1
}

export async function markHomeLeanedOn(ctx: Ctx, id: string): Promise<void> {
  await db(ctx).updateTable('registry.home').set({ leaned_on: true }).where('id', '=', id).execute()
}
