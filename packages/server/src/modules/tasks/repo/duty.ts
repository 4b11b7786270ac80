import type { Coverage, Excuse, Outcome, Reason, Way } from '@xiaomen/rules/tasks'
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { anyOf, beneath } from '../../../platform/sql.ts'
import type { DutyRow, ObligationRow } from '../tables.ts'
import { db, inParts } from './db.ts'

type Tx = Pick<Ctx, 'tx'>

/** False when an obligation of this id stands there already. */
export async function insertObligation(ctx: Tx, row: ObligationRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('tasks.obligation')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}

/** One row a community it runs in. */
export const listObligationRows = (ctx: Tx, id: string): Promise<ObligationRow[]> =>
  db(ctx).selectFrom('tasks.obligation').selectAll().where('id', '=', id).orderBy('area_path').execute()

export const listObligationsAt = (ctx: Tx, paths: readonly string[], state: ObligationRow['state'] | undefined): Promise<ObligationRow[]> =>
  paths.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('tasks.obligation')
        .selectAll()
        // From above: a plan of the whole community is one of each of its houses.
        .where(sql<boolean>`(${beneath(paths)} or exists (select from unnest(${[...paths]}::text[]) p where starts_with(p, area_path)))`)
        .$if(state !== undefined, (q) => q.where('state', '=', state!))
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(400)
        .execute()

export async function updateObligationClosed(ctx: Tx, id: string, at: Date): Promise<void> {
  await db(ctx).updateTable('tasks.obligation').set({ state: 'closed', closed_at: at }).where('id', '=', id).where('state', '=', 'open').execute()
}

export type NewDuty = Pick<DutyRow, 'community_id' | 'obligation_id' | 'subject_id' | 'subject_kind' | 'home_id' | 'area_path' | 'expected_from'>
/** Those that stand there already stay as they are. */
export async function insertDuties(ctx: Tx, rows: readonly NewDuty[]): Promise<void> {
  for (const part of inParts(rows))
    await sql`insert into tasks.duty (community_id, obligation_id, subject_id, subject_kind, home_id, area_path, expected_from)
      select community_id, obligation_id, subject_id, subject_kind, home_id, area_path, expected_from
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb)
        as r (community_id uuid, obligation_id uuid, subject_id uuid, subject_kind text, home_id uuid, area_path text, expected_from date)
      on conflict do nothing`.execute(ctx.tx)
}

/** Locked until the transaction ends, so that two who are done with one subject meet here. */
export const lockDuty = (ctx: Tx, obligationId: string, subjectId: string): Promise<DutyRow | undefined> =>
  db(ctx).selectFrom('tasks.duty').selectAll().where('obligation_id', '=', obligationId).where('subject_id', '=', subjectId).forUpdate().executeTakeFirst()

export const listDuties = (ctx: Tx, obligationId: string, subjectIds: readonly string[]): Promise<DutyRow[]> =>
  db(ctx)
    .selectFrom('tasks.duty')
    .selectAll()
    .where('obligation_id', '=', obligationId)
    .where(sql<boolean>`subject_id = ${anyOf(subjectIds)}`)
    .execute()

type Key = Pick<DutyRow, 'community_id' | 'obligation_id' | 'subject_id'>
const at = (ctx: Tx, key: Key) =>
  db(ctx)
    .updateTable('tasks.duty')
    .where('community_id', '=', key.community_id)
    .where('obligation_id', '=', key.obligation_id)
    .where('subject_id', '=', key.subject_id)

/** True the first time only. */
export async function updateDutyDone(ctx: Tx, key: Key, done: { at: Date; way: Way; by: string | null }): Promise<boolean> {
  const rows = await at(ctx, key).set({ done_at: done.at, done_way: done.way, done_by: done.by }).where('done_at', 'is', null).returning('subject_id').execute()
  return rows.length === 1
}
/** Those that were not done before. */
export const updateDutiesDone = async (
  ctx: Tx,
  communityId: string,
  obligationId: string,
  subjectIds: readonly string[],
  done: { at: Date; way: Way; by: string | null },
): Promise<string[]> =>
  (
    await db(ctx)
      .updateTable('tasks.duty')
      .set({ done_at: done.at, done_way: done.way, done_by: done.by })
      .where('community_id', '=', communityId)
      .where('obligation_id', '=', obligationId)
      .where(sql<boolean>`subject_id = ${anyOf(subjectIds)}`)
      .where('done_at', 'is', null)
      .returning('subject_id')
      .execute()
  ).map((row) => row.subject_id)
export async function updateDutyUndone(ctx: Tx, key: Key): Promise<void> {
  await at(ctx, key).set({ done_at: null, done_way: null, done_by: null }).execute()
}
type Tried = { at: Date; outcome: Outcome; reason: Reason | null }
/** Notes a try, and locks the duty by it. `done`: what settles it with this try, unless it was settled before. Undefined: there is no such duty. */
export async function updateDutyTried(
  ctx: Tx,
  key: Pick<DutyRow, 'obligation_id' | 'subject_id'>,
  tried: Tried,
  done: { at: Date; way: Way; by: string | null } | null = null,
): Promise<DutyRow | undefined> {
  const unless = <T>(column: 'done_at' | 'done_way' | 'done_by', value: T) => sql<T>`case when done_at is null then ${value} else ${sql.ref(column)} end`
  return db(ctx)
    .updateTable('tasks.duty')
    .set({ last_outcome: tried.outcome, last_reason: tried.reason, last_at: tried.at, tries: sql<number>`tries + 1` })
    .$if(done !== null, (q) => q.set({ done_at: unless('done_at', done!.at), done_way: unless('done_way', done!.way), done_by: unless('done_by', done!.by) }))
    .where('obligation_id', '=', key.obligation_id)
    .where('subject_id', '=', key.subject_id)
    .returningAll()
    .executeTakeFirst()
}

export type NewExcuse = { kind: Excuse; until: string | null; by: string | null; notes: ReadonlyMap<string, Buffer> }
/** Excuses those not yet done. Answers with the subjects it took. */
export async function updateExcused(ctx: Tx, obligationId: string, subjectIds: readonly string[], { kind, until, by, notes }: NewExcuse): Promise<string[]> {
  const rows = subjectIds.map((subjectId) => ({ subject_id: subjectId, note: notes.get(subjectId)?.toString('base64') ?? null }))
  const done = await sql<{ subject_id: string }>`update tasks.duty d
    set excuse = ${kind}, excuse_until = ${until}::date, excused_by = ${by}::uuid, excuse_note = decode(r.note, 'base64')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (subject_id uuid, note text)
    where d.obligation_id = ${obligationId}::uuid and d.subject_id = r.subject_id and d.done_at is null returning d.subject_id`.execute(ctx.tx)
  return done.rows.map((row) => row.subject_id)
}
export async function updateExcuseEnded(ctx: Tx, obligationId: string, subjectIds: readonly string[]): Promise<string[]> {
  const rows = await db(ctx)
    .updateTable('tasks.duty')
    .set({ excuse: null, excuse_until: null, excuse_note: null, excused_by: null })
    .where('obligation_id', '=', obligationId)
    .where(sql<boolean>`subject_id = ${anyOf(subjectIds)}`)
    .where('excuse', 'is not', null)
    .where('done_at', 'is', null)
    .returning('subject_id')
    .execute()
  return rows.map((row) => row.subject_id)
}

/** Counts by the area a home hangs under, for several obligations at once. The same arithmetic as `coverageOf`, done where the rows are. */
export async function countCoverage(
  ctx: Tx,
  obligationIds: readonly string[],
  paths: readonly string[],
  today: string,
): Promise<{ obligationId: string; path: string; counts: Coverage }[]> {
  if (obligationIds.length === 0 || paths.length === 0) return []
  const found = await sql<{ obligation_id: string; leaf: string; expected: number; done: number; excused: number }>`
    select obligation_id, leaf, count(*)::int as expected, count(*) filter (where is_done)::int as done, count(*) filter (where not is_done and is_excused)::int as excused
    from (
      select obligation_id, regexp_replace(area_path, 'h[0-9]+/$', '') as leaf, done_at is not null as is_done,
        excuse is not null and (excuse_until is null or excuse_until >= ${today}::date) as is_excused
      from tasks.duty
      where obligation_id = ${anyOf(obligationIds)} and ${beneath(paths)} and (expected_from <= ${today}::date or done_at is not null)
    ) as d group by obligation_id, leaf`.execute(ctx.tx)
  return found.rows.map(({ obligation_id, leaf, expected, done, excused }) => ({
    obligationId: obligation_id,
    path: leaf,
    counts: { expected, done, excused, missing: expected - done - excused },
  }))
}

const isMissing = (today: string) =>
  sql<boolean>`done_at is null and expected_from <= ${today}::date and (excuse is null or (excuse_until is not null and excuse_until < ${today}::date))`

/** The missing directly beneath these lowest areas: as many of each as a unit has homes. */
export const listMissingAt = (ctx: Tx, obligationId: string, leaves: readonly string[], today: string): Promise<DutyRow[]> =>
  db(ctx)
    .selectFrom('tasks.duty')
    .selectAll()
    .where('obligation_id', '=', obligationId)
    .where(beneath(leaves))
    .where(isMissing(today))
    .where(sql<boolean>`regexp_replace(area_path, 'h[0-9]+/$', '') = any(${[...leaves]}::text[])`)
    .execute()

export const listDutiesUnder = (ctx: Tx, obligationId: string, path: string): Promise<DutyRow[]> =>
  db(ctx)
    .selectFrom('tasks.duty')
    .selectAll()
    .where('obligation_id', '=', obligationId)
    .where(beneath([path]))
    .limit(5_000)
    .execute()

export async function updateObligationDue(ctx: Tx, id: string, dueOn: string): Promise<void> {
  await db(ctx).updateTable('tasks.obligation').set({ due_on: dueOn }).where('id', '=', id).where('from_day', '<=', dueOn).execute()
}

/** Everything expected of one subject, in whatever obligation. */
export const listDutiesOf = (ctx: Tx, subjectId: string): Promise<DutyRow[]> =>
  db(ctx).selectFrom('tasks.duty').selectAll().where('subject_id', '=', subjectId).execute()
export async function removeDuty(ctx: Tx, key: Key): Promise<void> {
  await db(ctx)
    .deleteFrom('tasks.duty')
    .where('community_id', '=', key.community_id)
    .where('obligation_id', '=', key.obligation_id)
    .where('subject_id', '=', key.subject_id)
    .execute()
}
