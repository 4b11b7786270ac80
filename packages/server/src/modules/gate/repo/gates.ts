import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { GateRow, GateTables } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<GateTables>()
const asJson = (hours: GateRow['hours']) => sql<GateRow['hours']>`${JSON.stringify(hours)}::jsonb`

export const findGate = (ctx: Pick<Ctx, 'tx'>, id: string): Promise<GateRow | undefined> =>
  db(ctx).selectFrom('gate.gate').selectAll().where('id', '=', id).executeTakeFirst()

export const listGatesUnder = (ctx: Ctx, paths: readonly string[]): Promise<GateRow[]> =>
  db(ctx)
    .selectFrom('gate.gate')
    .selectAll()
    .where(sql<boolean>`exists (select from unnest(${[...paths]}::text[]) as path where starts_with(area_path, path))`)
    .orderBy('area_path')
    .orderBy('name')
    .execute()

export const listGatesOfCommunity = (ctx: Ctx, communityId: string): Promise<GateRow[]> =>
  db(ctx).selectFrom('gate.gate').selectAll().where('community_id', '=', communityId).orderBy('name').execute()

export const listGatesOfArea = (ctx: Ctx, areaId: string): Promise<GateRow[]> =>
  db(ctx).selectFrom('gate.gate').selectAll().where('area_id', '=', areaId).execute()

/** Those that go by the clock. */
export const listGatesWithHours = (ctx: Ctx): Promise<GateRow[]> =>
  db(ctx)
    .selectFrom('gate.gate')
    .selectAll()
    .where(sql<boolean>`is_open and hours <> '[]'::jsonb`)
    .execute()

export async function findGates(ctx: Ctx, ids: readonly string[]): Promise<Map<string, GateRow>> {
  const rows = await db(ctx)
    .selectFrom('gate.gate')
    .selectAll()
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export async function gateNames(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db(ctx)
    .selectFrom('gate.gate')
    .select(['id', 'name'])
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** False when this area has a gate of that name already. */
export async function insertGate(ctx: Ctx, gate: GateRow): Promise<boolean> {
  const row = await db(ctx)
    .insertInto('gate.gate')
    .values({ ...gate, hours: asJson(gate.hours) })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export type GateChange = Partial<Pick<GateRow, 'is_open' | 'isolation_area'>>
export async function updateGate(ctx: Ctx, id: string, change: GateChange): Promise<void> {
  await db(ctx).updateTable('gate.gate').set(change).where('id', '=', id).execute()
}

export async function updateGateHours(ctx: Ctx, id: string, hours: GateRow['hours'], dropZone: string | null): Promise<void> {
  await db(ctx)
    .updateTable('gate.gate')
    .set({ hours: asJson(hours), drop_zone: dropZone })
    .where('id', '=', id)
    .execute()
}
