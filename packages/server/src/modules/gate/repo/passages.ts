// The hot statements: a whole batch goes in and comes out as one JSON value each, so that a round trip serves sixty people.
import { CompiledQuery, type RawBuilder, sql } from 'kysely'
import { auditInsert, type AuditRow } from '../../../platform/audit.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { KEPT } from '../../../platform/db.ts'
import { outboxInsert, type outboxRow } from '../../../platform/outbox.ts'
import type { OpenHours } from '@xiaomen/rules/gate'
import type { Against } from './status-marks.ts'
import type { CredentialRow, GateTables, HoldRow, PassageConflictRow, PassageRow } from '../tables.ts'

const db = (ctx: Ctx) => ctx.tx.withTables<GateTables>()

/** A statement whose text Kysely puts together once; after that only its parameters change. */
function kept<P extends readonly unknown[], T>(build: (...parameters: P) => RawBuilder<T>): (ctx: Ctx, ...parameters: P) => Promise<T[]> {
  let text: string | null = null
  return async ({ tx }, ...parameters) => {
    text ??= build(...parameters).compile(tx).sql
    return (await tx.executeQuery<T>(CompiledQuery.raw(text, [...parameters]) as CompiledQuery<T>)).rows
  }
}

type Pairs = readonly { communityId: string; value: string }[]
export type Wanted = { communityIds: readonly string[]; gateIds: readonly string[]; codeIds: Pairs; shortCodes: Pairs }
export type KnownPassage = Pick<PassageRow, 'community_id' | 'id' | 'outcome' | 'reasons' | 'digest'>
export type KnownCredential = Pick<CredentialRow, 'community_id' | 'id' | 'area_path' | 'person_id' | 'home_id' | 'pass_class' | 'code_id' | 'short_code'> & {
  valid_from: string | null
  valid_until: string | null
  is_revoked: boolean
}
export type Known = {
  /** With what another gate, as the only one, does to it. */
  gates: { id: string; is_open: boolean; hours: OpenHours[]; closed_from: string | null; closed_until: string | null }[]
  credentials: KnownCredential[]
  cases: { community_id: string; person_id: string; home_id: string | null; kind: string }[]
  statuses: Against[]
  /** Signing keys somebody else may have. Asked each time, so that a withdrawal counts at once in every process. */
  withdrawn_keys: string[]
}

/**
 * All that a group must know before it decides, by one statement. Each code is a probe of its index (lateral): asked for as a
 * set, the whole community would be read while the tables are young and have no statistics.
 */
export async function findKnown(ctx: Ctx, { communityIds, gateIds, codeIds, shortCodes }: Wanted): Promise<Known> {
  const communityOf = (pairs: Pairs) => pairs.map((pair) => pair.communityId)
  const valueOf = (pairs: Pairs) => pairs.map((pair) => pair.value)
  const [row] = await readKnown(ctx, communityIds, communityOf(codeIds), valueOf(codeIds), communityOf(shortCodes), valueOf(shortCodes), gateIds)
  return row!.known
}
const readKnown = kept(
  (
    // Asked once and used twice: a statement kept as text takes its parameters in the order they stand in it, each once.
    communityIds: readonly string[],
    codeCommunities: string[],
    codeIds: string[],
    shortCommunities: string[],
    shortCodes: string[],
    gateIds: readonly string[],
  ) =>
    sql<{ known: Known }>`${sql.raw(KEPT)}
      with asked as (select ${communityIds}::uuid[] as communities), credential as materialized (
        select one.* from unnest(${codeCommunities}::uuid[], ${codeIds}::text[]) as k (community_id, value)
        cross join lateral (select * from gate.credential c where c.community_id = k.community_id and c.code_id = k.value limit 1) as one
        union all
        select one.* from unnest(${shortCommunities}::uuid[], ${shortCodes}::text[]) as k (community_id, value)
        cross join lateral (select * from gate.credential c where c.community_id = k.community_id and c.short_code = k.value limit 1) as one
      )
      select json_build_object(
        'gates', (select coalesce(json_agg(json_build_object('id', g.id, 'is_open', g.is_open, 'hours', g.hours, 'closed_from', o.opened_at, 'closed_until', o.until)), '[]')
          from gate.gate g left join gate.only_open o on o.area_id = g.area_id and o.gate_id <> g.id and o.ended_at is null where g.id = any(${gateIds}::uuid[])),
        'credentials', (select coalesce(json_agg(json_build_object('community_id', community_id, 'id', id, 'area_path', area_path, 'person_id', person_id, 'home_id', home_id, 'pass_class', pass_class,
          'code_id', code_id, 'short_code', short_code, 'valid_from', valid_from, 'valid_until', valid_until, 'is_revoked', revoked_at is not null)), '[]') from credential),
        'cases', (select coalesce(json_agg(json_build_object('community_id', community_id, 'person_id', person_id, 'home_id', home_id, 'kind', kind)), '[]')
          from gate.case_mark where community_id = any((select communities from asked)::uuid[]) and closed_at is null),
        'statuses', (select coalesce(json_agg(json_build_object('person_id', person_id, 'home_id', home_id, 'verdict', verdict, 'reason', reason, 'until', until)), '[]')
          from gate.status_mark where community_id = any((select communities from asked)::uuid[]) and verdict <> 'green'),
        'withdrawn_keys', (select coalesce(json_agg(kid), '[]') from gate.signing_key where state = 'withdrawn')
      ) as known`,
)

export const listPassages = (ctx: Ctx, communityIds: readonly string[], ids: readonly string[]): Promise<KnownPassage[]> =>
  db(ctx)
    .selectFrom('gate.passage')
    .select(['community_id', 'id', 'outcome', 'reasons', 'digest'])
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .where(sql<boolean>`community_id = any(${[...communityIds]}::uuid[])`)
    .execute()

const hex = (bytes: Buffer | null) => bytes?.toString('hex')

/** What the audit row of a passage says, beside what the passage itself says. */
const AUDIT = {
  id: 'audit_id',
  at: 'received_at',
  actor_kind: 'actor_kind',
  actor_id: 'account_id',
  actor_name: 'actor_name',
  actor_role: 'actor_role',
  actor_unit: 'actor_unit',
  session_id: 'session_id',
  operation: "'gate.recordPassage'",
  permission: "'gate.record'",
  community_id: 'community_id',
  area_path: 'area_path',
  classes: "'{}'",
  purpose: 'null',
  reason: 'null',
  // No subject: the audit outlives the passage by years and must not remember who passed where.
  subjects: "'{}'",
}
export type PassageAudit = Pick<AuditRow, 'id' | 'actor_kind' | 'actor_name' | 'actor_role' | 'actor_unit' | 'session_id'>
export type NewPassage = {
  row: PassageRow
  audit: PassageAudit
  hold: HoldRow | null
  event: ReturnType<typeof outboxRow> | null
  risk_event: ReturnType<typeof outboxRow> | null
}

/** Inserts those not yet there, each with its audit row, its hold and its event, by one statement: all of it or nothing. The answer holds the ids that went in. */
export async function insertPassages(ctx: Ctx, passages: readonly NewPassage[]): Promise<Set<string>> {
  // Undefined is left out of the JSON and read back as null: most of these columns are empty most of the time.
  // Times are written once for a millisecond, not by JSON.stringify for each field: three of them took as long as the rest of the row ten times over.
  const texts = new Map<number, string>()
  const time = (at: Date): string => {
    const ms = at.getTime()
    const text = texts.get(ms) ?? at.toISOString()
    texts.set(ms, text)
    return text
  }
  const values = passages.map(({ row, audit, hold, event, risk_event }) => ({
    ...row,
    at: time(row.at),
    received_at: time(row.received_at),
    guard_says: row.guard_says ?? undefined,
    seen: row.seen ?? undefined,
    arrival: row.arrival ?? undefined,
    sealed_plate: hex(row.sealed_plate),
    sealed_temperature: hex(row.sealed_temperature),
    sealed_means: hex(row.sealed_means),
    sealed_note: hex(row.sealed_note),
    sealed_where_from: hex(row.sealed_where_from),
    digest: hex(row.digest),
    audit_id: audit.id,
    actor_kind: audit.actor_kind,
    actor_name: audit.actor_name,
    actor_role: audit.actor_role,
    actor_unit: audit.actor_unit,
    session_id: audit.session_id,
    hold: hold === null ? undefined : { ...hold, sealed_temperature: hex(hold.sealed_temperature), sealed_where_from: hex(hold.sealed_where_from) },
    event: event ?? undefined,
    risk_event: risk_event ?? undefined,
  }))
  return new Set((await writePassages(ctx, JSON.stringify(values))).map((row) => row.id))
}
const writePassages = kept(
  (passages: string) =>
    sql<{ id: string }>`${sql.raw(KEPT)}
      with given as materialized (
        select * from json_to_recordset(${passages}::json) as r (community_id uuid, id uuid, gate_id uuid, area_path text, at timestamptz, received_at timestamptz, late_s int,
          direction text, means text, credential_id uuid, person_id uuid, home_id uuid, pass_class text, outcome text, reasons text[], guard_says text, is_medical boolean, seen text, arrival text, sealed_plate text,
          sealed_temperature text, sealed_means text, sealed_note text, sealed_where_from text, digest text, account_id uuid, audit_id uuid, actor_kind text, actor_name text, actor_role text, actor_unit text, session_id uuid, hold json, event json, risk_event json)
      ), written as (
        insert into gate.passage (community_id, id, gate_id, area_path, at, received_at, late_s, direction, means, credential_id, person_id, home_id, pass_class, outcome, reasons,
          guard_says, is_medical, seen, arrival, sealed_plate, sealed_temperature, sealed_means, sealed_note, sealed_where_from, digest, account_id)
        select community_id, id, gate_id, area_path, at, received_at, late_s, direction, means, credential_id, person_id, home_id, pass_class, outcome, reasons,
          guard_says, is_medical, seen, arrival, decode(sealed_plate, 'hex'), decode(sealed_temperature, 'hex'), decode(sealed_means, 'hex'), decode(sealed_note, 'hex'), decode(sealed_where_from, 'hex'), decode(digest, 'hex'), account_id
        from given
        on conflict (community_id, id) do nothing
        returning community_id, id
      ), fresh as (
        select given.* from written join given using (community_id, id)
      ), audited as (${auditInsert(AUDIT, 'fresh')}
      ), held as (
        insert into gate.hold (community_id, passage_id, area_path, gate_id, person_id, home_id, at, reasons, sealed_temperature, sealed_where_from)
        select h.community_id, h.passage_id, h.area_path, h.gate_id, h.person_id, h.home_id, h.at, h.reasons, decode(h.sealed_temperature, 'hex'), decode(h.sealed_where_from, 'hex')
        from fresh cross join lateral json_to_record(hold) as h (community_id uuid, passage_id uuid, area_path text, gate_id uuid, person_id uuid, home_id uuid, at timestamptz, reasons text[], sealed_temperature text, sealed_where_from text)
        where hold is not null
      ), told as (${outboxInsert(sql`fresh`)}
      ), told_of_risk as (${outboxInsert(sql`(select risk_event as event from fresh) as risky`)})
      select id from written`,
)

export async function insertConflicts(ctx: Ctx, rows: readonly PassageConflictRow[]): Promise<void> {
  if (rows.length > 0)
    await db(ctx)
      .insertInto('gate.passage_conflict')
      .values([...rows])
      .onConflict((oc) => oc.doNothing())
      .execute()
}

export const listPassagesOfGate = (ctx: Ctx, gateId: string, most: number): Promise<PassageRow[]> =>
  db(ctx).selectFrom('gate.passage').selectAll().where('gate_id', '=', gateId).orderBy('received_at', 'desc').orderBy('id', 'desc').limit(most).execute()

/** The first way in of each of these people since a time, by what the gate or its guard let pass. */
export async function listFirstIn(
  ctx: Pick<Ctx, 'tx'>,
  communityId: string,
  personIds: readonly string[],
  since: Date,
): Promise<{ person_id: string; at: Date }[]> {
  if (personIds.length === 0) return []
  const rows = await sql<{ person_id: string; at: Date }>`
    select person_id, min(at) as at
    from gate.passage
    where community_id = ${communityId} and person_id = any(${[...personIds]}::uuid[]) and received_at >= ${since} and at >= ${since}
      and direction = 'in' and (outcome = 'enter' or guard_says = 'admitted')
    group by person_id`.execute(ctx.tx)
  return rows.rows.map((row) => ({ ...row, at: new Date(row.at) }))
}

/** Of these passes since a time: when they first came in and last went out, by what the gate or its guard let pass. */
export async function listEnteringOf(
  ctx: Ctx,
  communityId: string,
  credentialIds: readonly string[],
  since: Date,
): Promise<{ credential_id: string; in_at: Date | null; out_at: Date | null }[]> {
  if (credentialIds.length === 0) return []
  const rows = await sql<{ credential_id: string; in_at: Date | null; out_at: Date | null }>`
    select credential_id, min(at) filter (where direction = 'in') as in_at, max(at) filter (where direction = 'out') as out_at
    from gate.passage
    where community_id = ${communityId} and credential_id = any(${[...credentialIds]}::uuid[]) and received_at >= ${since}
      and (outcome = 'enter' or guard_says = 'admitted')
    group by credential_id`.execute(ctx.tx)
  return rows.rows
}

/** Of each of these people since a time: when they first went out and last came in, by what the gate or its guard let pass. */
export async function listWaysOf(
  ctx: Pick<Ctx, 'tx'>,
  communityId: string,
  personIds: readonly string[],
  since: Date,
): Promise<{ person_id: string; out_at: Date | null; in_at: Date | null }[]> {
  if (personIds.length === 0) return []
  const rows = await sql<{ person_id: string; out_at: Date | null; in_at: Date | null }>`
    select person_id, min(at) filter (where direction = 'out') as out_at, max(at) filter (where direction = 'in') as in_at
    from gate.passage
    where community_id = ${communityId} and person_id = any(${[...personIds]}::uuid[]) and received_at >= ${since} and at >= ${since}
      and direction in ('in', 'out') and (outcome = 'enter' or guard_says = 'admitted')
    group by person_id`.execute(ctx.tx)
  const when = (at: Date | null) => (at === null ? null : new Date(at))
  return rows.rows.map((row) => ({ ...row, out_at: when(row.out_at), in_at: when(row.in_at) }))
}
