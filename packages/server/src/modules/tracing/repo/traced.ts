import type { Standing } from '@xiaomen/rules/tracing'
import { sql } from 'kysely'
import { among, beneath, partsOf } from '../../../platform/sql.ts'
import type { TracedRow } from '../tables.ts'
import { db, type Tx } from './db.ts'

const AT_ONCE = 1000

export const findTraced = (ctx: Tx, id: string): Promise<TracedRow | undefined> =>
  db(ctx).selectFrom('tracing.traced').selectAll().where('id', '=', id).executeTakeFirst()
export const lockTraced = (ctx: Tx, id: string): Promise<TracedRow | undefined> =>
  db(ctx).selectFrom('tracing.traced').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export const listByIds = async (ctx: Tx, ids: readonly string[]): Promise<TracedRow[]> =>
  ids.length === 0 ? [] : db(ctx).selectFrom('tracing.traced').selectAll().where(among('id', ids)).execute()
/** Locked in one order, so that two who edit many never wait for each other. */
export const lockMany = async (ctx: Tx, ids: readonly string[]): Promise<TracedRow[]> =>
  ids.length === 0 ? [] : db(ctx).selectFrom('tracing.traced').selectAll().where(among('id', ids)).orderBy('id').forUpdate().execute()
export const listByLabels = async (ctx: Tx, deskId: string, labels: readonly string[]): Promise<TracedRow[]> => {
  const found: TracedRow[] = []
  for (const part of partsOf([...new Set(labels)], AT_ONCE))
    found.push(
      ...(await db(ctx)
        .selectFrom('tracing.traced')
        .selectAll()
        .where('desk_id', '=', deskId)
        .where(sql<boolean>`label = any(${part}::text[])`)
        .execute()),
    )
  return found
}
/** Those looked into now, among these people of the ledger. */
export const listOpenOfPeople = async (ctx: Tx, personIds: readonly string[]): Promise<TracedRow[]> => {
  const found: TracedRow[] = []
  for (const part of partsOf([...new Set(personIds)], AT_ONCE))
    found.push(...(await db(ctx).selectFrom('tracing.traced').selectAll().where(among('person_id', part)).where('closed_on', 'is', null).execute()))
  return found
}
export const listOpenOfDocuments = async (ctx: Tx, deskId: string, keys: readonly Buffer[]): Promise<TracedRow[]> => {
  const found: TracedRow[] = []
  for (const part of partsOf(keys, AT_ONCE))
    found.push(
      ...(await db(ctx)
        .selectFrom('tracing.traced')
        .selectAll()
        .where('desk_id', '=', deskId)
        .where(sql<boolean>`document_key = any(${part}::bytea[])`)
        .where('closed_on', 'is', null)
        .execute()),
    )
  return found
}
/** @returns the ids that went in: somebody who is looked into already is left out */
export async function insertTraced(ctx: Tx, rows: readonly TracedRow[]): Promise<Set<string>> {
  const done = new Set<string>()
  for (const part of partsOf(rows, AT_ONCE))
    for (const { id } of await db(ctx)
      .insertInto('tracing.traced')
      .values(part)
      .onConflict((oc) => oc.doNothing())
      .returning('id')
      .execute())
      done.add(id)
  return done
}
export async function updateTraced(ctx: Tx, row: Pick<TracedRow, 'community_id' | 'id'>, change: Partial<TracedRow>): Promise<void> {
  await db(ctx).updateTable('tracing.traced').set(change).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}
/** One more version for each, and the same change. */
export async function updateMany(ctx: Tx, ids: readonly string[], change: Partial<TracedRow>): Promise<void> {
  await db(ctx)
    .updateTable('tracing.traced')
    .set({ ...change, version: sql`version + 1` as never })
    .where(among('id', ids))
    .execute()
}
/** Each gets back what it had. */
export async function restoreMany(
  ctx: Tx,
  rows: readonly { id: string; isolatedOn: string | null; closedOn: string | null; closeReason: string | null; toldAt: string | null }[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`update tracing.traced t set isolated_on = b.isolated_on, closed_on = b.closed_on, close_reason = b.close_reason, told_at = b.told_at, version = t.version + 1
    from jsonb_to_recordset(${JSON.stringify(rows.map((row) => ({ id: row.id, isolated_on: row.isolatedOn, closed_on: row.closedOn, close_reason: row.closeReason, told_at: row.toldAt })))}::jsonb)
      as b (id uuid, isolated_on date, closed_on date, close_reason text, told_at timestamptz)
    where t.id = b.id`.execute(ctx.tx)
}
export async function raiseStandings(
  ctx: Tx,
  rows: readonly { id: string; standing: Standing; lastMetOn: string | null; dueAt: Date | null }[],
): Promise<void> {
  for (const part of partsOf(rows, AT_ONCE))
    await sql`update tracing.traced t set standing = b.standing, last_met_on = greatest(t.last_met_on, b.last_met_on), due_at = coalesce(t.due_at, b.due_at), version = t.version + 1
      from jsonb_to_recordset(${JSON.stringify(part.map((row) => ({ id: row.id, standing: row.standing, last_met_on: row.lastMetOn, due_at: row.dueAt })))}::jsonb)
        as b (id uuid, standing text, last_met_on date, due_at timestamptz)
      where t.id = b.id`.execute(ctx.tx)
}

type Asked = {
  path: string
  standing: Standing | null
  only: 'open' | 'closed' | 'untold' | 'all'
  keys: { label: string; name: Buffer; phone: Buffer; document: Buffer } | null
  after: { reportedOn: string; id: string } | null
  limit: number
}
/** Latest reported first. */
export const listTraced = (ctx: Tx, { path, standing, only, keys, after, limit }: Asked): Promise<TracedRow[]> =>
  db(ctx)
    .selectFrom('tracing.traced')
    .selectAll()
    .where(beneath([path]))
    .$if(standing !== null, (q) => q.where('standing', '=', standing!))
    .$if(only === 'open' || only === 'untold', (q) => q.where('closed_on', 'is', null))
    .$if(only === 'closed', (q) => q.where('closed_on', 'is not', null))
    .$if(only === 'untold', (q) => q.where('standing', 'in', ['contact', 'secondaryContact']).where('told_at', 'is', null))
    .$if(keys !== null, (q) =>
      q.where((eb) =>
        eb.or([eb('label', '=', keys!.label), eb('name_key', '=', keys!.name), eb('phone_key', '=', keys!.phone), eb('document_key', '=', keys!.document)]),
      ),
    )
    .$if(after !== null, (q) => q.where(sql<boolean>`(reported_on, id) < (${after!.reportedOn}::date, ${after!.id}::uuid)`))
    .orderBy('reported_on', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

export type Counted = { cases: number; contacts: number; secondaryContacts: number; untold: number; overdue: number; closed: number }
export const countTraced = (ctx: Tx, path: string, now: Date): Promise<Counted> =>
  db(ctx)
    .selectFrom('tracing.traced')
    .select([
      sql<number>`count(*) filter (where closed_on is null and standing = 'case')::int`.as('cases'),
      sql<number>`count(*) filter (where closed_on is null and standing = 'contact')::int`.as('contacts'),
      sql<number>`count(*) filter (where closed_on is null and standing = 'secondaryContact')::int`.as('secondaryContacts'),
      sql<number>`count(*) filter (where closed_on is null and standing in ('contact', 'secondaryContact') and told_at is null)::int`.as('untold'),
      sql<number>`count(*) filter (where ${overdue(now)})::int`.as('overdue'),
      sql<number>`count(*) filter (where closed_on is not null)::int`.as('closed'),
    ])
    .where(beneath([path]))
    .executeTakeFirstOrThrow()
/** The clock has run out, and what it waits for is not done: `isSeenTo` of the rules, in the database. */
const overdue = (now: Date) =>
  sql<boolean>`closed_on is null and due_at < ${now}::timestamptz and case standing when 'none' then false when 'case' then isolated_on is null
    else told_at is null or (control_id is null and isolated_on is null) end`

/** Cases whose day that counts lies in these days. */
export const listCases = (ctx: Tx, path: string, from: string, to: string, limit: number): Promise<TracedRow[]> =>
  db(ctx)
    .selectFrom('tracing.traced')
    .selectAll()
    .where(beneath([path]))
    .where('standing', '=', 'case')
    .where(sql<boolean>`coalesce(onset_on, sampled_on, reported_on) between ${from}::date and ${to}::date`)
    .orderBy('reported_on')
    .orderBy('id')
    .limit(limit)
    .execute()
/** Everybody, the oldest report first: for a list that goes out. */
export const listAll = (ctx: Tx, path: string, limit: number): Promise<TracedRow[]> =>
  db(ctx)
    .selectFrom('tracing.traced')
    .selectAll()
    .where(beneath([path]))
    .orderBy('reported_on')
    .orderBy('id')
    .limit(limit)
    .execute()
export type CurveRow = Pick<TracedRow, 'id' | 'standing' | 'case_kind' | 'onset_on' | 'sampled_on' | 'reported_on' | 'isolated_on'>
/** No more of each than a curve asks. */
export const listForFigures = (ctx: Tx, path: string): Promise<CurveRow[]> =>
  db(ctx)
    .selectFrom('tracing.traced')
    .select(['id', 'standing', 'case_kind', 'onset_on', 'sampled_on', 'reported_on', 'isolated_on'])
    .where(beneath([path]))
    .where('standing', '=', 'case')
    .execute()
export const countAll = async (ctx: Tx, path: string): Promise<number> =>
  (
    await db(ctx)
      .selectFrom('tracing.traced')
      .select(sql<number>`count(*)::int`.as('n'))
      .where(beneath([path]))
      .executeTakeFirstOrThrow()
  ).n
export const findOfInfection = (ctx: Tx, infectionId: string): Promise<TracedRow | undefined> =>
  db(ctx).selectFrom('tracing.traced').selectAll().where('infection_id', '=', infectionId).executeTakeFirst()
/** Somebody moved: they are seen where they live now, with what is written of them. */
export async function moveTraced(ctx: Tx, communityId: string, personId: string, to: { homeId: string | null; path: string }): Promise<void> {
  const moved = await db(ctx)
    .updateTable('tracing.traced')
    .set({ area_path: to.path, home_id: to.homeId })
    .where('community_id', '=', communityId)
    .where('person_id', '=', personId)
    .returning('id')
    .execute()
  const ids = moved.map(({ id }) => id)
  if (ids.length === 0) return
  await db(ctx).updateTable('tracing.turn').set({ area_path: to.path }).where(among('traced_id', ids)).execute()
  await db(ctx).updateTable('tracing.exposure').set({ area_path: to.path }).where(among('to_id', ids)).execute()
}

/** So many numbers of a centre, the first of them. */
export async function takeNumbers(ctx: Tx, desk: { id: string; path: string }, many: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`insert into tracing.counter (desk_id, area_path, last) values (${desk.id}::uuid, ${desk.path}, ${many}::int)
    on conflict (desk_id) do update set last = tracing.counter.last + excluded.last returning last`.execute(ctx.tx)
  return rows[0]!.last - many + 1
}
export async function deleteOver(ctx: Tx, closedBefore: string): Promise<void> {
  const over = await db(ctx).selectFrom('tracing.traced').select('id').where('closed_on', '<', closedBefore).execute()
  for (const part of partsOf(
    over.map(({ id }) => id),
    AT_ONCE,
  )) {
    await db(ctx).deleteFrom('tracing.turn').where(among('traced_id', part)).execute()
    await db(ctx)
      .deleteFrom('tracing.exposure')
      .where((eb) => eb.or([among('from_id', part), among('to_id', part)]))
      .execute()
    await db(ctx).deleteFrom('tracing.traced').where(among('id', part)).execute()
  }
}
