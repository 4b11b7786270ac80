import type { LeadState } from '@xiaomen/rules/leads'
import { sql } from 'kysely'
import { anyOf, beneath, partsOf } from '../../../platform/sql.ts'
import type { LeadRow } from '../tables.ts'
import { asJson, AT_ONCE, db, type Tx } from './db.ts'

/** `due_at` is worked out by the database. */
export type NewLead = Omit<LeadRow, 'due_at'>
const RECORD = sql.raw(`(community_id uuid, id uuid, area_path text, desk_id uuid, offered_to uuid, kind text, priority smallint, way text, state text,
  received_at timestamptz, accept_by timestamptz, tell_by timestamptz, close_by timestamptz, accepted_at timestamptz, told_at timestamptz, closed_at timestamptz,
  outcome text, returns smallint, sources integer, document_key bytea, contact_key bytea, sealed_said bytea, has_phone boolean, suggest_id uuid,
  suggest_way text, suggest_also uuid, suggest_doubt text, person_id uuid, home_id uuid, call_at timestamptz, tries smallint, lang text, held_by uuid,
  held_until timestamptz, reminded_at timestamptz, moved_at timestamptz, version integer, delete_on date)`)
const COLUMNS = sql.raw(`community_id, id, area_path, desk_id, offered_to, kind, priority, way, state, received_at, accept_by, tell_by, close_by, accepted_at,
  told_at, closed_at, outcome, returns, sources, document_key, contact_key, sealed_said, has_phone, suggest_id, suggest_way, suggest_also, suggest_doubt, person_id,
  home_id, call_at, tries, lang, held_by, held_until, reminded_at, moved_at, version, delete_on`)

/** One intake of a centre at a time: two files at once must not both find nobody. */
export async function lockIntake(ctx: Tx, centreId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`leads.intake ${centreId}`}, 0))`.execute(ctx.tx)
}
export async function insertLeads(ctx: Tx, rows: readonly NewLead[]): Promise<void> {
  for (const part of partsOf(rows, AT_ONCE))
    await sql`insert into leads.lead (${COLUMNS}) select ${COLUMNS} from jsonb_to_recordset(${asJson(part)}::jsonb) as r ${RECORD}`.execute(ctx.tx)
}
export const findLead = (ctx: Tx, id: string): Promise<LeadRow | undefined> =>
  db(ctx).selectFrom('leads.lead').selectAll().where('id', '=', id).executeTakeFirst()
/** Of every lead about this person that the reader sees, open or closed. */
export const idsOfPerson = async (ctx: Tx, personId: string): Promise<string[]> =>
  (await db(ctx).selectFrom('leads.lead').select('id').where('person_id', '=', personId).orderBy('id').execute()).map((row) => row.id)
export const openOfPerson = (ctx: Tx, personId: string): Promise<LeadRow[]> =>
  db(ctx).selectFrom('leads.lead').selectAll().where('person_id', '=', personId).where('state', '<>', 'closed').orderBy('id').execute()
/** Locked in one order, whoever asks: two acts on the same many wait for each other. */
export const lockLeads = (ctx: Tx, ids: readonly string[]): Promise<LeadRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('leads.lead')
        .selectAll()
        .where(sql<boolean>`id = ${anyOf(ids)}`)
        .orderBy('id')
        .forUpdate()
        .execute()
/** Open leads of a centre that say one of these documents, or telephone and name. */
export async function listSame(ctx: Tx, centreId: string, keys: { documents: readonly Buffer[]; contacts: readonly Buffer[] }): Promise<LeadRow[]> {
  const found = new Map<string, LeadRow>()
  for (const [column, of] of [
    ['document_key', keys.documents],
    ['contact_key', keys.contacts],
  ] as const)
    for (const part of partsOf(of, AT_ONCE))
      for (const row of await db(ctx)
        .selectFrom('leads.lead')
        .selectAll()
        .where('community_id', '=', centreId)
        .where('state', '<>', 'closed')
        .where(sql<boolean>`${sql.ref(column)} = any(${part}::bytea[])`)
        .orderBy('id')
        .execute())
        found.set(row.id, row)
  return [...found.values()]
}

/** What an act changes. Written for many in one statement; `version` is what was read, and one more afterwards. */
export type LeadChange = Pick<LeadRow, 'community_id' | 'id' | 'version'> &
  Pick<
    LeadRow,
    | 'area_path'
    | 'desk_id'
    | 'offered_to'
    | 'kind'
    | 'priority'
    | 'state'
    | 'accept_by'
    | 'tell_by'
    | 'close_by'
    | 'accepted_at'
    | 'told_at'
    | 'closed_at'
    | 'outcome'
    | 'returns'
    | 'sources'
    | 'reminded_at'
    | 'moved_at'
  >
export async function updateLeads(ctx: Tx, changes: readonly LeadChange[]): Promise<void> {
  for (const part of partsOf(changes, AT_ONCE))
    await sql`update leads.lead set area_path = r.area_path, desk_id = r.desk_id, offered_to = r.offered_to, kind = r.kind, priority = r.priority, state = r.state,
        accept_by = r.accept_by, tell_by = r.tell_by, close_by = r.close_by, accepted_at = r.accepted_at, told_at = r.told_at, closed_at = r.closed_at,
        outcome = r.outcome, returns = r.returns, sources = r.sources, reminded_at = r.reminded_at, moved_at = r.moved_at, version = r.version + 1,
        held_by = case when r.state = 'closed' or r.told_at is not null then null else lead.held_by end
      from jsonb_to_recordset(${asJson(part)}::jsonb) as r (community_id uuid, id uuid, version integer, area_path text, desk_id uuid, offered_to uuid, kind text,
        priority smallint, state text, accept_by timestamptz, tell_by timestamptz, close_by timestamptz, accepted_at timestamptz, told_at timestamptz,
        closed_at timestamptz, outcome text, returns smallint, sources integer, reminded_at timestamptz, moved_at timestamptz)
      where lead.community_id = r.community_id and lead.id = r.id`.execute(ctx.tx)
}
/** More is known of them than when they came. */
export async function updateSaid(
  ctx: Tx,
  rows: readonly Pick<LeadRow, 'community_id' | 'id' | 'sealed_said' | 'has_phone' | 'document_key' | 'contact_key'>[],
): Promise<void> {
  for (const part of partsOf(rows, AT_ONCE))
    await sql`update leads.lead set sealed_said = r.sealed_said, has_phone = r.has_phone, document_key = r.document_key, contact_key = r.contact_key
      from jsonb_to_recordset(${asJson(part)}::jsonb) as r (community_id uuid, id uuid, sealed_said bytea, has_phone boolean, document_key bytea, contact_key bytea)
      where lead.community_id = r.community_id and lead.id = r.id`.execute(ctx.tx)
}

/** Where leads are looked for: a centre's all, one desk's, what lies at or beneath a place. */
export type Where = { centreId: string } | { deskId: string } | { at: string } | { under: string }
export const within = (where: Where) =>
  'centreId' in where
    ? sql<boolean>`community_id = ${where.centreId}`
    : 'deskId' in where
      ? sql<boolean>`desk_id = ${where.deskId}`
      : 'at' in where
        ? sql<boolean>`area_path = ${where.at}`
        : beneath([where.under])
export type Wanted = {
  where: Where
  under: string
  doubt: 'sure' | 'doubtful' | null
  kind: string | null
  from: { at: string; id: string } | null
  limit: number
}

/** A page of one state, as its index lies: open ones by what is owed first, closed ones the latest first. */
export function listOfState(ctx: Tx, state: LeadState, { where, under, doubt, kind, from, limit }: Wanted): Promise<LeadRow[]> {
  const isClosed = state === 'closed'
  return db(ctx)
    .selectFrom('leads.lead')
    .selectAll()
    .where(within(where))
    .where('state', '=', state)
    .$if(!('at' in where), (q) => q.where(beneath([under])))
    .$if(doubt === 'sure', (q) => q.where('suggest_id', 'is not', null).where('suggest_doubt', 'is', null))
    .$if(doubt === 'doubtful', (q) => q.where('suggest_doubt', 'is not', null))
    .$if(kind !== null, (q) => q.where('kind', '=', kind as LeadRow['kind']))
    .$if(from !== null && isClosed, (q) => q.where(sql<boolean>`(closed_at, id) < (${from!.at}::timestamptz, ${from!.id}::uuid)`))
    .$if(from !== null && !isClosed, (q) => q.where(sql<boolean>`(due_at, id) > (${from!.at}::timestamptz, ${from!.id}::uuid)`))
    .orderBy(isClosed ? 'closed_at' : 'due_at', isClosed ? 'desc' : 'asc')
    .orderBy('id', isClosed ? 'desc' : 'asc')
    .limit(limit)
    .execute()
}

/** `since`: the longest that anything of it has lain there. */
export type DeskLoad = { desk_id: string; state: LeadState; n: number; overdue: number; since: Date }
export const countByDesk = async (ctx: Tx, where: Where, now: Date): Promise<DeskLoad[]> =>
  (
    await db(ctx)
      .selectFrom('leads.lead')
      .select([
        'desk_id',
        'state',
        sql<string>`count(*)`.as('n'),
        sql<string>`count(*) filter (where due_at < ${now})`.as('overdue'),
        sql<Date>`min(moved_at)`.as('since'),
      ])
      .where(within(where))
      .groupBy(['desk_id', 'state'])
      .execute()
  ).map((row) => ({ ...row, n: Number(row.n), overdue: Number(row.overdue), since: new Date(row.since) }))
/** How many are on their way to each desk. */
export const countOffered = async (ctx: Tx, where: Where): Promise<Map<string, { n: number; since: Date }>> =>
  new Map(
    (
      await db(ctx)
        .selectFrom('leads.lead')
        .select(['offered_to', sql<string>`count(*)`.as('n'), sql<Date>`min(moved_at)`.as('since')])
        .where(within(where))
        .where('state', '=', 'offered')
        .groupBy('offered_to')
        .execute()
    ).map((row) => [row.offered_to!, { n: Number(row.n), since: new Date(row.since) }]),
  )
export async function deleteOver(ctx: Tx, day: string): Promise<void> {
  for (const table of ['lead', 'source', 'step', 'unread', 'call', 'statement', 'seat', 'sample', 'file'] as const)
    await sql`delete from ${sql.table(`leads.${table}`)} where delete_on <= ${day}::date`.execute(ctx.tx)
}
