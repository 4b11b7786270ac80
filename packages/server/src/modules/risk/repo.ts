import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import type { RiskAreaRow, RiskChangeRow, RiskTables } from './tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<RiskTables>()

/** A street under measures lists hundreds; more than these is a mistake. */
const MOST = 5_000

export const listSince = (ctx: Pick<Ctx, 'tx'>, day: string): Promise<RiskAreaRow[]> =>
  db(ctx)
    .selectFrom('risk.risk_area')
    .selectAll()
    .where((e) => e.or([e('until_day', 'is', null), e('until_day', '>=', day)]))
    .orderBy('name')
    .orderBy('id')
    .limit(MOST)
    .execute()

/** Of these paths and of those above them: with a last day not yet past, or past. */
export const listRiskAreas = (ctx: Ctx, paths: readonly string[], state: 'active' | 'ended', today: string): Promise<RiskAreaRow[]> =>
  db(ctx)
    .selectFrom('risk.risk_area')
    .selectAll()
    .where(sql<boolean>`exists (select from unnest(${[...paths]}::text[]) p where starts_with(area_path, p) or starts_with(p, area_path))`)
    .where((e) => (state === 'ended' ? e('until_day', '<', today) : e.or([e('until_day', 'is', null), e('until_day', '>=', today)])))
    .orderBy(sql`case level when 'high' then 0 when 'medium' then 1 else 2 end`)
    .orderBy('name')
    .orderBy('id')
    .limit(MOST)
    .execute()

export const findRiskArea = (ctx: Ctx, id: string): Promise<RiskAreaRow | undefined> =>
  db(ctx).selectFrom('risk.risk_area').selectAll().where('id', '=', id).executeTakeFirst()

export const lockRiskArea = (ctx: Ctx, id: string): Promise<RiskAreaRow | undefined> =>
  db(ctx).selectFrom('risk.risk_area').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** @returns the ids that went in: a place listed already, or an id that was used, is left out */
export async function insertRiskAreas(ctx: Ctx, rows: readonly RiskAreaRow[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const done = await db(ctx)
    .insertInto('risk.risk_area')
    .values([...rows])
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .execute()
  return new Set(done.map((row) => row.id))
}

export async function isListed(ctx: Ctx, areaId: string, entryKey: string, exceptId: string): Promise<boolean> {
  const row = await db(ctx)
    .selectFrom('risk.risk_area')
    .select('id')
    .where('area_id', '=', areaId)
    .where('entry_key', '=', entryKey)
    .where('id', '<>', exceptId)
    .executeTakeFirst()
  return row !== undefined
}

export async function updateRiskArea(ctx: Ctx, { id, ...row }: RiskAreaRow): Promise<void> {
  await db(ctx).updateTable('risk.risk_area').set(row).where('id', '=', id).execute()
}

export async function insertChanges(ctx: Ctx, rows: readonly RiskChangeRow[]): Promise<void> {
  if (rows.length > 0)
    await db(ctx)
      .insertInto('risk.risk_change')
      .values([...rows])
      .execute()
}

export const listChanges = (ctx: Ctx, riskAreaId: string): Promise<RiskChangeRow[]> =>
  db(ctx).selectFrom('risk.risk_change').selectAll().where('risk_area_id', '=', riskAreaId).orderBy('at', 'desc').orderBy('id', 'desc').limit(200).execute()
