import { sql } from 'kysely'
import { anyOf, beneath } from '../../../platform/sql.ts'
import type { CallRow, LeadRow, SeatRow, StatementRow } from '../tables.ts'
import { db, type Tx } from './db.ts'
import { type Where, within } from './lead.ts'

const due = (now: Date) => sql<boolean>`told_at is null and has_phone and state <> 'closed' and (call_at is null or call_at <= ${now})`
/** The most urgent one that nobody holds, taken for some minutes; what the asker holds already comes again. */
export async function takeNext(ctx: Tx, where: Where, { by, now, until }: { by: string; now: Date; until: Date }): Promise<LeadRow | undefined> {
  const own = await db(ctx)
    .selectFrom('leads.lead')
    .selectAll()
    .where('held_by', '=', by)
    .where('held_until', '>', now)
    .where(within(where))
    .where(sql<boolean>`told_at is null and has_phone and state <> 'closed'`)
    .orderBy('held_until')
    .limit(1)
    .executeTakeFirst()
  const next =
    own ??
    (await db(ctx)
      .selectFrom('leads.lead')
      .selectAll()
      .where(within(where))
      .where(due(now))
      .where(sql<boolean>`(held_until is null or held_until <= ${now})`)
      .orderBy('priority')
      .orderBy('due_at')
      .orderBy('id')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst())
  if (!next) return undefined
  await updateHold(ctx, next, { held_by: by, held_until: until })
  return { ...next, held_by: by, held_until: until }
}
export async function updateHold(
  ctx: Tx,
  row: Pick<LeadRow, 'community_id' | 'id'>,
  change: Partial<Pick<LeadRow, 'held_by' | 'held_until' | 'call_at' | 'tries' | 'lang' | 'has_phone'>>,
): Promise<void> {
  await db(ctx).updateTable('leads.lead').set(change).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}
export const countCalls = async (ctx: Tx, where: Where, now: Date): Promise<{ waiting: number; later: number }> => {
  const row = await db(ctx)
    .selectFrom('leads.lead')
    .select([
      sql<string>`count(*) filter (where call_at is null or call_at <= ${now})`.as('waiting'),
      sql<string>`count(*) filter (where call_at > ${now})`.as('later'),
    ])
    .where(within(where))
    .where(sql<boolean>`told_at is null and has_phone and state <> 'closed'`)
    .executeTakeFirstOrThrow()
  return { waiting: Number(row.waiting), later: Number(row.later) }
}
export const countHeld = async (ctx: Tx, accountIds: readonly string[], now: Date): Promise<Map<string, number>> =>
  new Map(
    (
      await db(ctx)
        .selectFrom('leads.lead')
        .select(['held_by', sql<string>`count(*)`.as('n')])
        .where(sql<boolean>`held_by = ${anyOf(accountIds)}`)
        .where('held_until', '>', now)
        .groupBy('held_by')
        .execute()
    ).map((row) => [row.held_by!, Number(row.n)]),
  )
/** What one holds goes to another, or to nobody. @returns how many */
export async function handHeld(ctx: Tx, from: string, to: { by: string; until: Date } | null, now: Date): Promise<number> {
  const done = await db(ctx)
    .updateTable('leads.lead')
    .set({ held_by: to?.by ?? null, held_until: to?.until ?? null })
    .where('held_by', '=', from)
    .where('held_until', '>', now)
    .returning('id')
    .execute()
  return done.length
}

/** False when the id is taken. */
export const insertCall = async (ctx: Tx, row: CallRow): Promise<boolean> =>
  (
    await db(ctx)
      .insertInto('leads.call')
      .values(row)
      .onConflict((oc) => oc.doNothing())
      .returning('id')
      .execute()
  ).length === 1
export const findCall = (ctx: Tx, centreId: string, id: string): Promise<CallRow | undefined> =>
  db(ctx).selectFrom('leads.call').selectAll().where('community_id', '=', centreId).where('id', '=', id).executeTakeFirst()
export const callsOf = (ctx: Tx, centreId: string, leadId: string): Promise<CallRow[]> =>
  db(ctx).selectFrom('leads.call').selectAll().where('community_id', '=', centreId).where('lead_id', '=', leadId).orderBy('at', 'desc').limit(50).execute()
export async function insertStatements(ctx: Tx, rows: readonly StatementRow[]): Promise<void> {
  if (rows.length > 0)
    await db(ctx)
      .insertInto('leads.statement')
      .values([...rows])
      .execute()
}
export const statementsOfLead = (ctx: Tx, centreId: string, leadId: string): Promise<StatementRow[]> =>
  db(ctx)
    .selectFrom('leads.statement')
    .selectAll()
    .where('community_id', '=', centreId)
    .where('lead_id', '=', leadId)
    .orderBy('from_at')
    .orderBy('id')
    .execute()

/** False when the account sits there already. */
export const insertSeat = async (ctx: Tx, row: SeatRow): Promise<boolean> =>
  (
    await db(ctx)
      .insertInto('leads.seat')
      .values(row)
      .onConflict((oc) => oc.doNothing())
      .returning('id')
      .execute()
  ).length === 1
export const seatOf = (ctx: Tx, path: string, accountId: string): Promise<SeatRow | undefined> =>
  db(ctx).selectFrom('leads.seat').selectAll().where('area_path', '=', path).where('account_id', '=', accountId).where('left_at', 'is', null).executeTakeFirst()
export const seatsAt = (ctx: Tx, path: string): Promise<SeatRow[]> =>
  db(ctx)
    .selectFrom('leads.seat')
    .selectAll()
    .where(beneath([path]))
    .where('left_at', 'is', null)
    .orderBy('taken_at')
    .orderBy('id')
    .limit(300)
    .execute()
/** What was written for the next shift since then. */
export const seatNotes = (ctx: Tx, path: string, since: Date): Promise<SeatRow[]> =>
  db(ctx)
    .selectFrom('leads.seat')
    .selectAll()
    .where('area_path', '=', path)
    .where('left_at', '>=', since)
    .where('sealed_note', 'is not', null)
    .orderBy('left_at', 'desc')
    .limit(10)
    .execute()
export async function updateSeat(ctx: Tx, row: Pick<SeatRow, 'community_id' | 'id'>, change: Partial<SeatRow>): Promise<void> {
  await db(ctx).updateTable('leads.seat').set(change).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}
