// The hot statement of a table: a whole group of samples goes in with its audit rows and its events as one value, all of it or nothing.
import { sql } from 'kysely'
import { auditInsert, type auditOf } from '../../../platform/audit.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { outboxInsert, type outboxRow } from '../../../platform/outbox.ts'
import type { SampleConflictRow, SampleRow } from '../tables.ts'
import { among } from '../../../platform/sql.ts'
import { db, type Tx } from './db.ts'

const AUDIT = {
  id: 'audit_id',
  at: 'received_at',
  actor_kind: 'actor_kind',
  actor_id: 'account_id',
  actor_name: 'actor_name',
  actor_role: 'actor_role',
  actor_unit: 'actor_unit',
  session_id: 'session_id',
  operation: "'testing.takeSample'",
  permission: "'testing.sample'",
  community_id: 'community_id',
  area_path: 'area_path',
  classes: "'{}'",
  purpose: 'null',
  reason: 'null',
  // Who was tested is destroyed with the campaign; the audit stays for years.
  subjects: "'{}'",
}
export type NewSample = { row: SampleRow; audit: ReturnType<typeof auditOf>; event: ReturnType<typeof outboxRow> | null }
const hex = (bytes: Buffer | null) => bytes?.toString('hex')

/** @returns the ids that went in; those that stood there already are left out */
export async function insertSamples(ctx: Ctx, samples: readonly NewSample[]): Promise<Set<string>> {
  const values = samples.map(({ row, audit, event }) => ({
    ...row,
    sealed_shown: hex(row.sealed_shown),
    digest: hex(row.digest),
    audit_id: audit.id,
    actor_kind: audit.actor_kind,
    actor_name: audit.actor_name,
    actor_role: audit.actor_role,
    actor_unit: audit.actor_unit,
    session_id: audit.session_id,
    event: event ?? undefined,
  }))
  const done = await sql<{ id: string }>`
    with given as materialized (
      select * from json_to_recordset(${JSON.stringify(values)}::json) as r (community_id uuid, id uuid, campaign_id uuid, point_id uuid, area_path text, tube_code text, size smallint,
        table_no smallint, is_household boolean, means_kind text, sealed_shown text, person_id uuid, home_id uuid, taken_at timestamptz, received_at timestamptz, account_id uuid, digest text,
        audit_id uuid, actor_kind text, actor_name text, actor_role text, actor_unit text, session_id uuid, event json)
    ), written as (
      insert into testing.sample (community_id, id, campaign_id, point_id, area_path, tube_code, size, table_no, is_household, means_kind, sealed_shown, person_id, home_id, taken_at, received_at,
        account_id, digest, state)
      select community_id, id, campaign_id, point_id, area_path, tube_code, size, table_no, is_household, means_kind, decode(sealed_shown, 'hex'), person_id, home_id, taken_at, received_at,
        account_id, decode(digest, 'hex'), 'new'
      from given on conflict (community_id, id) do nothing returning community_id, id
    ), fresh as (
      select given.* from written join given using (community_id, id)
    ), audited as (${auditInsert(AUDIT, 'fresh')}
    ), told as (${outboxInsert(sql`fresh`)})
    select id from written`.execute(ctx.tx)
  return new Set(done.rows.map(({ id }) => id))
}
export const listDigests = async (ctx: Tx, communityIds: readonly string[], ids: readonly string[]): Promise<Map<string, Buffer>> =>
  new Map(
    ids.length === 0
      ? []
      : (
          await db(ctx)
            .selectFrom('testing.sample')
            .select(['community_id', 'id', 'digest'])
            .where(among('community_id', communityIds))
            .where(among('id', ids))
            .execute()
        ).map((row) => [`${row.community_id} ${row.id}`, Buffer.from(row.digest)]),
  )
export async function insertConflicts(ctx: Tx, rows: readonly SampleConflictRow[]): Promise<void> {
  if (rows.length > 0)
    await db(ctx)
      .insertInto('testing.sample_conflict')
      .values([...rows])
      .onConflict((oc) => oc.doNothing())
      .execute()
}

/** Those nobody has looked at yet, in the order they came, locked. */
export const lockNew = (ctx: Tx, communityId: string, limit: number): Promise<SampleRow[]> =>
  db(ctx)
    .selectFrom('testing.sample')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('state', '=', 'new')
    .orderBy('received_at')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute()
export const lockSample = (ctx: Tx, communityId: string, id: string): Promise<SampleRow | undefined> =>
  db(ctx).selectFrom('testing.sample').selectAll().where('community_id', '=', communityId).where('id', '=', id).forUpdate().executeTakeFirst()
export async function updateSample(ctx: Tx, row: Pick<SampleRow, 'community_id' | 'id'>, change: Partial<SampleRow>): Promise<void> {
  await db(ctx).updateTable('testing.sample').set(change).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}
export type Standing = SampleRow & { tube_state: string }
/** Where somebody stands in a campaign, each with the state of its tube; the latest first. */
export const listOfPeople = (ctx: Tx, campaign: { community_id: string; id: string }, personIds: readonly string[]): Promise<Standing[]> =>
  personIds.length === 0
    ? Promise.resolve([])
    : (db(ctx)
        .selectFrom('testing.sample as s')
        .innerJoin('testing.tube as t', (join) => join.onRef('t.community_id', '=', 's.community_id').onRef('t.id', '=', 's.tube_id'))
        .selectAll('s')
        .select('t.state as tube_state')
        .where('s.community_id', '=', campaign.community_id)
        .where('s.campaign_id', '=', campaign.id)
        .where(among('s.person_id', personIds))
        .where('s.state', 'in', ['bound', 'contested'])
        .orderBy('s.received_at', 'desc')
        .execute() as Promise<Standing[]>)
/** In which community a sample lies, as far as the reader sees. */
export const communityOfSample = async (ctx: Tx, id: string): Promise<string | null> =>
  (await db(ctx).selectFrom('testing.sample').select('community_id').where('id', '=', id).executeTakeFirst())?.community_id ?? null
