// What came, and what was done: written once, never changed.
import { sql } from 'kysely'
import { anyOf, beneath, partsOf } from '../../../platform/sql.ts'
import type { SourceRow, StepRow, UnreadRow } from '../tables.ts'
import { asJson, AT_ONCE, db, type Tx } from './db.ts'

export async function insertSources(ctx: Tx, rows: readonly SourceRow[]): Promise<void> {
  const columns = sql.raw('community_id, id, lead_id, area_path, way, giver_id, file_id, row_number, source_key, received_at, sealed_said, told_by, delete_on')
  for (const part of partsOf(rows, AT_ONCE))
    await sql`insert into leads.source (${columns}) select ${columns} from jsonb_to_recordset(${asJson(part)}::jsonb) as r (community_id uuid, id uuid, lead_id uuid,
      area_path text, way text, giver_id uuid, file_id uuid, row_number integer, source_key bytea, received_at timestamptz, sealed_said bytea, told_by uuid,
      delete_on date)`.execute(ctx.tx)
}
/** Of these words, those that came before: key in hex. */
export async function knownSources(ctx: Tx, centreId: string, keys: readonly Buffer[]): Promise<Set<string>> {
  const found = new Set<string>()
  for (const part of partsOf(keys, AT_ONCE))
    for (const row of await db(ctx)
      .selectFrom('leads.source')
      .select('source_key')
      .where('community_id', '=', centreId)
      .where(sql<boolean>`source_key = any(${part}::bytea[])`)
      .execute())
      found.add(Buffer.from(row.source_key).toString('hex'))
  return found
}
export const sourcesOf = (ctx: Tx, centreId: string, leadId: string): Promise<SourceRow[]> =>
  db(ctx)
    .selectFrom('leads.source')
    .selectAll()
    .where('community_id', '=', centreId)
    .where('lead_id', '=', leadId)
    .orderBy('received_at')
    .orderBy('id')
    .limit(100)
    .execute()
export const sourceByKey = (ctx: Tx, centreId: string, key: Buffer): Promise<SourceRow | undefined> =>
  db(ctx).selectFrom('leads.source').selectAll().where('community_id', '=', centreId).where('source_key', '=', key).executeTakeFirst()
export const sourcesOfTeller = (ctx: Tx, accountId: string, limit: number): Promise<(SourceRow & { state: string })[]> =>
  db(ctx)
    .selectFrom('leads.source as s')
    .innerJoin('leads.lead as l', (join) => join.onRef('l.community_id', '=', 's.community_id').onRef('l.id', '=', 's.lead_id'))
    .selectAll('s')
    .select('l.state')
    .where('s.told_by', '=', accountId)
    .orderBy('s.received_at', 'desc')
    .limit(limit)
    .execute()
export type Answered = SourceRow & { state: string; outcome: string | null; closed_at: Date | null; desk_id: string; lead_area: string }
/** Every word of a giver with what became of it, in the order it came, a part at a time. */
export const answersOf = (
  ctx: Tx,
  giverId: string,
  { from, until, after, limit }: { from: Date; until: Date; after: string | null; limit: number },
): Promise<Answered[]> =>
  db(ctx)
    .selectFrom('leads.source as s')
    .innerJoin('leads.lead as l', (join) => join.onRef('l.community_id', '=', 's.community_id').onRef('l.id', '=', 's.lead_id'))
    .selectAll('s')
    .select(['l.state', 'l.outcome', 'l.closed_at', 'l.desk_id', 'l.area_path as lead_area'])
    .where('s.giver_id', '=', giverId)
    .where('s.received_at', '>=', from)
    .where('s.received_at', '<', until)
    .$if(after !== null, (q) => q.where('s.id', '>', after!))
    .orderBy('s.id')
    .limit(limit)
    .execute()

export async function insertSteps(ctx: Tx, rows: readonly StepRow[]): Promise<void> {
  const columns = sql.raw(
    'community_id, id, lead_id, area_path, at, by, kind, desk_id, version, batch_id, before, reason, sealed_note, is_correction, delete_on',
  )
  for (const part of partsOf(rows, AT_ONCE))
    await sql`insert into leads.step (${columns}) select ${columns} from jsonb_to_recordset(${asJson(part)}::jsonb) as r (community_id uuid, id uuid, lead_id uuid,
      area_path text, at timestamptz, by uuid, kind text, desk_id uuid, version integer, batch_id uuid, before jsonb, reason text, sealed_note bytea,
      is_correction boolean, delete_on date)`.execute(ctx.tx)
}
export const stepsOf = (ctx: Tx, centreId: string, leadId: string): Promise<StepRow[]> =>
  db(ctx)
    .selectFrom('leads.step')
    .selectAll()
    .where('community_id', '=', centreId)
    .where('lead_id', '=', leadId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
export const stepsOfBatch = (ctx: Tx, batchId: string): Promise<StepRow[]> =>
  db(ctx).selectFrom('leads.step').selectAll().where('batch_id', '=', batchId).where('kind', '<>', 'undo').orderBy('id').execute()
export const listCorrections = (ctx: Tx, path: string, limit: number): Promise<StepRow[]> =>
  db(ctx)
    .selectFrom('leads.step')
    .selectAll()
    .where(beneath([path]))
    .where('is_correction', '=', true)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
/** When somebody last did anything at each of these desks; what the house does by itself is no act. */
export const lastActs = async (ctx: Tx, deskIds: readonly string[], since: Date): Promise<Map<string, Date>> =>
  new Map(
    (
      await db(ctx)
        .selectFrom('leads.step')
        .select(['desk_id', sql<Date>`max(at)`.as('at')])
        .where(sql<boolean>`desk_id = ${anyOf(deskIds)}`)
        .where('at', '>=', since)
        .where('by', 'is not', null)
        .where('is_correction', '=', false)
        .groupBy('desk_id')
        .execute()
    ).map((row) => [row.desk_id, new Date(row.at)]),
  )

export async function insertUnread(ctx: Tx, rows: readonly UnreadRow[]): Promise<number> {
  let done = 0
  for (const part of partsOf(rows, 500))
    done += (
      await db(ctx)
        .insertInto('leads.unread')
        .values(part)
        .onConflict((oc) => oc.doNothing())
        .returning('id')
        .execute()
    ).length
  return done
}
export const lockUnread = (ctx: Tx, id: string): Promise<UnreadRow | undefined> =>
  db(ctx).selectFrom('leads.unread').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export const listUnread = (ctx: Tx, path: string, state: UnreadRow['state'], limit: number): Promise<UnreadRow[]> =>
  db(ctx)
    .selectFrom('leads.unread')
    .selectAll()
    .where(beneath([path]))
    .where('state', '=', state)
    .orderBy('received_at')
    .orderBy('id')
    .limit(limit)
    .execute()
export const countUnread = async (ctx: Tx, path: string): Promise<number> =>
  Number(
    (
      await db(ctx)
        .selectFrom('leads.unread')
        .select(sql<string>`count(*)`.as('n'))
        .where(beneath([path]))
        .where('state', '=', 'open')
        .executeTakeFirstOrThrow()
    ).n,
  )
export async function updateUnread(ctx: Tx, row: Pick<UnreadRow, 'community_id' | 'id'>, change: Partial<UnreadRow>): Promise<void> {
  await db(ctx).updateTable('leads.unread').set(change).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}
export const countReports = async (ctx: Tx, accountId: string, since: Date): Promise<number> =>
  Number(
    (
      await db(ctx)
        .selectFrom('leads.source')
        .select(sql<string>`count(*)`.as('n'))
        .where('told_by', '=', accountId)
        .where('received_at', '>=', since)
        .executeTakeFirstOrThrow()
    ).n,
  )
