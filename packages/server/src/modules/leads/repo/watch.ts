// What supervision looks at, and how the centre is staffed.
import { sql } from 'kysely'
import { anyOf, among } from '../../../platform/sql.ts'
import type { LeadRow, PostRow, SampleRow, SurgeRow } from '../tables.ts'
import { db, type Tx } from './db.ts'
import { type Where, within } from './lead.ts'

const open = sql<boolean>`state <> 'closed'`
const overdue = (now: Date) => sql<boolean>`due_at < ${now}`
const atDesks = (deskIds: readonly string[]) => sql<boolean>`(desk_id = ${anyOf(deskIds)} or offered_to = ${anyOf(deskIds)})`
type Of = { kind: 'overdue'; now: Date } | { kind: 'returnedTwice' } | { kind: 'silent'; deskIds: readonly string[] }
const condition = (of: Of) => (of.kind === 'overdue' ? overdue(of.now) : of.kind === 'returnedTwice' ? sql<boolean>`returns >= 2` : atDesks(of.deskIds))

export const listFound = (ctx: Tx, where: Where, of: Of, limit: number): Promise<LeadRow[]> =>
  db(ctx).selectFrom('leads.lead').selectAll().where(within(where)).where(open).where(condition(of)).orderBy('due_at').orderBy('id').limit(limit).execute()
export const countFound = async (
  ctx: Tx,
  where: Where,
  now: Date,
  deskIds: readonly string[],
): Promise<{ overdue: number; returnedTwice: number; silent: number }> => {
  const row = await db(ctx)
    .selectFrom('leads.lead')
    .select([
      sql<string>`count(*) filter (where ${overdue(now)})`.as('overdue'),
      sql<string>`count(*) filter (where returns >= 2)`.as('returned'),
      sql<string>`count(*) filter (where ${atDesks(deskIds)})`.as('silent'),
    ])
    .where(within(where))
    .where(open)
    .executeTakeFirstOrThrow()
  return { overdue: Number(row.overdue), returnedTwice: Number(row.returned), silent: Number(row.silent) }
}
export async function updateReminded(ctx: Tx, ids: readonly string[], at: Date): Promise<void> {
  await db(ctx)
    .updateTable('leads.lead')
    .set({ reminded_at: at })
    .where(sql<boolean>`id = ${anyOf(ids)}`)
    .execute()
}

export const closedBetween = async (ctx: Tx, centreId: string, from: Date, until: Date): Promise<string[]> =>
  (
    await db(ctx)
      .selectFrom('leads.lead')
      .select('id')
      .where('community_id', '=', centreId)
      .where('state', '=', 'closed')
      .where('closed_at', '>=', from)
      .where('closed_at', '<', until)
      .execute()
  ).map((row) => row.id)
/** Centres at which anything was closed in this time. */
export const centresWithClosed = async (ctx: Tx, from: Date, until: Date): Promise<string[]> =>
  (
    await db(ctx)
      .selectFrom('leads.lead')
      .select('community_id')
      .distinct()
      .where('state', '=', 'closed')
      .where('closed_at', '>=', from)
      .where('closed_at', '<', until)
      .execute()
  ).map((row) => row.community_id)
export async function insertSamples(ctx: Tx, rows: readonly SampleRow[]): Promise<number> {
  if (rows.length === 0) return 0
  const done = await db(ctx)
    .insertInto('leads.sample')
    .values([...rows])
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .execute()
  return done.length
}
export const samplesOf = (ctx: Tx, centreId: string, day: string): Promise<SampleRow[]> =>
  db(ctx)
    .selectFrom('leads.sample')
    .selectAll()
    .where('community_id', '=', centreId)
    .where('day', '=', day)
    .orderBy('checked_at', (of) => of.desc().nullsFirst())
    .orderBy('id')
    .execute()
export const lockSample = (ctx: Tx, id: string): Promise<SampleRow | undefined> =>
  db(ctx).selectFrom('leads.sample').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export async function updateSample(ctx: Tx, row: Pick<SampleRow, 'community_id' | 'id'>, change: Partial<SampleRow>): Promise<void> {
  await db(ctx).updateTable('leads.sample').set(change).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}
export const leadsByIds = async (ctx: Tx, ids: readonly string[]): Promise<Map<string, LeadRow>> =>
  new Map((ids.length === 0 ? [] : await db(ctx).selectFrom('leads.lead').selectAll().where(among('id', ids)).execute()).map((row) => [row.id, row]))

export const openSurge = (ctx: Tx, centreId: string): Promise<SurgeRow | undefined> =>
  db(ctx).selectFrom('leads.surge').selectAll().where('community_id', '=', centreId).where('ended_at', 'is', null).executeTakeFirst()
/** False when there is one, or the id is taken. */
export const insertSurge = async (ctx: Tx, row: SurgeRow): Promise<boolean> =>
  (
    await db(ctx)
      .insertInto('leads.surge')
      .values(row)
      .onConflict((oc) => oc.doNothing())
      .returning('id')
      .execute()
  ).length === 1
export async function endSurge(ctx: Tx, row: Pick<SurgeRow, 'community_id' | 'id'>, at: Date): Promise<void> {
  await db(ctx).updateTable('leads.surge').set({ ended_at: at }).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}
export async function insertPosts(ctx: Tx, rows: readonly PostRow[]): Promise<void> {
  if (rows.length > 0)
    await db(ctx)
      .insertInto('leads.post')
      .values([...rows])
      .execute()
}
export const postsOf = (ctx: Tx, surgeId: string): Promise<PostRow[]> =>
  db(ctx).selectFrom('leads.post').selectAll().where('surge_id', '=', surgeId).orderBy('part').orderBy('line').orderBy('id').execute()
