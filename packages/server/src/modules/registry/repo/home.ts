import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { beyond } from '../../../platform/paths.ts'
import { beneath } from '../../../platform/sql.ts'
import type { HomeRow, RegistryTables } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<RegistryTables>()

export type NewHomeRow = Omit<HomeRow, 'order_key'>

export const findHomeRow = (ctx: Ctx, id: string): Promise<HomeRow | undefined> =>
  db(ctx).selectFrom('registry.home').selectAll().where('id', '=', id).executeTakeFirst()
/** The home this id stands for today: one that was joined to another points on. */
export async function findCurrentHome(ctx: Ctx, id: string): Promise<HomeRow | undefined> {
  let home = await findHomeRow(ctx, id)
  for (let step = 0; home?.merged_into && step < MOST_STEPS; step += 1) home = await findHomeRow(ctx, home.merged_into)
  return home
}
const MOST_STEPS = 50
/** Asked id → the home it stands for today. */
export async function listCurrentHomes(ctx: Pick<Ctx, 'tx'>, ids: readonly string[]): Promise<Map<string, HomeRow>> {
  const found = new Map((await listHomes(ctx, ids)).map((home) => [home.id, home]))
  let missing = [...found.values()].flatMap((home) => (home.merged_into !== null && !found.has(home.merged_into) ? [home.merged_into] : []))
  for (let step = 0; missing.length > 0 && step < MOST_STEPS; step += 1) {
    const more = await listHomes(ctx, missing)
    for (const home of more) found.set(home.id, home)
    missing = more.flatMap((home) => (home.merged_into !== null && !found.has(home.merged_into) ? [home.merged_into] : []))
  }
  const current = (id: string): HomeRow | undefined => {
    let home = found.get(id)
    while (home?.merged_into) home = found.get(home.merged_into)
    return home
  }
  return new Map(ids.flatMap((id) => (current(id) ? [[id, current(id)!] as const] : [])))
}
export const listHomes = async (ctx: Pick<Ctx, 'tx'>, ids: readonly string[]): Promise<HomeRow[]> =>
  ids.length === 0
    ? []
    : db(ctx)
        .selectFrom('registry.home')
        .selectAll()
        .where(sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`)
        .execute()

/** Homes beneath an area, as one reads a building. */
export const listHomesBeneath = (ctx: Ctx, path: string): Promise<HomeRow[]> =>
  db(ctx)
    .selectFrom('registry.home')
    .selectAll()
    .where('area_path', '>=', path)
    .where('area_path', '<', beyond(path))
    .where('retired_at', 'is', null)
    .orderBy('order_key')
    .execute()

export const listHomesByKeys = async (ctx: Ctx, paths: readonly string[], doorKeys: readonly string[], limit: number): Promise<HomeRow[]> =>
  paths.length === 0
    ? []
    : db(ctx)
        .selectFrom('registry.home')
        .selectAll()
        .where(beneath(paths))
        .where('door_key', 'in', [...doorKeys])
        .where('retired_at', 'is', null)
        .orderBy('area_path')
        .limit(limit)
        .execute()
export const listHomesOfCommunity = (ctx: Ctx, communityId: string, doorKeys: readonly string[]): Promise<HomeRow[]> =>
  db(ctx)
    .selectFrom('registry.home')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('door_key', 'in', [...doorKeys])
    .where('retired_at', 'is', null)
    .limit(500)
    .execute()

export async function isDoorTaken(ctx: Ctx, communityId: string, areaId: string, doorKey: string): Promise<boolean> {
  const row = await db(ctx)
    .selectFrom('registry.home')
    .select('id')
    .where('community_id', '=', communityId)
    .where('area_id', '=', areaId)
    .where('door_key', '=', doorKey)
    .where('retired_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}
/** Its place in the reading order is the database's doing. */
export async function insertHome(ctx: Ctx, row: NewHomeRow): Promise<void> {
  await db(ctx)
    .insertInto('registry.home')
    .values(row as HomeRow)
    .execute()
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
