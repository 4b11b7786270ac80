import type { DayPart, Outcome } from '@xiaomen/rules/tasks'
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { anyOf, beneath } from '../../../platform/sql.ts'
import type { TaskRow } from '../tables.ts'
import { db, inParts } from './db.ts'

type Tx = Pick<Ctx, 'tx'>

export type NewTask = Pick<
  TaskRow,
  | 'community_id'
  | 'id'
  | 'area_path'
  | 'home_id'
  | 'subject_kind'
  | 'subject_id'
  | 'kind'
  | 'title'
  | 'roles'
  | 'account_id'
  | 'obligation_id'
  | 'source'
  | 'source_id'
  | 'key'
  | 'from_day'
  | 'due_on'
  | 'priority'
>
const AS_ROWS = sql`as r (community_id uuid, id uuid, area_path text, home_id uuid, subject_kind text, subject_id uuid, kind text, title text, roles jsonb, account_id uuid,
  obligation_id uuid, source text, source_id uuid, key text, from_day date, due_on date, priority smallint)`
const rolesOf = sql`array(select jsonb_array_elements_text(r.roles))`

/** Those that stand there already stay as they are. */
export async function insertTasks(ctx: Tx, rows: readonly NewTask[], now: Date): Promise<void> {
  for (const part of inParts(rows))
    await sql`insert into tasks.task (community_id, id, area_path, home_id, subject_kind, subject_id, kind, title, roles, account_id, obligation_id, source, source_id, key,
        from_day, due_on, priority, state, created_at)
      select community_id, id, area_path, home_id, subject_kind, subject_id, kind, title, ${rolesOf}, account_id, obligation_id, source, source_id, key,
        from_day, due_on, priority, 'open', ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) ${AS_ROWS} on conflict (community_id, source, source_id, key) do nothing`.execute(ctx.tx)
}

/** Rewrites tasks by their keys, those somebody touched left out whatever is asked. */
export async function rewriteTasks(ctx: Tx, rows: readonly NewTask[]): Promise<void> {
  for (const part of inParts(rows))
    await sql`update tasks.task t set area_path = r.area_path, home_id = r.home_id, title = r.title, roles = ${rolesOf}, obligation_id = r.obligation_id,
        account_id = r.account_id, from_day = r.from_day, due_on = r.due_on, priority = r.priority, state = 'open'
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) ${AS_ROWS}
      where t.community_id = r.community_id and t.source = r.source and t.source_id = r.source_id and t.key = r.key and not t.is_touched`.execute(ctx.tx)
}

/** All that is open of these sources, whoever has touched it. */
export async function cancelTasks(ctx: Tx, source: TaskRow['source'], sourceIds: readonly string[]): Promise<number> {
  if (sourceIds.length === 0) return 0
  const rows = await db(ctx)
    .updateTable('tasks.task')
    .set({ state: 'cancelled' })
    .where('source', '=', source)
    .where(sql<boolean>`source_id = ${anyOf(sourceIds)}`)
    .where('state', '=', 'open')
    .returning('id')
    .execute()
  return rows.length
}

export async function finishTasksOfSource(
  ctx: Tx,
  source: TaskRow['source'],
  sourceId: string,
  done: { at: Date; by: string | null; keys: readonly string[] | undefined },
): Promise<void> {
  await db(ctx)
    .updateTable('tasks.task')
    .set({ state: 'done', done_at: done.at, done_by: done.by, last_outcome: 'done', is_touched: true })
    .where('source', '=', source)
    .where('source_id', '=', sourceId)
    .where('state', '=', 'open')
    .$if(done.keys !== undefined, (q) => q.where('key', 'in', [...(done.keys ?? [])]))
    .execute()
}

export const listTasksOfSources = (ctx: Tx, source: TaskRow['source'], sourceIds: readonly string[]): Promise<TaskRow[]> =>
  db(ctx)
    .selectFrom('tasks.task')
    .selectAll()
    .where('source', '=', source)
    .where(sql<boolean>`source_id = ${anyOf(sourceIds)}`)
    .execute()

/** Single tasks of many sources; those that somebody touched stay. */
export async function cancelKeys(ctx: Tx, source: TaskRow['source'], keys: readonly { source_id: string; key: string }[]): Promise<void> {
  for (const part of inParts(keys))
    await sql`update tasks.task t set state = 'cancelled' from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as r (source_id uuid, key text)
      where t.source = ${source} and t.source_id = r.source_id and t.key = r.key and t.state = 'open' and not t.is_touched`.execute(ctx.tx)
}

/** For a change that depends on the state it finds. */
export const lockTask = (ctx: Tx, id: string): Promise<TaskRow | undefined> =>
  db(ctx).selectFrom('tasks.task').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export const listTasks = (ctx: Tx, ids: readonly string[]): Promise<TaskRow[]> =>
  db(ctx)
    .selectFrom('tasks.task')
    .selectAll()
    .where(sql<boolean>`id = ${anyOf(ids)}`)
    .execute()

const isDueBy = (today: string) => sql<boolean>`from_day <= ${today}::date`
/** Open ones beneath these paths that were handed to nobody and fit one of the roles held there, and those handed to one of these accounts. */
export async function listOpenFor(
  ctx: Tx,
  held: readonly { role: string; path: string }[],
  accountIds: readonly string[],
  paths: readonly string[],
  today: string,
  limit: number,
): Promise<TaskRow[]> {
  if (paths.length === 0) return []
  const byRole = Map.groupBy(held, ({ role }) => role)
  const shared = [...byRole].map(([role, places]) => sql`(account_id is null and ${role} = any(roles) and ${beneath(places.map((place) => place.path))})`)
  const handed = sql`(account_id = ${anyOf(accountIds)} and ${beneath(paths)})`
  const found = await sql<TaskRow>`select * from tasks.task where state = 'open' and ${isDueBy(today)} and (${sql.join([...shared, handed], sql` or `)})
    order by priority desc, due_on, area_path limit ${limit}`.execute(ctx.tx)
  return found.rows
}
export const listOpenAtHome = (ctx: Tx, homeId: string, today: string): Promise<TaskRow[]> =>
  db(ctx).selectFrom('tasks.task').selectAll().where('home_id', '=', homeId).where('state', '=', 'open').where(isDueBy(today)).orderBy('due_on').execute()
export const listDisputed = (ctx: Tx, paths: readonly string[]): Promise<TaskRow[]> =>
  db(ctx).selectFrom('tasks.task').selectAll().where('is_disputed', '=', true).where(beneath(paths)).limit(200).execute()

export async function updateTask(ctx: Tx, row: Pick<TaskRow, 'community_id' | 'id'>, change: Partial<TaskRow>): Promise<void> {
  await db(ctx).updateTable('tasks.task').set(change).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}
export type Tried = { outcome: Outcome; tryOn: string | null; tryPart: DayPart | null }
/** What a duty settled, its open tasks are settled with. */
export async function settleTasksOf(
  ctx: Tx,
  obligationId: string,
  subjectIds: readonly string[],
  change: Pick<TaskRow, 'state'> & Partial<Pick<TaskRow, 'done_at' | 'done_by' | 'last_outcome'>>,
): Promise<void> {
  await db(ctx)
    .updateTable('tasks.task')
    .set({ ...change, is_touched: true })
    .where('obligation_id', '=', obligationId)
    .where(sql<boolean>`subject_id = ${anyOf(subjectIds)}`)
    .where('state', '=', 'open')
    .execute()
}
export async function tryTasksOf(ctx: Tx, obligationId: string, subjectId: string, { outcome, tryOn, tryPart }: Tried): Promise<void> {
  await db(ctx)
    .updateTable('tasks.task')
    .set({ last_outcome: outcome, try_on: tryOn, try_part: tryPart, tries: sql<number>`tries + 1`, is_touched: true })
    .where('obligation_id', '=', obligationId)
    .where('subject_id', '=', subjectId)
    .where('state', '=', 'open')
    .execute()
}
export async function reopenTasksOf(ctx: Tx, obligationId: string, subjectIds: readonly string[]): Promise<void> {
  await db(ctx)
    .updateTable('tasks.task')
    .set({ state: 'open', done_at: null, done_by: null })
    .where('obligation_id', '=', obligationId)
    .where(sql<boolean>`subject_id = ${anyOf(subjectIds)}`)
    .where('state', 'in', ['excused', 'done'])
    .execute()
}

export async function assignTasks(ctx: Tx, ids: readonly string[], accountId: string | null): Promise<number> {
  const rows = await db(ctx)
    .updateTable('tasks.task')
    .set({ account_id: accountId, is_touched: true })
    .where(sql<boolean>`id = ${anyOf(ids)}`)
    .where('state', '=', 'open')
    .returning('id')
    .execute()
  return rows.length
}
export async function handOverTasks(ctx: Tx, paths: readonly string[], fromAccountId: string, toAccountId: string | null): Promise<number> {
  const rows = await db(ctx)
    .updateTable('tasks.task')
    .set({ account_id: toAccountId, is_touched: true })
    .where(beneath(paths))
    .where('account_id', '=', fromAccountId)
    .where('state', '=', 'open')
    .returning('id')
    .execute()
  return rows.length
}

/** Open tasks handed to each account beneath a path. */
export async function countHanded(ctx: Tx, path: string, today: string): Promise<{ accountId: string | null; open: number; overdue: number }[]> {
  const found = await sql<{ account_id: string | null; open: number; overdue: number }>`select account_id, count(*)::int as open,
      count(*) filter (where due_on < ${today}::date)::int as overdue
    from tasks.task where state = 'open' and ${isDueBy(today)} and ${beneath([path])} group by account_id`.execute(ctx.tx)
  return found.rows.map(({ account_id, open, overdue }) => ({ accountId: account_id, open, overdue }))
}
/** Open ones handed to nobody that a holder of this role finds beneath these paths. */
export async function countShared(ctx: Tx, role: string, paths: readonly string[], today: string): Promise<number> {
  const found = await sql<{ open: number }>`select count(*)::int as open from tasks.task
    where state = 'open' and account_id is null and ${isDueBy(today)} and ${role} = any(roles) and ${beneath(paths)}`.execute(ctx.tx)
  return found.rows[0]?.open ?? 0
}
export async function countDoneBy(ctx: Tx, paths: readonly string[], since: Date, accountIds?: readonly string[]): Promise<Map<string, number>> {
  const found = await sql<{ done_by: string; done: number }>`select done_by, count(*)::int as done from tasks.task
    where done_at >= ${since} and ${beneath(paths)} and done_by is not null ${accountIds === undefined ? sql`` : sql`and done_by = ${anyOf(accountIds)}`} group by done_by`.execute(
    ctx.tx,
  )
  return new Map(found.rows.map(({ done_by, done }) => [done_by, done]))
}

export async function rescheduleTasks(
  ctx: Tx,
  obligationId: string,
  dueOn: string,
  again: readonly { subjectId: string; tryOn: string; tryPart: DayPart }[],
): Promise<void> {
  for (const part of inParts(again))
    await sql`update tasks.task t set due_on = ${dueOn}::date, try_on = r."tryOn", try_part = r."tryPart"
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as r ("subjectId" uuid, "tryOn" date, "tryPart" text)
      where t.obligation_id = ${obligationId}::uuid and t.subject_id = r."subjectId" and t.state = 'open'`.execute(ctx.tx)
}

export async function cancelTasksOf(ctx: Tx, obligationId: string, subjectId: string): Promise<void> {
  await db(ctx)
    .updateTable('tasks.task')
    .set({ state: 'cancelled' })
    .where('obligation_id', '=', obligationId)
    .where('subject_id', '=', subjectId)
    .where('state', '=', 'open')
    .execute()
}

export const countOpen = async (ctx: Tx, path: string): Promise<number> =>
  Number(
    (
      await db(ctx)
        .selectFrom('tasks.task')
        .select(sql<string>`count(*)`.as('n'))
        .where('state', '=', 'open')
        .where(beneath([path]))
        .executeTakeFirst()
    )?.n ?? 0,
  )
