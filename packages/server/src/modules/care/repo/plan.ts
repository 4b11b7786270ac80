import type { CareState } from '@xiaomen/rules/care'
import { sql } from 'kysely'
import { beyond } from '../../../platform/paths.ts'
import { anyOf, beneath } from '../../../platform/sql.ts'
import type { PlanRow } from '../tables.ts'
import { db, inParts, type Tx } from './db.ts'

export type NewPlan = Pick<PlanRow, 'community_id' | 'id' | 'area_path' | 'home_id' | 'person_id' | 'interval_days' | 'since' | 'next_due'>
/** Whoever has a running plan keeps it. */
export async function insertPlans(ctx: Tx, rows: readonly NewPlan[]): Promise<void> {
  for (const part of inParts(rows))
    await sql`insert into care.plan (community_id, id, area_path, home_id, person_id, interval_days, since, next_due)
      select community_id, id, area_path, home_id, person_id, interval_days, since, next_due
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb)
        as r (community_id uuid, id uuid, area_path text, home_id uuid, person_id uuid, interval_days smallint, since date, next_due date)
      on conflict do nothing`.execute(ctx.tx)
}

export const listRunning = (ctx: Tx, of: { communityId: string } | { personIds: readonly string[] }): Promise<PlanRow[]> =>
  db(ctx)
    .selectFrom('care.plan')
    .selectAll()
    .where('until', 'is', null)
    .where('communityId' in of ? sql<boolean>`community_id = ${of.communityId}::uuid` : sql<boolean>`person_id = ${anyOf(of.personIds)}`)
    .orderBy('id')
    .execute()
export const listRunningAt = (ctx: Tx, paths: readonly string[]): Promise<PlanRow[]> =>
  db(ctx).selectFrom('care.plan').selectAll().where('until', 'is', null).where(beneath(paths)).execute()

export type PlanStanding = Pick<PlanRow, 'id' | 'person_id' | 'area_path' | 'next_due'>
/** Beneath one path by its text, a part at a time, and no more of each than is counted: whole rows of a street cost six times as much to hand over. */
export async function listStandings(ctx: Tx, path: string, after: { path: string; id: string } | null, limit: number): Promise<PlanStanding[]> {
  const found = await sql<PlanStanding>`select id, person_id, area_path, next_due from care.plan
    where until is null and area_path >= ${after?.path ?? path} and area_path < ${beyond(path)}
      ${after === null ? sql`` : sql`and (area_path, id) > (${after.path}, ${after.id}::uuid)`} order by area_path, id limit ${limit}`.execute(ctx.tx)
  return found.rows
}

/** The running plan of a person, or the last that ended. For a change that depends on the state it finds. */
export const lockPlanOf = (ctx: Tx, personId: string): Promise<PlanRow | undefined> =>
  db(ctx)
    .selectFrom('care.plan')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy(sql`until is null`, 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
export const findPlan = (ctx: Tx, id: string): Promise<PlanRow | undefined> =>
  db(ctx).selectFrom('care.plan').selectAll().where('id', '=', id).executeTakeFirst()
export const findRunning = (ctx: Tx, personId: string): Promise<PlanRow | undefined> =>
  db(ctx).selectFrom('care.plan').selectAll().where('person_id', '=', personId).where('until', 'is', null).executeTakeFirst()

/** All plans of these people, running or ended, and those of people for whom they stand. */
export const listPlansOf = (ctx: Tx, personIds: readonly string[]): Promise<PlanRow[]> =>
  db(ctx)
    .selectFrom('care.plan')
    .selectAll()
    .where(sql<boolean>`(person_id = ${anyOf(personIds)} or merged_into = ${anyOf(personIds)})`)
    .orderBy('id')
    .execute()

/** Ended plans of these people that belong to one who stood for them, the latest first. */
export const listResting = (ctx: Tx, personIds: readonly string[]): Promise<PlanRow[]> =>
  personIds.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('care.plan')
        .selectAll()
        .where(sql<boolean>`person_id = ${anyOf(personIds)}`)
        .where('until', 'is not', null)
        .where('merged_into', 'is not', null)
        .orderBy('id', 'desc')
        .execute()

export async function updatePlan(ctx: Tx, row: Pick<PlanRow, 'community_id' | 'id'>, change: Partial<PlanRow>): Promise<void> {
  await db(ctx).updateTable('care.plan').set(change).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}
/** False when the row is not any more as it was read. */
export async function updatePlanAt(ctx: Tx, row: PlanRow, version: number, change: Partial<PlanRow>): Promise<boolean> {
  const done = await db(ctx)
    .updateTable('care.plan')
    .set({ ...change, version: version + 1 })
    .where('community_id', '=', row.community_id)
    .where('id', '=', row.id)
    .where('version', '=', version)
    .returning('id')
    .execute()
  return done.length === 1
}

/** New interval and the day that follows from it, many at once. */
export async function updateIntervals(ctx: Tx, rows: readonly Pick<PlanRow, 'community_id' | 'id' | 'interval_days' | 'next_due'>[]): Promise<void> {
  for (const part of inParts(rows))
    await sql`update care.plan p set interval_days = r.interval_days, next_due = r.next_due
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as r (community_id uuid, id uuid, interval_days smallint, next_due date)
      where p.community_id = r.community_id and p.id = r.id and p.until is null`.execute(ctx.tx)
}
export async function updateEnded(ctx: Tx, ids: readonly string[], until: string): Promise<PlanRow[]> {
  return db(ctx)
    .updateTable('care.plan')
    .set({ until: sql<string>`greatest(since, ${until}::date)`, planned_due: null, version: sql<number>`version + 1` })
    .where(sql<boolean>`id = ${anyOf(ids)}`)
    .where('until', 'is', null)
    .returningAll()
    .execute()
}

export type Sought = {
  paths: readonly string[]
  state?: Exclude<CareState, 'noCarer'> | undefined
  /** Only these plans. */
  among?: readonly string[]
  after?: string | undefined
  today: string
  limit: number
}
export const cursorOf = ({ next_due, id }: Pick<PlanRow, 'next_due' | 'id'>): string => `${next_due} ${id}`
const CURSOR = /^(\d{4}-\d\d-\d\d) ([\da-f-]{36})$/
/** Longest owed first. A cursor that is none begins from the start. */
export async function listPlans(ctx: Tx, { paths, state, among, after, today, limit }: Sought): Promise<PlanRow[]> {
  const [, fromDue, fromId] = CURSOR.exec(after ?? '') ?? []
  return db(ctx)
    .selectFrom('care.plan')
    .selectAll()
    .where('until', 'is', null)
    .where(beneath(paths))
    .$if(state === 'overdue', (q) => q.where('next_due', '<', today))
    .$if(state === 'due', (q) => q.where('next_due', '=', today))
    .$if(state === 'ok', (q) => q.where('next_due', '>', today))
    .$if(among !== undefined, (q) => q.where(sql<boolean>`id = ${anyOf(among!)}`))
    .$if(fromId !== undefined, (q) => q.where(sql<boolean>`(next_due, id) > (${fromDue}::date, ${fromId}::uuid)`))
    .orderBy('next_due')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Those whose turn begins: due by today and not yet planned for that day. And those whose turn fell away: planned, and due later now. */
export const listTurning = (ctx: Tx, communityId: string, today: string): Promise<PlanRow[]> =>
  db(ctx)
    .selectFrom('care.plan')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('until', 'is', null)
    .where(sql<boolean>`((next_due <= ${today}::date and planned_due is distinct from next_due) or (next_due > ${today}::date and planned_due is not null))`)
    .orderBy('id')
    .execute()
/** Overdue and not yet told of: marks them as told, so that nobody is told of twice for one day. */
export const takeOverdue = (ctx: Tx, communityId: string, today: string): Promise<Pick<PlanRow, 'person_id' | 'next_due'>[]> =>
  db(ctx)
    .updateTable('care.plan')
    .set((e) => ({ alarmed_due: e.ref('next_due') }))
    .where('community_id', '=', communityId)
    .where('until', 'is', null)
    .where('next_due', '<', today)
    .where(sql<boolean>`alarmed_due is distinct from next_due`)
    .returning(['person_id', 'next_due'])
    .execute()

/** Where somebody is due by today, with the day that was longest ago. Reads the index of what is due: whoever is in time costs nothing. */
export async function listDueHomes(ctx: Tx, path: string, today: string, limit: number): Promise<{ home_id: string; area_path: string; next_due: string }[]> {
  const found = await sql<{
    home_id: string
    area_path: string
    next_due: string
  }>`select home_id, min(area_path) as area_path, min(next_due) as next_due from care.plan
    where until is null and next_due <= ${today}::date and ${beneath([path])} group by home_id order by min(next_due), home_id limit ${limit}`.execute(ctx.tx)
  return found.rows
}
