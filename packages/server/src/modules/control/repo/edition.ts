import type { EditionEffect } from '@xiaomen/rules/control'
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { beneath } from '../../../platform/sql.ts'
import type { ControlCaseRow, EditionLineRow, EditionRunRow } from '../tables.ts'
import { db, ofCases, type Tx } from './db.ts'

export async function insertRun(ctx: Ctx, row: EditionRunRow): Promise<void> {
  await db(ctx)
    .insertInto('control.edition_run')
    .values({ ...row, counts: JSON.stringify(row.counts) })
    .execute()
}
export const findRun = (ctx: Tx, id: string): Promise<EditionRunRow | undefined> =>
  db(ctx).selectFrom('control.edition_run').selectAll().where('id', '=', id).executeTakeFirst()
/** For a change that depends on the state it finds. */
export const lockRun = (ctx: Tx, id: string): Promise<EditionRunRow | undefined> =>
  db(ctx).selectFrom('control.edition_run').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export const listRuns = (ctx: Tx, paths: readonly string[]): Promise<EditionRunRow[]> =>
  db(ctx).selectFrom('control.edition_run').selectAll().where(beneath(paths)).orderBy('previewed_at', 'desc').orderBy('id', 'desc').limit(100).execute()
export async function updateRun(ctx: Tx, id: string, change: Partial<EditionRunRow>): Promise<void> {
  await db(ctx)
    .updateTable('control.edition_run')
    .set('counts' in change ? { ...change, counts: JSON.stringify(change.counts) } : change)
    .where('id', '=', id)
    .execute()
}

type Key = { communityId: string; id: string }
const afterKey = (column: 'id' | 'case_id', after: Key | null) =>
  after === null ? sql<boolean>`true` : sql<boolean>`(community_id, ${sql.ref(column)}) > (${after.communityId}::uuid, ${after.id}::uuid)`
const OPEN = ['planned', 'active', 'extended', 'dueForRelease'] as const

type Of = Pick<EditionRunRow, 'area_path' | 'pack_id' | 'edition'>
/** What a change of edition asks of a case beside its facts. */
export type Concerned = Pick<ControlCaseRow, 'community_id' | 'id' | 'area_path' | 'pack_id' | 'track'>
/** A part of the open cases that this change may concern, in the order of their keys. */
export const listConcerned = (ctx: Tx, run: Of, after: Key | null, limit: number): Promise<Concerned[]> =>
  db(ctx)
    .selectFrom('control.control_case')
    .select(['community_id', 'id', 'area_path', 'pack_id', 'track'])
    .where(beneath([run.area_path]))
    .where('pack_id', '=', run.pack_id)
    .where('edition', '<>', run.edition)
    .where('state', 'in', OPEN)
    .where(afterKey('id', after))
    .orderBy('community_id')
    .orderBy('id')
    .limit(limit)
    .execute()
export const countConcerned = async (ctx: Tx, run: Of): Promise<number> =>
  (
    await db(ctx)
      .selectFrom('control.control_case')
      .select(sql<number>`count(*)::int`.as('n'))
      .where(beneath([run.area_path]))
      .where('pack_id', '=', run.pack_id)
      .where('edition', '<>', run.edition)
      .where('state', 'in', OPEN)
      .executeTakeFirst()
  )?.n ?? 0

/** The same case looked at twice is listed once. */
export async function insertLines(ctx: Ctx, rows: readonly EditionLineRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into control.edition_line select r.* from jsonb_populate_recordset(null::control.edition_line, ${JSON.stringify(rows)}::jsonb) r
    on conflict do nothing`.execute(ctx.tx)
}
export async function countLines(ctx: Tx, runId: string): Promise<Record<string, number>> {
  const rows = await db(ctx)
    .selectFrom('control.edition_line')
    .select(['effect', sql<number>`count(*)::int`.as('n')])
    .where('run_id', '=', runId)
    .groupBy('effect')
    .execute()
  return Object.fromEntries(rows.map(({ effect, n }) => [effect, n]))
}

const rank = sql`case effect when 'released' then 0 when 'shortened' then 1 when 'changed' then 2 else 3 end`
/** Most affected first. */
export const listLines = (
  ctx: Tx,
  runId: string,
  paths: readonly string[],
  { effect, after, limit }: { effect: EditionEffect | undefined; after: string | undefined; limit: number },
): Promise<EditionLineRow[]> =>
  db(ctx)
    .selectFrom('control.edition_line')
    .selectAll()
    .where('run_id', '=', runId)
    .where(beneath(paths))
    .$if(effect !== undefined, (q) => q.where('effect', '=', effect!))
    .$if(after !== undefined, (q) =>
      q.where(sql<boolean>`(${rank}, case_id) > (select ${rank}, case_id from control.edition_line where run_id = ${runId} and case_id = ${after})`),
    )
    .orderBy(rank)
    .orderBy('case_id')
    .limit(limit)
    .execute()

/** A part of the lines that are still to be written (or taken back), each with its case, locked. */
export async function lockLines(
  ctx: Tx,
  run: Pick<EditionRunRow, 'id'>,
  { isApplied, after, limit }: { isApplied: boolean; after: Key | null; limit: number },
): Promise<{ last: Key | null; seen: number; cases: ControlCaseRow[] }> {
  const lines = await db(ctx)
    .selectFrom('control.edition_line')
    .select(['community_id', 'case_id'])
    .where('run_id', '=', run.id)
    .where('effect', '<>', 'unchanged')
    .where('is_applied', '=', isApplied)
    .where(afterKey('case_id', after))
    .orderBy('community_id')
    .orderBy('case_id')
    .limit(limit)
    .execute()
  const last = lines.at(-1)
  const cases =
    lines.length === 0
      ? []
      : await db(ctx)
          .selectFrom('control.control_case')
          .selectAll()
          .where(
            ofCases(
              'id',
              lines.map((line) => ({ community_id: line.community_id, id: line.case_id })),
            ),
          )
          .where('state', 'in', OPEN)
          .orderBy('community_id')
          .orderBy('id')
          .forUpdate()
          .execute()
  return { last: last ? { communityId: last.community_id, id: last.case_id } : null, seen: lines.length, cases }
}
export async function markLines(ctx: Tx, runId: string, cases: readonly Pick<ControlCaseRow, 'community_id' | 'id'>[], isApplied: boolean): Promise<void> {
  if (cases.length === 0) return
  await db(ctx).updateTable('control.edition_line').set({ is_applied: isApplied }).where('run_id', '=', runId).where(ofCases('case_id', cases)).execute()
}
/** How many facts each case has now: the number the next one takes. */
export async function addToFacts(ctx: Tx, cases: readonly Pick<ControlCaseRow, 'community_id' | 'id'>[]): Promise<void> {
  if (cases.length === 0) return
  await db(ctx)
    .updateTable('control.control_case')
    .set({ facts: sql<number>`facts + 1` })
    .where(ofCases('id', cases))
    .execute()
}
export const lockCasesById = (ctx: Tx, ids: readonly Key[]): Promise<ControlCaseRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('control.control_case')
        .selectAll()
        .where(
          ofCases(
            'id',
            ids.map((one) => ({ community_id: one.communityId, id: one.id })),
          ),
        )
        .where('state', 'in', OPEN)
        .orderBy('id')
        .forUpdate()
        .execute()
/** Lines whose case is due for release by this change: those somebody is sent for. */
export const listDueByRun = (ctx: Tx, runId: string, after: Key | null, limit: number): Promise<Pick<EditionLineRow, 'community_id' | 'case_id'>[]> =>
  db(ctx)
    .selectFrom('control.edition_line')
    .select(['community_id', 'case_id'])
    .where('run_id', '=', runId)
    .where('effect', '<>', 'unchanged')
    .where(afterKey('case_id', after))
    .orderBy('community_id')
    .orderBy('case_id')
    .limit(limit)
    .execute()
