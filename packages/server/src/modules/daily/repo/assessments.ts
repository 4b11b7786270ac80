import { sql } from 'kysely'
import { beyond } from '../../../platform/paths.ts'
import type { AssessmentRow } from '../tables.ts'
import { db, prefixesOf, type Reading } from './db.ts'

/** One assessment at a time under a root: two facts at once would each miss the other. Held to the end of the transaction. */
export async function lockRoot(ctx: Reading, rootId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`daily ${rootId}`}, 0))`.execute(ctx.tx)
}

/** The areas at and above a path, what is directly beneath each of them, and the members of the overlays they lie in. */
export async function listChain(ctx: Reading, path: string, day: string): Promise<AssessmentRow[]> {
  const above = prefixesOf(path)
  const found = await sql<AssessmentRow>`
    with chain as materialized (select subject_id, area_path, member_of, member_ids, is_overlay from daily.assessment where day = ${day}::date and area_path = any(${above}::text[]))
    select * from daily.assessment where day = ${day}::date and (
      area_path = any(${above}::text[])
      or parent_id = any(array(select subject_id from chain where not is_overlay))
      or subject_id = any(array(
        select unnest(across.member_ids) from chain as across where across.is_overlay
          and (across.area_path = ${path} or across.subject_id = any(array(select unnest(member_of) from chain)))
      ))
    )`.execute(ctx.tx)
  return found.rows
}

export async function listSubjects(ctx: Reading, subjectIds: readonly string[], day: string): Promise<AssessmentRow[]> {
  if (subjectIds.length === 0) return []
  return db(ctx)
    .selectFrom('daily.assessment')
    .selectAll()
    .where('day', '=', day)
    .where(sql<boolean>`subject_id = any(${[...subjectIds]}::uuid[])`)
    .execute()
}

export const listUnder = (ctx: Reading, path: string, day: string): Promise<AssessmentRow[]> =>
  db(ctx).selectFrom('daily.assessment').selectAll().where('day', '=', day).where('area_path', '>=', path).where('area_path', '<', beyond(path)).execute()

export const findSubject = (ctx: Reading, subjectId: string, day: string): Promise<AssessmentRow | undefined> =>
  db(ctx).selectFrom('daily.assessment').selectAll().where('subject_id', '=', subjectId).where('day', '=', day).executeTakeFirst()

export async function listChildren(ctx: Reading, subject: AssessmentRow): Promise<AssessmentRow[]> {
  if (subject.is_overlay) return listSubjects(ctx, subject.member_ids, subject.day)
  return db(ctx).selectFrom('daily.assessment').selectAll().where('day', '=', subject.day).where('parent_id', '=', subject.subject_id).execute()
}

/** Subjects beneath these paths (themselves included) against which something speaks of their own, the worst first. */
export async function listBlocked(ctx: Reading, paths: readonly string[], day: string, most: number): Promise<AssessmentRow[]> {
  const found = await sql<AssessmentRow>`
    select * from daily.assessment where day = ${day}::date and own_count > 0
      and exists (select from unnest(${[...paths]}::text[]) p where starts_with(area_path, p))
    order by case own_state when 'notFree' then 0 else 1 end, area_path limit ${most}`.execute(ctx.tx)
  return found.rows
}

export async function namesAt(ctx: Reading, paths: readonly string[], day: string): Promise<Map<string, string>> {
  const rows = await db(ctx)
    .selectFrom('daily.assessment')
    .select(['area_path', 'name'])
    .where('day', '=', day)
    .where('is_overlay', '=', false)
    .where(sql<boolean>`area_path = any(${[...paths]}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.area_path, row.name]))
}

/** Puts rows in or over those that are there. One JSON parameter: a street's rows would pass the limit of bound values. */
export async function saveAssessments(ctx: Reading, rows: readonly AssessmentRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into daily.assessment (community_id, day, subject_id, parent_id, member_of, member_ids, level, name, area_path, homes, is_overlay, is_report_due, state, own_state, own_checks, own_count, below_count)
    select community_id, day, subject_id, parent_id, member_of, member_ids, level, name, area_path, homes, is_overlay, is_report_due, state, own_state, own_checks, own_count, below_count
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (community_id uuid, day date, subject_id uuid, parent_id uuid, member_of uuid[], member_ids uuid[], level text, name text, area_path text,
      homes int, is_overlay boolean, is_report_due boolean, state text, own_state text, own_checks text[], own_count int, below_count int)
    on conflict (community_id, day, subject_id) do update set parent_id = excluded.parent_id, member_of = excluded.member_of, member_ids = excluded.member_ids, level = excluded.level, name = excluded.name,
      area_path = excluded.area_path, homes = excluded.homes, is_overlay = excluded.is_overlay, is_report_due = excluded.is_report_due, state = excluded.state,
      own_state = excluded.own_state, own_checks = excluded.own_checks, own_count = excluded.own_count, below_count = excluded.below_count`.execute(ctx.tx)
}

export async function deleteAssessments(ctx: Reading, subjectIds: readonly string[], day: string): Promise<void> {
  if (subjectIds.length === 0) return
  await db(ctx)
    .deleteFrom('daily.assessment')
    .where('day', '=', day)
    .where(sql<boolean>`subject_id = any(${[...subjectIds]}::uuid[])`)
    .execute()
}

/** Subjects under these paths on a day, in the order of paths; `after` is the last one read. */
export async function listSubjectsUnder(
  ctx: Reading,
  { paths, day, after, limit }: { paths: readonly string[]; day: string; after: { path: string; id: string } | null; limit: number },
): Promise<AssessmentRow[]> {
  const found = await sql<AssessmentRow>`select * from daily.assessment where day = ${day}::date
    and exists (select from unnest(${[...paths]}::text[]) as p where starts_with(area_path, p))
    and (area_path, subject_id) > (${after?.path ?? ''} collate "C", ${after?.id ?? '00000000-0000-0000-0000-000000000000'}::uuid)
    order by area_path, subject_id limit ${limit}`.execute(ctx.tx)
  return found.rows
}
