import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { among } from '../../../platform/sql.ts'
import type { AnswerRow, CheckRow } from '../tables.ts'
import { db } from './db.ts'

export const findCheck = (ctx: Ctx, id: string): Promise<CheckRow | undefined> =>
  db(ctx).selectFrom('checklists.check').selectAll().where('id', '=', id).executeTakeFirst()

/** One after the other for a gate: what was a fault before decides what a check changes. */
export async function lockGate(ctx: Ctx, gateId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`checklists ${gateId}`}, 0))`.execute(ctx.tx)
}

export async function insertCheck(ctx: Ctx, check: CheckRow, answers: readonly AnswerRow[]): Promise<void> {
  await db(ctx).insertInto('checklists.check').values(check).execute()
  await db(ctx)
    .insertInto('checklists.answer')
    .values([...answers])
    .execute()
}

const MOST_LISTED = 100
/** Newest first. */
export const listChecksOf = (ctx: Ctx, gateId: string): Promise<CheckRow[]> =>
  db(ctx).selectFrom('checklists.check').selectAll().where('gate_id', '=', gateId).orderBy('at', 'desc').orderBy('id', 'desc').limit(MOST_LISTED).execute()

/** The last check of the whole list at each of these gates. */
export const listLastFull = (ctx: Ctx, gateIds: readonly string[]): Promise<CheckRow[]> =>
  db(ctx)
    .selectFrom('checklists.check')
    .selectAll()
    .distinctOn('gate_id')
    .where(among('gate_id', gateIds))
    .where('kind', '=', 'full')
    .orderBy('gate_id')
    .orderBy('at', 'desc')
    .execute()

export const listAnswersOf = (ctx: Ctx, check: CheckRow): Promise<AnswerRow[]> =>
  db(ctx).selectFrom('checklists.answer').selectAll().where('community_id', '=', check.community_id).where('check_id', '=', check.id).execute()

/** When each item of a gate was last answered. */
export async function lastAnswered(ctx: Ctx, gateId: string): Promise<Map<string, number>> {
  const rows = await db(ctx)
    .selectFrom('checklists.answer')
    .select(['item', sql<Date>`max(at)`.as('at')])
    .where('gate_id', '=', gateId)
    .groupBy('item')
    .execute()
  return new Map(rows.map(({ item, at }) => [item, at.getTime()]))
}
