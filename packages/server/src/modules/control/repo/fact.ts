import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { anyOf } from '../../../platform/sql.ts'
import type { CaseFactConflictRow, CaseFactRow, ControlCaseRow } from '../tables.ts'
import { db, ofCases, type Tx } from './db.ts'

export async function insertFacts(ctx: Ctx, rows: readonly CaseFactRow[]): Promise<void> {
  if (rows.length === 0) return
  await db(ctx)
    .insertInto('control.case_fact')
    .values(rows.map((row) => ({ ...row, content: JSON.stringify(row.content) })))
    .execute()
}
export const findFact = (ctx: Tx, communityId: string, id: string): Promise<CaseFactRow | undefined> =>
  db(ctx).selectFrom('control.case_fact').selectAll().where('community_id', '=', communityId).where('id', '=', id).executeTakeFirst()
export async function insertConflict(ctx: Ctx, row: CaseFactConflictRow): Promise<void> {
  await db(ctx)
    .insertInto('control.case_fact_conflict')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .execute()
}

export const listFacts = (ctx: Tx, row: Pick<ControlCaseRow, 'community_id' | 'id'>): Promise<CaseFactRow[]> =>
  db(ctx).selectFrom('control.case_fact').selectAll().where('community_id', '=', row.community_id).where('case_id', '=', row.id).orderBy('number').execute()

/** What a fact says, without who wrote it down and when it came. */
export type SaidFact = Pick<CaseFactRow, 'case_id' | 'id' | 'kind' | 'day' | 'half' | 'content' | 'sealed' | 'at'>
/** Facts of many cases at once, each case's in its order; the records of the days only where they weigh in the release. */
export async function factsOfMany(
  ctx: Tx,
  cases: readonly Pick<ControlCaseRow, 'community_id' | 'id'>[],
  withRecords: readonly string[],
): Promise<Map<string, SaidFact[]>> {
  if (cases.length === 0) return new Map()
  const rows = await db(ctx)
    .selectFrom('control.case_fact')
    .select(['case_id', 'id', 'kind', 'day', 'half', 'content', 'sealed', 'at'])
    .where(ofCases('case_id', cases))
    .where(sql<boolean>`(kind <> 'record' or case_id = ${anyOf(withRecords)})`)
    .orderBy('case_id')
    .orderBy('number')
    .execute()
  return Map.groupBy(rows, (row) => row.case_id)
}

/** Which halves of a day are there, by case. */
export async function halvesOf(
  ctx: Tx,
  cases: readonly Pick<ControlCaseRow, 'community_id' | 'id'>[],
  day: string,
): Promise<Map<string, Set<'morning' | 'evening'>>> {
  if (cases.length === 0) return new Map()
  const rows = await db(ctx)
    .selectFrom('control.case_fact')
    .select(['case_id', 'half'])
    .distinct()
    .where(ofCases('case_id', cases))
    .where('kind', '=', 'record')
    .where('day', '=', day)
    .execute()
  return new Map(
    [...Map.groupBy(rows, (row) => row.case_id)].map(([id, of]) => [
      id,
      new Set(of.flatMap(({ half }) => (half === null ? [] : [half as 'morning' | 'evening']))),
    ]),
  )
}
