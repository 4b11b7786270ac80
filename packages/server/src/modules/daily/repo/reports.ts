import { sql } from 'kysely'
import { beyond } from '../../../platform/paths.ts'
import type { ReportRow } from '../tables.ts'
import { db, type Reading } from './db.ts'

/** Subjects under these paths whose report of the day stands. */
export async function listReportedUnder(ctx: Reading, paths: readonly string[], day: string): Promise<Set<string>> {
  const rows = await db(ctx)
    .selectFrom('daily.report')
    .select('subject_id')
    .where('day', '=', day)
    .where('voided_at', 'is', null)
    .where((e) => e.or(paths.map((path) => e.and([e('area_path', '>=', path), e('area_path', '<', beyond(path))]))))
    .execute()
  return new Set(rows.map((row) => row.subject_id))
}

export const listReports = (ctx: Reading, subjectIds: readonly string[], day: string): Promise<ReportRow[]> =>
  db(ctx)
    .selectFrom('daily.report')
    .selectAll()
    .where('day', '=', day)
    .where('voided_at', 'is', null)
    .where(sql<boolean>`subject_id = any(${[...subjectIds]}::uuid[])`)
    .execute()

export async function insertReports(ctx: Reading, reports: readonly ReportRow[]): Promise<void> {
  if (reports.length === 0) return
  // Two heads of one building may press at once: the first name stands.
  await db(ctx)
    .insertInto('daily.report')
    .values([...reports])
    .onConflict((oc) => oc.doNothing())
    .execute()
}

type Void = { at: Date; by: string | null; kind: 'takenBack' | 'contradicted'; reason: Buffer | null }
/** False when no report of the subject stood. */
export async function voidReport(ctx: Reading, subjectId: string, day: string, { at, by, kind, reason }: Void): Promise<boolean> {
  const rows = await db(ctx)
    .updateTable('daily.report')
    .set({ voided_at: at, voided_by: by, void_kind: kind, void_reason: reason })
    .where('subject_id', '=', subjectId)
    .where('day', '=', day)
    .where('voided_at', 'is', null)
    .returning('id')
    .execute()
  return rows.length > 0
}
