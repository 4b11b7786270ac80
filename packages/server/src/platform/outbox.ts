import { type Kysely, type RawBuilder, sql } from 'kysely'
import { uuidv7 } from './ids.ts'

export type OutboxTables = {
  'platform.outbox': { id: string; at: Date; name: string; payload: unknown; attempts: number; next_at: Date; done_at: Date | null; error: string | null }
  'platform.heard': { event_id: string; reaction: string; at: Date }
}
export type Outgoing = { name: string; payload: unknown; at: Date }

/** Puts events in the given transaction. The relay finds them after the commit. */
export async function insertOutbox(tx: Kysely<{}>, events: readonly Outgoing[]): Promise<void> {
  if (events.length === 0) return
  await tx
    .withTables<OutboxTables>()
    .insertInto('platform.outbox')
    .values(
      events.map(({ name, payload, at }) => ({
        id: uuidv7(),
        at,
        name,
        payload: JSON.stringify(payload),
        attempts: 0,
        next_at: at,
        done_at: null,
        error: null,
      })),
    )
    .execute()
}

/** The event as `outboxInsert` reads it. */
export const outboxRow = ({ name, payload, at }: Outgoing) => ({ id: uuidv7(), at, name, payload })
/** The same as a part of a larger statement: `rows` is a source of one JSON column `event`, null where nothing is told. */
export const outboxInsert = (rows: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`insert into platform.outbox (id, at, name, payload, attempts, next_at) select r.id, r.at, r.name, r.payload, 0, r.at
    from ${rows} cross join lateral json_to_record(event) as r (id uuid, at timestamptz, name text, payload jsonb) where event is not null`

/** How long a claimed event stays with its claimer. Work queued by `enqueue` may run long. */
const LEASE_S = { event: 30, job: 900 }
/** Events taken in one round. */
export const MOST_CLAIMED = 64
/** Tries before an event is left for a person to look at; the waits between them double from one second. */
export const MOST_ATTEMPTS = 12

/** Takes the oldest waiting events, in the order they were made. */
export async function claimOutbox(tx: Kysely<{}>, now: Date): Promise<{ id: string; name: string; payload: unknown; attempts: number }[]> {
  const claimed = await sql<{ id: string; name: string; payload: unknown; attempts: number }>`
    update platform.outbox set
      next_at = ${now}::timestamptz + case when name like 'job:%' then ${LEASE_S.job}::integer else ${LEASE_S.event}::integer end * interval '1 second',
      attempts = attempts + 1
    where id in (
      select id from platform.outbox where done_at is null and next_at <= ${now} and attempts < ${MOST_ATTEMPTS} order by id limit ${MOST_CLAIMED} for update skip locked
    )
    returning id, name, payload, attempts`.execute(tx)
  return claimed.rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** Remembers that a reaction heard an event; false when it had already. */
export async function markHeard(tx: Kysely<{}>, eventId: string, reaction: string, now: Date): Promise<boolean> {
  const done = await tx
    .withTables<OutboxTables>()
    .insertInto('platform.heard')
    .values({ event_id: eventId, reaction, at: now })
    .onConflict((oc) => oc.doNothing())
    .returning('event_id')
    .execute()
  return done.length === 1
}

export async function markDone(tx: Kysely<{}>, ids: readonly string[], now: Date): Promise<void> {
  await tx.withTables<OutboxTables>().updateTable('platform.outbox').set({ done_at: now, error: null }).where('id', 'in', ids).execute()
}

export async function markFailed(tx: Kysely<{}>, id: string, error: string, nextAt: Date): Promise<void> {
  await tx.withTables<OutboxTables>().updateTable('platform.outbox').set({ error, next_at: nextAt }).where('id', '=', id).execute()
}

/** Age of the oldest event still waiting, in seconds; 0 when none waits. */
export async function outboxLag(tx: Kysely<{}>, now: Date): Promise<{ waiting: number; oldestS: number; givenUp: number }> {
  const found = await sql<{ waiting: string; oldest: Date | null; given_up: string }>`
    select count(*) as waiting, min(at) as oldest, count(*) filter (where attempts >= ${MOST_ATTEMPTS}) as given_up from platform.outbox where done_at is null`.execute(
    tx,
  )
  const row = found.rows[0]
  return {
    waiting: Number(row?.waiting ?? 0),
    givenUp: Number(row?.given_up ?? 0),
    oldestS: row?.oldest ? (now.getTime() - new Date(row.oldest).getTime()) / 1000 : 0,
  }
}

/** Events that could be claimed now. */
export async function countDue(tx: Kysely<{}>, now: Date): Promise<number> {
  const found = await sql<{
    due: string
  }>`select count(*) as due from platform.outbox where done_at is null and next_at <= ${now} and attempts < ${MOST_ATTEMPTS}`.execute(tx)
  return Number(found.rows[0]?.due ?? 0)
}

/** At a start: what a process that died had claimed is waiting again at once. Right because one process holds the data folder. */
export async function releaseClaims(tx: Kysely<{}>, now: Date): Promise<void> {
  await sql`update platform.outbox set next_at = ${now} where done_at is null and next_at > ${now} and attempts < ${MOST_ATTEMPTS}`.execute(tx)
}

/** What was heard a week ago, and runs of clock jobs a quarter ago, are of no use to anybody. */
export async function forgetDone(tx: Kysely<{}>, now: Date): Promise<void> {
  const week = new Date(now.getTime() - 7 * 86_400_000)
  await sql`delete from platform.heard where at < ${week} and event_id in (select id from platform.outbox where done_at < ${week})`.execute(tx)
  await sql`delete from platform.outbox where done_at < ${week}`.execute(tx)
  await sql`delete from platform.job_run where due < ${new Date(now.getTime() - 92 * 86_400_000)}`.execute(tx)
}
