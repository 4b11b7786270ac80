import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { anyOf } from '../../../platform/sql.ts'
import type { CaseChangeRow, ControlCaseRow } from '../tables.ts'
import { db, type Tx } from './db.ts'

/** False when another one of this case waits, or the id is taken. */
export const insertChange = async (ctx: Ctx, row: CaseChangeRow): Promise<boolean> =>
  (
    await db(ctx)
      .insertInto('control.case_change')
      .values(row)
      .onConflict((oc) => oc.doNothing())
      .returning('id')
      .execute()
  ).length === 1
export const findChange = (ctx: Tx, id: string): Promise<CaseChangeRow | undefined> =>
  db(ctx).selectFrom('control.case_change').selectAll().where('id', '=', id).executeTakeFirst()
export async function updateChange(ctx: Tx, row: Pick<CaseChangeRow, 'community_id' | 'id'>, change: Partial<CaseChangeRow>): Promise<void> {
  await db(ctx).updateTable('control.case_change').set(change).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}
export const waitingChange = (ctx: Tx, row: Pick<ControlCaseRow, 'community_id' | 'id'>): Promise<CaseChangeRow | undefined> =>
  db(ctx)
    .selectFrom('control.case_change')
    .selectAll()
    .where('community_id', '=', row.community_id)
    .where('case_id', '=', row.id)
    .where('state', '=', 'proposed')
    .executeTakeFirst()
export async function voidChanges(ctx: Tx, row: Pick<ControlCaseRow, 'community_id' | 'id'>): Promise<void> {
  await db(ctx)
    .updateTable('control.case_change')
    .set({ state: 'void' })
    .where('community_id', '=', row.community_id)
    .where('case_id', '=', row.id)
    .where('state', '=', 'proposed')
    .execute()
}
/** Of these cases, those of which something proposed waits. */
export const casesWithChange = async (ctx: Tx, caseIds: readonly string[]): Promise<Set<string>> =>
  new Set(
    (
      await db(ctx)
        .selectFrom('control.case_change')
        .select('case_id')
        .where(sql<boolean>`case_id = ${anyOf(caseIds)}`)
        .where('state', '=', 'proposed')
        .execute()
    ).map((row) => row.case_id),
  )
