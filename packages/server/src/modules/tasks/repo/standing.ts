import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { anyOf } from '../../../platform/sql.ts'
import type { TaskRow } from '../tables.ts'
import { db, inParts } from './db.ts'
import type { NewDuty } from './duty.ts'

type Tx = Pick<Ctx, 'tx'>

/** Expected once more from a day on, at the place they live now: what was done and tried counted for the turn before. An excuse runs on to its end. */
export async function renewDuties(ctx: Tx, rows: readonly NewDuty[]): Promise<void> {
  for (const part of inParts(rows))
    await sql`insert into tasks.duty as d (community_id, obligation_id, subject_id, subject_kind, home_id, area_path, expected_from)
      select community_id, obligation_id, subject_id, subject_kind, home_id, area_path, expected_from
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb)
        as r (community_id uuid, obligation_id uuid, subject_id uuid, subject_kind text, home_id uuid, area_path text, expected_from date)
      on conflict (community_id, obligation_id, subject_id) do update set home_id = excluded.home_id, area_path = excluded.area_path,
        expected_from = excluded.expected_from, done_at = null, done_way = null, done_by = null, tries = 0, last_outcome = null, last_reason = null, last_at = null`.execute(
      ctx.tx,
    )
}
export async function updateObligationDue(ctx: Tx, id: string, dueOn: string): Promise<void> {
  await sql`update tasks.obligation set due_on = greatest(from_day, ${dueOn}::date) where id = ${id}::uuid and due_on <> ${dueOn}::date`.execute(ctx.tx)
}
export async function removeDuties(ctx: Tx, obligationId: string, subjectIds: readonly string[]): Promise<void> {
  await db(ctx)
    .deleteFrom('tasks.duty')
    .where('obligation_id', '=', obligationId)
    .where(sql<boolean>`subject_id = ${anyOf(subjectIds)}`)
    .execute()
}
export async function updateDutyPlace(ctx: Tx, obligationId: string, subjectId: string, place: { home_id: string | null; area_path: string }): Promise<void> {
  await db(ctx).updateTable('tasks.duty').set(place).where('obligation_id', '=', obligationId).where('subject_id', '=', subjectId).execute()
}

export async function updateOpenTasks(
  ctx: Tx,
  source: TaskRow['source'],
  sourceIds: readonly string[],
  change: Partial<Pick<TaskRow, 'account_id' | 'home_id' | 'area_path'>>,
): Promise<void> {
  await db(ctx)
    .updateTable('tasks.task')
    .set(change)
    .where('source', '=', source)
    .where(sql<boolean>`source_id = ${anyOf(sourceIds)}`)
    .where('state', '=', 'open')
    .execute()
}
