import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { anyOf } from '../../../platform/sql.ts'
import type { OutcomeConflictRow, OutcomeRow } from '../tables.ts'
import { db } from './db.ts'

type Tx = Pick<Ctx, 'tx'>

/** False when the id is there already. */
export async function insertOutcome(ctx: Tx, row: OutcomeRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('tasks.outcome')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}
export const findOutcome = (ctx: Tx, communityId: string, id: string): Promise<OutcomeRow | undefined> =>
  db(ctx).selectFrom('tasks.outcome').selectAll().where('community_id', '=', communityId).where('id', '=', id).executeTakeFirst()

export async function insertConflict(ctx: Tx, row: OutcomeConflictRow): Promise<void> {
  await db(ctx)
    .insertInto('tasks.outcome_conflict')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .execute()
}

/** Oldest first. */
export const listOutcomes = (ctx: Tx, communityIds: readonly string[], taskIds: readonly string[]): Promise<OutcomeRow[]> =>
  taskIds.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('tasks.outcome')
        .selectAll()
        .where(sql<boolean>`community_id = ${anyOf(communityIds)} and task_id = ${anyOf(taskIds)}`)
        .orderBy('received_at')
        .orderBy('id')
        .execute()
