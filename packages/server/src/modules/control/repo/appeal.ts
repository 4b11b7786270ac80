import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { anyOf, beneath } from '../../../platform/sql.ts'
import type { AppealRow, ControlCaseRow } from '../tables.ts'
import { db, type Tx } from './db.ts'

const WAITING = ['open', 'proposed'] as const

export const findAppeal = (ctx: Tx, id: string): Promise<AppealRow | undefined> =>
  db(ctx).selectFrom('control.appeal').selectAll().where('id', '=', id).executeTakeFirst()
export const lockAppeal = (ctx: Tx, id: string): Promise<AppealRow | undefined> =>
  db(ctx).selectFrom('control.appeal').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
/** False when the id is taken, or when an earlier appeal of the case still waits. */
export const insertAppeal = async (ctx: Ctx, row: AppealRow): Promise<boolean> =>
  (
    await db(ctx)
      .insertInto('control.appeal')
      .values(row)
      .onConflict((oc) => oc.doNothing())
      .returning('id')
      .execute()
  ).length === 1
export async function updateAppeal(ctx: Tx, row: Pick<AppealRow, 'community_id' | 'id'>, change: Partial<AppealRow>): Promise<void> {
  await db(ctx).updateTable('control.appeal').set(change).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}
export const listAppealsOf = (ctx: Tx, cases: readonly Pick<ControlCaseRow, 'id'>[]): Promise<AppealRow[]> =>
  cases.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('control.appeal')
        .selectAll()
        .where(sql<boolean>`case_id = ${anyOf(cases.map((one) => one.id))}`)
        .orderBy('asked_at', 'desc')
        .execute()
export const casesWithAppeal = async (ctx: Tx, caseIds: readonly string[]): Promise<Set<string>> =>
  new Set(
    (
      await db(ctx)
        .selectFrom('control.appeal')
        .select('case_id')
        .where(sql<boolean>`case_id = ${anyOf(caseIds)}`)
        .where('state', 'in', WAITING)
        .execute()
    ).map((row) => row.case_id),
  )

/** Those that wait, the oldest first; then those answered since, the latest first. */
export async function listAppeals(ctx: Tx, paths: readonly string[], answeredSince: Date, limit: number): Promise<AppealRow[]> {
  const all = db(ctx)
    .selectFrom('control.appeal as a')
    .innerJoin('control.control_case as c', (join) => join.onRef('c.community_id', '=', 'a.community_id').onRef('c.id', '=', 'a.case_id'))
    .selectAll('a')
    .where(beneath(paths, 'c.area_path'))
    .limit(limit)
  const waiting = await all.where('a.state', 'in', WAITING).orderBy('a.asked_at').orderBy('a.id').execute()
  const answered = await all.where('a.answered_at', '>=', answeredSince).orderBy('a.answered_at', 'desc').orderBy('a.id').execute()
  return [...waiting, ...answered]
}
