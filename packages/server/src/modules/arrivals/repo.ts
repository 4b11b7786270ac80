import type { ARRIVAL_LISTS } from '@xiaomen/contract'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { beneath } from '../../platform/sql.ts'
import type { ArrivalRow, ArrivalsTables, LinkRow, ListRow, NoteRow } from './tables.ts'

type Reading = Pick<Ctx, 'tx'>
const db = (ctx: Reading) => ctx.tx.withTables<ArrivalsTables>()
export type ArrivalList = (typeof ARRIVAL_LISTS)[number]

const listOf = sql<ArrivalList>`case when closed_on is not null then 'closed' else state end`

export const findLink = (ctx: Reading, code: string): Promise<LinkRow | undefined> =>
  db(ctx).selectFrom('arrivals.link').selectAll().where('code', '=', code).where('ended_at', 'is', null).executeTakeFirst()
export const findLinkOf = (ctx: Reading, communityId: string): Promise<LinkRow | undefined> =>
  db(ctx).selectFrom('arrivals.link').selectAll().where('community_id', '=', communityId).where('ended_at', 'is', null).executeTakeFirst()
export async function endLink(ctx: Ctx, link: LinkRow): Promise<void> {
  await db(ctx).updateTable('arrivals.link').set({ ended_at: ctx.now }).where('community_id', '=', link.community_id).where('id', '=', link.id).execute()
}
/** Another request may have made one meanwhile: that one stays. */
export async function insertLink(ctx: Ctx, link: LinkRow): Promise<void> {
  await db(ctx)
    .insertInto('arrivals.link')
    .values(link)
    .onConflict((oc) => oc.doNothing())
    .execute()
}

/** False when the id is taken. */
export async function insertArrival(ctx: Ctx, row: ArrivalRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('arrivals.arrival')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}
export const findArrival = (ctx: Reading, id: string): Promise<ArrivalRow | undefined> =>
  db(ctx).selectFrom('arrivals.arrival').selectAll().where('id', '=', id).executeTakeFirst()
/** Locked: the gate, the worker, the office and the clock may all come in one second. */
export const lockArrival = (ctx: Reading, id: string): Promise<ArrivalRow | undefined> =>
  db(ctx).selectFrom('arrivals.arrival').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export async function updateArrival(ctx: Reading, row: ArrivalRow, change: Partial<ArrivalRow>): Promise<ArrivalRow> {
  const after = { ...row, ...change, version: row.version + 1 }
  await db(ctx)
    .updateTable('arrivals.arrival')
    .set({ ...change, version: after.version })
    .where('community_id', '=', row.community_id)
    .where('id', '=', row.id)
    .execute()
  return after
}

/** Whoever is late first; of those that are closed the latest. */
export const listArrivals = (ctx: Reading, paths: readonly string[], list: ArrivalList, limit: number): Promise<ArrivalRow[]> =>
  db(ctx)
    .selectFrom('arrivals.arrival')
    .selectAll()
    .where(beneath(paths))
    .where(listOf, '=', list)
    .orderBy(list === 'closed' ? sql`closed_on desc` : sql`expected_on`)
    .orderBy('id')
    .limit(limit)
    .execute()
export async function countArrivals(ctx: Reading, paths: readonly string[]): Promise<Map<ArrivalList, number>> {
  const rows = await db(ctx)
    .selectFrom('arrivals.arrival')
    .select([listOf.as('list'), sql<number>`count(*)::int`.as('n')])
    .where(beneath(paths))
    .groupBy(listOf)
    .execute()
  return new Map(rows.map(({ list, n }) => [list, n]))
}

/** Open ones of the same person by document or telephone, or by the ledger, expected within a few days. */
export const lockSame = (
  ctx: Reading,
  of: { communityId: string; who: Buffer; phone: Buffer | null; personId: string | null; on: string; withinDays: number },
): Promise<ArrivalRow[]> =>
  db(ctx)
    .selectFrom('arrivals.arrival')
    .selectAll()
    .where('community_id', '=', of.communityId)
    .where((e) =>
      e.or([
        e('who_index', '=', of.who),
        ...(of.phone === null ? [] : [e('phone_index', '=', of.phone)]),
        ...(of.personId === null ? [] : [e('person_id', '=', of.personId)]),
      ]),
    )
    .where('closed_on', 'is', null)
    .where(sql<boolean>`abs(expected_on - ${of.on}::date) <= ${of.withinDays}`)
    .orderBy('reported_at')
    .orderBy('id')
    .limit(10)
    .forUpdate()
    .execute()

export const listOfHousehold = (ctx: Reading, communityId: string, of: { homeId: string | null; personId: string }, since: string): Promise<ArrivalRow[]> =>
  db(ctx)
    .selectFrom('arrivals.arrival')
    .selectAll()
    .where('community_id', '=', communityId)
    .where((e) => e.or([e('person_id', '=', of.personId), ...(of.homeId === null ? [] : [e('home_id', '=', of.homeId)])]))
    .where((e) => e.or([e('closed_on', 'is', null), e('closed_on', '>=', since)]))
    .orderBy('reported_at', 'desc')
    .limit(30)
    .execute()
export const lockOfLedger = (ctx: Reading, communityId: string, ids: readonly string[]): Promise<ArrivalRow[]> =>
  db(ctx)
    .selectFrom('arrivals.arrival')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('closed_on', 'is', null)
    .where((e) => e.or([e('person_id', 'in', [...ids]), e('home_id', 'in', [...ids])]))
    .orderBy('id')
    .forUpdate()
    .execute()
export const lockOfCase = (ctx: Reading, caseId: string): Promise<ArrivalRow | undefined> =>
  db(ctx).selectFrom('arrivals.arrival').selectAll().where('case_id', '=', caseId).forUpdate().executeTakeFirst()
export const findHanded = (ctx: Reading, arrivalId: string): Promise<ArrivalRow | undefined> =>
  db(ctx).selectFrom('arrivals.arrival').selectAll().where('handed_from', '=', arrivalId).where('closed_on', 'is', null).executeTakeFirst()

/** Those on the way whom the ledger knows, everywhere: expected by this day. */
export const listOnTheWay = (ctx: Reading, until: string): Promise<ArrivalRow[]> =>
  db(ctx)
    .selectFrom('arrivals.arrival')
    .selectAll()
    .where('closed_on', 'is', null)
    .where('state', 'in', ['reported', 'expected', 'notArrived'])
    .where('person_id', 'is not', null)
    .where('expected_on', '<=', until)
    .orderBy('community_id')
    .orderBy('id')
    .limit(5_000)
    .execute()
/** Those whose time is over. */
export const listToChase = (ctx: Reading, now: Date): Promise<ArrivalRow[]> =>
  db(ctx)
    .selectFrom('arrivals.arrival')
    .selectAll()
    .where('closed_on', 'is', null)
    .where('state', 'in', ['reported', 'expected', 'notArrived'])
    .where('chase_at', '<=', now)
    .orderBy('chase_at')
    .limit(5_000)
    .execute()

export async function insertNote(ctx: Ctx, note: NoteRow): Promise<void> {
  await db(ctx).insertInto('arrivals.note').values(note).execute()
}
export const listNotes = (ctx: Reading, row: Pick<ArrivalRow, 'community_id' | 'id'>): Promise<NoteRow[]> =>
  db(ctx)
    .selectFrom('arrivals.note')
    .selectAll()
    .where('community_id', '=', row.community_id)
    .where('arrival_id', '=', row.id)
    .orderBy('at')
    .orderBy('id')
    .limit(100)
    .execute()

export const findList = (ctx: Reading, communityId: string, digest: Buffer): Promise<ListRow | undefined> =>
  db(ctx).selectFrom('arrivals.list').selectAll().where('community_id', '=', communityId).where('digest', '=', digest).executeTakeFirst()
/** False when this file was taken in before. */
export async function insertList(ctx: Ctx, list: ListRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('arrivals.list')
    .values(list)
    .onConflict((oc) => oc.doNothing())
    .returning('digest')
    .executeTakeFirst()
  return done !== undefined
}

/** Reports by the link that nobody has looked at yet, since a time: what a script could fill the table with. */
export async function countByLink(ctx: Reading, communityId: string, since: Date): Promise<number> {
  const row = await db(ctx)
    .selectFrom('arrivals.arrival')
    .select(sql<string>`count(*)`.as('n'))
    .where('community_id', '=', communityId)
    .where('state', '=', 'reported')
    .where('reported_by', 'is', null)
    .where('reporter', 'in', ['self', 'family', 'employer', 'landlord'])
    .where('reported_at', '>=', since)
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}

/** Everything of an arrival goes on its day: the row, and what was done. */
export async function deleteArrivals(ctx: Ctx, today: string): Promise<void> {
  await db(ctx)
    .deleteFrom('arrivals.note')
    .where(sql<boolean>`(community_id, arrival_id) in (select community_id, id from arrivals.arrival where delete_on <= ${today})`)
    .execute()
  await db(ctx).deleteFrom('arrivals.arrival').where('delete_on', '<=', today).execute()
}
