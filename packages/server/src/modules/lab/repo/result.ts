import { sql } from 'kysely'
import { among, beneath, partsOf } from '../../../platform/sql.ts'
import type { DueRow, ResultRow, UnmatchedRow, WaitingRow } from '../tables.ts'
import { db, type Tx } from './db.ts'

const MOST = 500
const AT_ONCE = 5_000
const hex = (bytes: Buffer | null) => bytes?.toString('hex') ?? null
const texts = (codes: readonly string[]) => sql`any(${[...new Set(codes)]}::text[])`

export async function insertResults(ctx: Tx, rows: readonly ResultRow[]): Promise<void> {
  for (const part of partsOf(rows, AT_ONCE))
    await sql`insert into lab.result (community_id, id, tube_id, campaign_id, area_path, kind, verdict, of_id, reason, way, sealed_ct, at, account_id, unit, delete_on)
      select community_id, id, tube_id, campaign_id, area_path, kind, verdict, of_id, reason, way, decode(sealed_ct, 'hex'), at, account_id, unit, delete_on
      from json_to_recordset(${JSON.stringify(part.map((row) => ({ ...row, sealed_ct: hex(row.sealed_ct) })))}::json) as r (community_id uuid, id uuid, tube_id uuid, campaign_id uuid,
        area_path text, kind text, verdict text, of_id uuid, reason text, way text, sealed_ct text, at timestamptz, account_id uuid, unit text, delete_on date)`.execute(
      ctx.tx,
    )
}
export const findResult = (ctx: Tx, communityId: string, id: string): Promise<ResultRow | undefined> =>
  db(ctx).selectFrom('lab.result').selectAll().where('community_id', '=', communityId).where('id', '=', id).executeTakeFirst()
/** In the order they were said. */
export const factsOf = (ctx: Tx, communityId: string, tubeIds: readonly string[]): Promise<ResultRow[]> =>
  tubeIds.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('lab.result')
        .selectAll()
        .where('community_id', '=', communityId)
        .where(among('tube_id', tubeIds))
        .orderBy('at')
        .orderBy('id')
        .execute()

export async function insertWaiting(ctx: Tx, rows: readonly WaitingRow[]): Promise<void> {
  for (const part of partsOf(rows, AT_ONCE))
    await sql`insert into lab.waiting select * from json_populate_recordset(null::lab.waiting, ${JSON.stringify(part)}::json)`.execute(ctx.tx)
}
export const waitingOf = (ctx: Tx, tubeIds: readonly string[]): Promise<WaitingRow[]> =>
  tubeIds.length === 0 ? Promise.resolve([]) : db(ctx).selectFrom('lab.waiting').selectAll().where(among('tube_id', tubeIds)).forUpdate().execute()
export async function deleteWaiting(ctx: Tx, row: Pick<WaitingRow, 'community_id' | 'tube_id'>): Promise<void> {
  await db(ctx).deleteFrom('lab.waiting').where('community_id', '=', row.community_id).where('tube_id', '=', row.tube_id).execute()
}
export const listWaiting = (ctx: Tx, paths: readonly string[]): Promise<WaitingRow[]> =>
  db(ctx).selectFrom('lab.waiting').selectAll().where(beneath(paths)).orderBy('at').limit(MOST).execute()

/** The same result, told twice, waits once. */
export async function insertUnmatched(ctx: Tx, rows: readonly UnmatchedRow[]): Promise<void> {
  for (const part of partsOf(rows, AT_ONCE))
    await sql`insert into lab.unmatched (id, area_path, tube_code, verdict, sealed_ct, way, at, account_id, unit, delete_on)
      select id, area_path, tube_code, verdict, decode(sealed_ct, 'hex'), way, at, account_id, unit, delete_on
      from json_to_recordset(${JSON.stringify(part.map((row) => ({ ...row, sealed_ct: hex(row.sealed_ct) })))}::json) as r (id uuid, area_path text, tube_code text, verdict text,
        sealed_ct text, way text, at timestamptz, account_id uuid, unit text, delete_on date)
      where not exists (select from lab.unmatched u where u.tube_code = r.tube_code and u.verdict = r.verdict and u.account_id = r.account_id and u.matched_at is null)
      on conflict do nothing`.execute(ctx.tx)
}
/** The first that was said of each tube first. */
export const lockUnmatched = (ctx: Tx, codes: readonly string[]): Promise<UnmatchedRow[]> =>
  db(ctx)
    .selectFrom('lab.unmatched')
    .selectAll()
    .where(sql<boolean>`tube_code = ${texts(codes)}`)
    .where('matched_at', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .forUpdate()
    .execute()
export async function updateMatched(ctx: Tx, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length > 0) await db(ctx).updateTable('lab.unmatched').set({ matched_at: at }).where(among('id', ids)).execute()
}
export const listUnmatched = (ctx: Tx, paths: readonly string[]): Promise<UnmatchedRow[]> =>
  db(ctx).selectFrom('lab.unmatched').selectAll().where('matched_at', 'is', null).where(beneath(paths)).orderBy('at').limit(MOST).execute()

/** Of one tube the last word is what is due. */
export async function insertDue(ctx: Tx, rows: readonly DueRow[]): Promise<void> {
  for (const part of partsOf(rows, AT_ONCE))
    await sql`insert into lab.due select * from json_populate_recordset(null::lab.due, ${JSON.stringify(part)}::json)
      on conflict (community_id, tube_id) do update set result_id = excluded.result_id, verdict = excluded.verdict, at = excluded.at`.execute(ctx.tx)
}
export async function takeDue(ctx: Tx, communityId: string, limit: number): Promise<DueRow[]> {
  const rows = await db(ctx)
    .selectFrom('lab.due')
    .selectAll()
    .where('community_id', '=', communityId)
    .orderBy('at')
    .orderBy('tube_id')
    .limit(limit)
    .forUpdate()
    .execute()
  if (rows.length > 0)
    await db(ctx)
      .deleteFrom('lab.due')
      .where('community_id', '=', communityId)
      .where(
        among(
          'tube_id',
          rows.map(({ tube_id }) => tube_id),
        ),
      )
      .execute()
  return rows
}

/** Every row whose time is over. */
export async function deleteOver(ctx: Tx, today: string): Promise<void> {
  for (const table of ['lab.result', 'lab.waiting', 'lab.unmatched', 'lab.due', 'lab.recall'] as const)
    await db(ctx).deleteFrom(table).where('delete_on', '<=', today).execute()
}
