import { sql } from 'kysely'
import { beyond } from '../../../platform/paths.ts'
import type { PostingRow } from '../tables.ts'
import { db, prefixesOf, type Reading } from './db.ts'

/** Only what was really posted now: what stands already stays as it is. */
export async function insertPostings(ctx: Reading, postings: readonly PostingRow[]): Promise<PostingRow[]> {
  if (postings.length === 0) return []
  const done = await sql<{ code: string }>`
    insert into daily.posting (community_id, code, day, subject_id, level, name, full_name, area_path, state, posted_at)
    select community_id, code, day, subject_id, level, name, full_name, area_path, state, posted_at
    from jsonb_to_recordset(${JSON.stringify(postings)}::jsonb) as r (community_id uuid, code text, day date, subject_id uuid, level text, name text, full_name text, area_path text, state text, posted_at timestamptz)
    on conflict do nothing returning code`.execute(ctx.tx)
  const codes = new Set(done.rows.map((row) => row.code))
  return postings.filter((posting) => codes.has(posting.code))
}

/** Subjects under a path that have a posting that stands. */
export async function listStandingUnder(ctx: Reading, path: string, day: string): Promise<Set<string>> {
  const rows = await db(ctx)
    .selectFrom('daily.posting')
    .select('subject_id')
    .where('day', '=', day)
    .where('state', '=', 'posted')
    .where('area_path', '>=', path)
    .where('area_path', '<', beyond(path))
    .execute()
  return new Set(rows.map((row) => row.subject_id))
}

export const withdrawPostings = (ctx: Reading, subjectIds: readonly string[], day: string, at: Date): Promise<PostingRow[]> =>
  subjectIds.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .updateTable('daily.posting')
        .set({ state: 'withdrawn', withdrawn_at: at })
        .where('day', '=', day)
        .where('state', '=', 'posted')
        .where(sql<boolean>`subject_id = any(${[...subjectIds]}::uuid[])`)
        .returningAll()
        .execute()

/** A fact found late: what was posted of the place, all above it and the overlays it lies in, on the days from `fromDay` until before `today`. */
export async function withdrawPast(ctx: Reading, path: string, fromDay: string, today: string, at: Date): Promise<PostingRow[]> {
  if (fromDay >= today) return []
  const found = await sql<PostingRow>`
    with chain as (
      select day, subject_id, member_of from daily.assessment
      where day >= ${fromDay}::date and day < ${today}::date and area_path = any(${prefixesOf(path)}::text[]) and not is_overlay
    ), touched as (select day, subject_id from chain union select day, unnest(member_of) from chain)
    update daily.posting p set state = 'withdrawn', withdrawn_at = ${at}
    from touched where p.day = touched.day and p.subject_id = touched.subject_id and p.state = 'posted'
    returning p.*`.execute(ctx.tx)
  return found.rows
}

/** The newest posting of each subject on a day. */
export async function latestPostings(ctx: Reading, subjectIds: readonly string[], day: string): Promise<Map<string, PostingRow>> {
  const rows = await db(ctx)
    .selectFrom('daily.posting')
    .selectAll()
    .where('day', '=', day)
    .where(sql<boolean>`subject_id = any(${[...subjectIds]}::uuid[])`)
    .orderBy('posted_at')
    .orderBy('code')
    .execute()
  return new Map(rows.toSorted((a, b) => Number(a.state === 'posted') - Number(b.state === 'posted')).map((row) => [row.subject_id, row]))
}

export const listPostings = (ctx: Reading, path: string, day: string): Promise<PostingRow[]> =>
  db(ctx)
    .selectFrom('daily.posting')
    .selectAll()
    .where('day', '=', day)
    .where('area_path', '>=', path)
    .where('area_path', '<', beyond(path))
    .orderBy('area_path')
    .orderBy('posted_at')
    .limit(5000)
    .execute()

/** Of the areas that hold a place; overlays left out. */
export const listPostingsAbove = (ctx: Reading, path: string, day: string): Promise<PostingRow[]> =>
  db(ctx)
    .selectFrom('daily.posting')
    .selectAll()
    .where('day', '=', day)
    .where('level', 'not in', ['grid', 'cutArea'])
    .where(sql<boolean>`area_path = any(${prefixesOf(path)}::text[])`)
    .orderBy('area_path', 'desc')
    .orderBy('posted_at')
    .execute()

export const findPosting = (ctx: Reading, code: string): Promise<PostingRow | undefined> =>
  db(ctx).selectFrom('daily.posting').selectAll().where('code', '=', code).executeTakeFirst()

/** The posting that stands for the same subject on the same day, after this one was withdrawn. */
export const findSuccessor = (ctx: Reading, posting: PostingRow): Promise<PostingRow | undefined> =>
  db(ctx)
    .selectFrom('daily.posting')
    .selectAll()
    .where('subject_id', '=', posting.subject_id)
    .where('day', '=', posting.day)
    .where('state', '=', 'posted')
    .executeTakeFirst()
