import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { GateTables, OnlyOpenRow } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<GateTables>()

/** Those that run at a time, of these areas. */
export const listOnlyOpen = (ctx: Pick<Ctx, 'tx'>, areaIds: readonly string[], at: Date): Promise<OnlyOpenRow[]> =>
  db(ctx)
    .selectFrom('gate.only_open')
    .selectAll()
    .where(sql<boolean>`area_id = any(${[...new Set(areaIds)]}::uuid[])`)
    .where('ended_at', 'is', null)
    .where('until', '>', at)
    .execute()

/** The only open gate of an area, as people call it; null: none is the only one. */
export async function nameOfOnlyOpen(ctx: Pick<Ctx, 'tx'>, areaId: string, at: Date): Promise<string | null> {
  const row = await db(ctx)
    .selectFrom('gate.only_open as o')
    .innerJoin('gate.gate as g', 'g.id', 'o.gate_id')
    .select('g.name')
    .where('o.area_id', '=', areaId)
    .where('o.ended_at', 'is', null)
    .where('o.until', '>', at)
    .executeTakeFirst()
  return row?.name ?? null
}

export const communitiesWhereOnlyOpenEnded = async (ctx: Ctx, after: Date, until: Date): Promise<string[]> =>
  (
    await db(ctx)
      .selectFrom('gate.only_open')
      .select('community_id')
      .distinct()
      .where('ended_at', 'is', null)
      .where('until', '>', after)
      .where('until', '<=', until)
      .execute()
  ).map((row) => row.community_id)

export async function insertOnlyOpen(ctx: Ctx, row: OnlyOpenRow): Promise<void> {
  await db(ctx).insertInto('gate.only_open').values(row).execute()
}

/** Of an area, also one whose time is over; false when there was none. */
export async function endOnlyOpen(ctx: Ctx, areaId: string, accountId: string | null): Promise<boolean> {
  const row = await db(ctx)
    .updateTable('gate.only_open')
    .set({ ended_at: ctx.now, ended_by: accountId })
    .where('area_id', '=', areaId)
    .where('ended_at', 'is', null)
    .returning('until')
    .executeTakeFirst()
  return row !== undefined && row.until > ctx.now
}
