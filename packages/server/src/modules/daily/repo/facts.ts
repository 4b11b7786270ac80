import { sql } from 'kysely'
import { beyond } from '../../../platform/paths.ts'
import type { FactRow } from '../tables.ts'
import { db, type Reading } from './db.ts'

/** False when the fact is here already, perhaps under another neighbourhood: an event may come twice, or after its end. */
export async function insertFact(ctx: Reading, fact: FactRow): Promise<boolean> {
  const done = await sql<{ id: string }>`
    insert into daily.fact (community_id, id, kind, area_id, area_path, since, from_day, ended_on, cleared_at)
    select ${fact.community_id}::uuid, ${fact.id}::uuid, ${fact.kind}, ${fact.area_id}::uuid, ${fact.area_path}, ${fact.since}::timestamptz, ${fact.from_day}::date, ${fact.ended_on}::date, ${fact.cleared_at}::timestamptz
    where not exists (select from daily.fact where kind = ${fact.kind} and id = ${fact.id}::uuid)
    on conflict do nothing returning id`.execute(ctx.tx)
  return done.rows.length === 1
}

export const findFact = (ctx: Reading, kind: string, id: string): Promise<FactRow | undefined> =>
  db(ctx).selectFrom('daily.fact').selectAll().where('kind', '=', kind).where('id', '=', id).executeTakeFirst()

/** Facts not cleared up, of the area at this path and all beneath it. Whether one still counts on a day is the rules' business. */
export const listFactsUnder = (ctx: Reading, path: string): Promise<FactRow[]> =>
  db(ctx).selectFrom('daily.fact').selectAll().where('cleared_at', 'is', null).where('area_path', '>=', path).where('area_path', '<', beyond(path)).execute()

export const listFactsAt = (ctx: Reading, areaIds: readonly string[]): Promise<FactRow[]> =>
  db(ctx)
    .selectFrom('daily.fact')
    .selectAll()
    .where('cleared_at', 'is', null)
    .where(sql<boolean>`area_id = any(${[...areaIds]}::uuid[])`)
    .orderBy('since')
    .execute()

export async function updateFactEnd(ctx: Reading, fact: FactRow, end: { ended_on: string } | { cleared_at: Date }): Promise<void> {
  await db(ctx)
    .updateTable('daily.fact')
    .set(end)
    .where('community_id', '=', fact.community_id)
    .where('kind', '=', fact.kind)
    .where('id', '=', fact.id)
    .execute()
}
