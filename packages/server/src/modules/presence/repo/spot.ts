import { beneath } from '../../../platform/sql.ts'
import type { SpotRow } from '../tables.ts'
import { db, type Tx } from './db.ts'
import { sql } from 'kysely'

/** False when there is one of this id, or an open one of this name there. */
export async function insertSpot(ctx: Tx, row: SpotRow): Promise<boolean> {
  const made = await db(ctx)
    .insertInto('presence.spot')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}
export const findSpot = (ctx: Tx, id: string): Promise<SpotRow | undefined> =>
  db(ctx).selectFrom('presence.spot').selectAll().where('id', '=', id).executeTakeFirst()
export const findSpotByCode = (ctx: Tx, code: string): Promise<SpotRow | undefined> =>
  db(ctx).selectFrom('presence.spot').selectAll().where('code', '=', code).executeTakeFirst()
export const listSpots = (ctx: Tx, path: string, limit: number): Promise<SpotRow[]> =>
  db(ctx)
    .selectFrom('presence.spot')
    .selectAll()
    .where(beneath([path]))
    .orderBy(sql`closed_at is not null`)
    .orderBy('name')
    .limit(limit)
    .execute()
export async function updateSpot(ctx: Tx, row: Pick<SpotRow, 'community_id' | 'id'>, change: Partial<SpotRow>): Promise<void> {
  await db(ctx).updateTable('presence.spot').set(change).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}
export async function spotsByIds(ctx: Tx, ids: readonly string[]): Promise<Map<string, SpotRow>> {
  if (ids.length === 0) return new Map()
  const rows = await db(ctx)
    .selectFrom('presence.spot')
    .selectAll()
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
