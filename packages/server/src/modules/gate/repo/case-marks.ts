import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { CaseMarkRow, GateTables } from '../tables.ts'

const db = (ctx: Ctx) => ctx.tx.withTables<GateTables>()

/** A case confirmed. One that was closed already stays closed: events may come in any order. */
export async function insertCaseMark(ctx: Ctx, mark: CaseMarkRow): Promise<void> {
  await db(ctx)
    .insertInto('gate.case_mark')
    .values(mark)
    .onConflict((oc) => oc.doNothing())
    .execute()
}

export async function closeCaseMark(ctx: Ctx, mark: CaseMarkRow): Promise<void> {
  await db(ctx)
    .insertInto('gate.case_mark')
    .values(mark)
    .onConflict((oc) => oc.columns(['community_id', 'case_id']).doUpdateSet({ closed_at: mark.closed_at }))
    .execute()
}

/** Open cases of a community among these people and homes; all of them when nothing narrows it. */
export const listOpenCases = (ctx: Ctx, communityId: string, homeIds?: readonly string[]): Promise<Pick<CaseMarkRow, 'person_id' | 'home_id'>[]> =>
  db(ctx)
    .selectFrom('gate.case_mark')
    .select(['person_id', 'home_id'])
    .where('community_id', '=', communityId)
    .where('closed_at', 'is', null)
    .$if(homeIds !== undefined, (q) => q.where(sql<boolean>`home_id = any(${[...(homeIds ?? [])]}::uuid[])`))
    .execute()
