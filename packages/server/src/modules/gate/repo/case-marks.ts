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

/** 管控: a later version wins. Lifted is closed, and may be opened again by a later one. */
export async function putMeasureMark(ctx: Ctx, mark: CaseMarkRow): Promise<void> {
  await db(ctx)
    .insertInto('gate.case_mark')
    .values(mark)
    .onConflict((oc) =>
      oc
        .columns(['community_id', 'case_id'])
        .doUpdateSet({
          person_id: mark.person_id,
          first_person_id: mark.first_person_id,
          home_id: mark.home_id,
          first_home_id: mark.first_home_id,
          area_path: mark.area_path,
          closed_at: mark.closed_at,
          version: mark.version,
        })
        .where(sql<boolean>`gate.case_mark.version < ${mark.version}`),
    )
    .execute()
}

export type OpenMark = Pick<CaseMarkRow, 'person_id' | 'home_id' | 'kind'>
/** Open cases of a community among these people and homes; all of them when nothing narrows it. */
export const listOpenCases = (ctx: Ctx, communityId: string, homeIds?: readonly string[]): Promise<OpenMark[]> =>
  db(ctx)
    .selectFrom('gate.case_mark')
    .select(['person_id', 'home_id', 'kind'])
    .where('community_id', '=', communityId)
    .where('closed_at', 'is', null)
    .$if(homeIds !== undefined, (q) => q.where(sql<boolean>`(home_id = any(${[...(homeIds ?? [])]}::uuid[]) or kind = 'keyTest')`))
    .execute()
