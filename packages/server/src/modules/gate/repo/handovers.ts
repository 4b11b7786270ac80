import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { GateTables, HandoverRow } from '../tables.ts'

const db = (ctx: Ctx) => ctx.tx.withTables<GateTables>()
export type Passed = { entered: number; left: number; held: number }

export const listHandovers = (ctx: Ctx, gateId: string, most: number): Promise<HandoverRow[]> =>
  db(ctx).selectFrom('gate.handover').selectAll().where('gate_id', '=', gateId).orderBy('received_at', 'desc').orderBy('id', 'desc').limit(most).execute()

/** People let pass at a gate since a time, and those held there and not seen to. */
export async function countPassed(ctx: Ctx, gateId: string, since: Date): Promise<Passed> {
  const { rows } = await sql<Passed>`
    select count(*) filter (where direction = 'in')::int as entered, count(*) filter (where direction = 'out')::int as left,
      (select count(*)::int from gate.hold where gate_id = ${gateId} and resolved_at is null) as held
    from gate.passage where gate_id = ${gateId} and received_at > ${since} and (outcome = 'enter' or guard_says = 'admitted')`.execute(ctx.tx)
  return rows[0]!
}

/** False when it is there already: a phone that heard no answer sends again. */
export async function insertHandover(ctx: Ctx, row: HandoverRow): Promise<boolean> {
  const written = await db(ctx)
    .insertInto('gate.handover')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return written !== undefined
}

/** The first one stands. */
export async function updateTaken(ctx: Ctx, id: string, accountId: string): Promise<void> {
  await db(ctx).updateTable('gate.handover').set({ taken_at: ctx.now, taken_by: accountId }).where('id', '=', id).where('taken_at', 'is', null).execute()
}

export async function deleteHandovers(ctx: Ctx, before: Date): Promise<void> {
  await db(ctx).deleteFrom('gate.handover').where('received_at', '<', before).execute()
}
