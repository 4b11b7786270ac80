import { sql } from 'kysely'
import { among, beneath, partsOf } from '../../../platform/sql.ts'
import type { AsideRow, ResultRow } from '../tables.ts'
import { db, type Tx } from './db.ts'

const AT_ONCE = 500
/** @returns the ids that went in: the same test of the same person is one, whoever tells it */
export async function insertResults(ctx: Tx, rows: readonly ResultRow[]): Promise<Set<string>> {
  const done = new Set<string>()
  for (const part of partsOf(rows, AT_ONCE))
    for (const { id } of await db(ctx)
      .insertInto('foreign.result')
      .values(part)
      .onConflict((oc) => oc.doNothing())
      .returning('id')
      .execute())
      done.add(id)
  return done
}
export const lockResult = (ctx: Tx, id: string): Promise<ResultRow | undefined> =>
  db(ctx).selectFrom('foreign.result').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export async function updateResult(ctx: Tx, row: Pick<ResultRow, 'community_id' | 'id'>, change: Partial<ResultRow>): Promise<void> {
  await db(ctx).updateTable('foreign.result').set(change).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}
export const listOfPeople = async (ctx: Tx, personIds: readonly string[]): Promise<Pick<ResultRow, 'person_id' | 'sampled_at' | 'method' | 'result'>[]> =>
  personIds.length === 0
    ? []
    : db(ctx).selectFrom('foreign.result').select(['person_id', 'sampled_at', 'method', 'result']).where(among('person_id', personIds)).execute()
const MANY = 20_000
export async function listLast(ctx: Tx, personIds: readonly string[]): Promise<Map<string, Date>> {
  const found = new Map<string, Date>()
  for (const part of partsOf(personIds, MANY))
    for (const row of await db(ctx)
      .selectFrom('foreign.result')
      .select(['person_id', sql<Date>`max(sampled_at)`.as('at')])
      .where(among('person_id', part))
      .where('method', '=', 'nucleic')
      .groupBy('person_id')
      .execute())
      found.set(row.person_id, new Date(row.at))
  return found
}
/** Positives nobody has seen to first, then the latest samples. */
export const listResults = (ctx: Tx, path: string, only: 'all' | 'positive', limit: number): Promise<ResultRow[]> =>
  db(ctx)
    .selectFrom('foreign.result')
    .selectAll()
    .where(beneath([path]))
    .$if(only === 'positive', (q) => q.where('result', '=', 'positive'))
    .orderBy(sql`result = 'positive' and seen_to_at is null`, 'desc')
    .orderBy('sampled_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
export const listUnseenPositives = (ctx: Tx, communityId: string): Promise<ResultRow[]> =>
  db(ctx)
    .selectFrom('foreign.result')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('result', '=', 'positive')
    .where('seen_to_at', 'is', null)
    .execute()
export const listSince = (ctx: Tx, communityId: string, since: Date): Promise<Pick<ResultRow, 'person_id' | 'sampled_at' | 'method' | 'result'>[]> =>
  db(ctx)
    .selectFrom('foreign.result')
    .select(['person_id', 'sampled_at', 'method', 'result'])
    .where('community_id', '=', communityId)
    .where('sampled_at', '>=', since)
    .execute()
export async function moveResults(ctx: Tx, of: { communityId: string; personId: string }, to: { homeId: string | null; path: string }): Promise<void> {
  await db(ctx)
    .updateTable('foreign.result')
    .set({ home_id: to.homeId, area_path: to.path })
    .where('community_id', '=', of.communityId)
    .where('person_id', '=', of.personId)
    .execute()
}

export async function insertAsides(ctx: Tx, rows: readonly AsideRow[]): Promise<void> {
  for (const part of partsOf(rows, AT_ONCE))
    await db(ctx)
      .insertInto('foreign.aside')
      .values(part)
      .onConflict((oc) => oc.doNothing())
      .execute()
}
/** Of these lines, those that were put aside before: key in hex → which, and how it stands. */
export async function findAsides(ctx: Tx, communityId: string, keys: readonly Buffer[]): Promise<Map<string, Pick<AsideRow, 'id' | 'state'>>> {
  const found = new Map<string, Pick<AsideRow, 'id' | 'state'>>()
  for (const part of partsOf(keys, AT_ONCE))
    for (const row of await db(ctx)
      .selectFrom('foreign.aside')
      .select(['id', 'state', 'row_key'])
      .where('community_id', '=', communityId)
      .where(sql<boolean>`row_key = any(${part}::bytea[])`)
      .execute())
      found.set(Buffer.from(row.row_key).toString('hex'), { id: row.id, state: row.state })
  return found
}
export const findAside = (ctx: Tx, id: string): Promise<AsideRow | undefined> =>
  db(ctx).selectFrom('foreign.aside').selectAll().where('id', '=', id).executeTakeFirst()
export const lockAside = (ctx: Tx, id: string): Promise<AsideRow | undefined> =>
  db(ctx).selectFrom('foreign.aside').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export async function updateAsides(ctx: Tx, communityId: string, ids: readonly string[], change: Partial<AsideRow>): Promise<void> {
  if (ids.length > 0) await db(ctx).updateTable('foreign.aside').set(change).where('community_id', '=', communityId).where(among('id', ids)).execute()
}
/** What waits: the oldest first; what was decided: the latest first. */
export const listAsides = (ctx: Tx, path: string, state: AsideRow['state'], limit: number): Promise<AsideRow[]> =>
  db(ctx)
    .selectFrom('foreign.aside')
    .selectAll()
    .where(beneath([path]))
    .where('state', '=', state)
    .$if(state === 'open', (q) => q.orderBy('received_at').orderBy('row_number'))
    .$if(state !== 'open', (q) => q.orderBy('settled_at', 'desc'))
    .orderBy('id')
    .limit(limit)
    .execute()
export const countOpen = async (ctx: Tx, path: string): Promise<number> =>
  (
    await db(ctx)
      .selectFrom('foreign.aside')
      .select(sql<number>`count(*)::int`.as('n'))
      .where(beneath([path]))
      .where('state', '=', 'open')
      .executeTakeFirstOrThrow()
  ).n

/** Every row whose days are over. */
export async function deleteOver(ctx: Tx, today: string): Promise<void> {
  for (const table of ['foreign.result', 'foreign.aside', 'foreign.file'] as const) await db(ctx).deleteFrom(table).where('delete_on', '<=', today).execute()
}
