import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { beneath } from '../../../platform/sql.ts'
import type { RegistryTables, TenantDecisionRow, TenantReportRow } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<RegistryTables>()

export type DecidedReport = TenantReportRow & { outcome: TenantDecisionRow['outcome'] | null; reason: Buffer | null; decided_at: Date | null }
const withDecision = (ctx: Ctx) =>
  db(ctx)
    .selectFrom('registry.tenant_report as r')
    .leftJoin('registry.tenant_decision as d', (join) => join.onRef('d.community_id', '=', 'r.community_id').onRef('d.report_id', '=', 'r.id'))
    .selectAll('r')
    .select(['d.outcome', 'd.reason', 'd.decided_at'])

export const findReport = (ctx: Ctx, id: string): Promise<DecidedReport | undefined> =>
  withDecision(ctx).where('r.id', '=', id).executeTakeFirst() as Promise<DecidedReport | undefined>

/** The landlord's own, the newest first. */
export const listReportsOfLandlord = (ctx: Ctx, landlordId: string, limit: number): Promise<DecidedReport[]> =>
  withDecision(ctx).where('r.landlord_id', '=', landlordId).orderBy('r.reported_at', 'desc').orderBy('r.id', 'desc').limit(limit).execute() as Promise<
    DecidedReport[]
  >

type ReportPage = { paths: readonly string[]; landlordId: string | null; onlyWaiting: boolean; after: string | null; limit: number }
const sought = ({ paths, landlordId, onlyWaiting }: Pick<ReportPage, 'paths' | 'landlordId' | 'onlyWaiting'>) =>
  sql<boolean>`${beneath(paths, 'r.area_path')} ${landlordId === null ? sql`` : sql`and r.landlord_id = ${landlordId}`} ${
    onlyWaiting
      ? sql`and r.kind <> 'stillThere' and not exists (select 1 from registry.tenant_decision as w where w.community_id = r.community_id and w.report_id = r.id)`
      : sql``
  }`
/** What waits: the oldest first, as it is worked through. Otherwise the newest first. */
export const pageReports = (ctx: Ctx, page: ReportPage): Promise<DecidedReport[]> =>
  page.paths.length === 0
    ? Promise.resolve([])
    : (withDecision(ctx)
        .where(sought(page))
        // By our own clock: the id is the phone's, and a phone's clock is no order.
        .$if(page.after !== null, (q) =>
          q.where(
            sql<boolean>`(r.reported_at, r.id) ${page.onlyWaiting ? sql`>` : sql`<`} (select c.reported_at, c.id from registry.tenant_report as c where c.id = ${page.after})`,
          ),
        )
        .orderBy('r.reported_at', page.onlyWaiting ? 'asc' : 'desc')
        .orderBy('r.id', page.onlyWaiting ? 'asc' : 'desc')
        .limit(page.limit)
        .execute() as Promise<DecidedReport[]>)
export async function countWaiting(ctx: Ctx, paths: readonly string[], landlordId: string | null = null): Promise<number> {
  if (paths.length === 0) return 0
  const { count } = await db(ctx)
    .selectFrom('registry.tenant_report as r')
    .select(sql<number>`count(*)::int`.as('count'))
    .where(sought({ paths, landlordId, onlyWaiting: true }))
    .executeTakeFirstOrThrow()
  return count
}
/** Landlord id → reports waiting. */
export async function countWaitingOf(ctx: Ctx, landlordIds: readonly string[]): Promise<Map<string, number>> {
  if (landlordIds.length === 0) return new Map()
  const rows = await db(ctx)
    .selectFrom('registry.tenant_report as r')
    .select(['r.landlord_id', sql<number>`count(*)::int`.as('count')])
    .where(sql<boolean>`r.landlord_id = any(${[...landlordIds]}::uuid[])`)
    .where(sought({ paths: ['/'], landlordId: null, onlyWaiting: true }))
    .groupBy('r.landlord_id')
    .execute()
  return new Map(rows.map((row) => [row.landlord_id, row.count]))
}
export async function countSince(ctx: Ctx, landlordId: string, since: Date): Promise<number> {
  const { count } = await db(ctx)
    .selectFrom('registry.tenant_report')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('landlord_id', '=', landlordId)
    .where('reported_at', '>', since)
    .executeTakeFirstOrThrow()
  return count
}
export async function countOthers(ctx: Ctx, reportIds: readonly string[]): Promise<Map<string, number>> {
  if (reportIds.length === 0) return new Map()
  const rows = await db(ctx)
    .selectFrom('registry.tenant_report_other')
    .select(['report_id', sql<number>`count(*)::int`.as('count')])
    .where(sql<boolean>`report_id = any(${[...reportIds]}::uuid[])`)
    .groupBy('report_id')
    .execute()
  return new Map(rows.map((row) => [row.report_id, row.count]))
}

/** False when a report of this id is there already. */
export async function insertReport(ctx: Ctx, row: TenantReportRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('registry.tenant_report')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute()
  return done.length === 1
}
export async function insertReportOther(ctx: Ctx, row: RegistryTables['registry.tenant_report_other']): Promise<void> {
  await db(ctx).insertInto('registry.tenant_report_other').values(row).execute()
}
/** False when somebody decided before. */
export async function insertDecision(ctx: Ctx, row: TenantDecisionRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('registry.tenant_decision')
    .values(row)
    .onConflict((conflict) => conflict.columns(['community_id', 'report_id']).doNothing())
    .returning('report_id')
    .execute()
  return done.length === 1
}
