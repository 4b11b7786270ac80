import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import type { CallRow, PosterRow, VisitorsTables, VisitRow } from './tables.ts'

type Reading = Pick<Ctx, 'tx'>
const db = (ctx: Reading) => ctx.tx.withTables<VisitorsTables>()

export const findPosterOf = (ctx: Reading, gateId: string): Promise<PosterRow | undefined> =>
  db(ctx).selectFrom('visitors.poster').selectAll().where('gate_id', '=', gateId).where('ended_at', 'is', null).executeTakeFirst()

export const findPoster = (ctx: Reading, code: string): Promise<PosterRow | undefined> =>
  db(ctx).selectFrom('visitors.poster').selectAll().where('code', '=', code).where('ended_at', 'is', null).executeTakeFirst()

export async function endPoster(ctx: Ctx, poster: PosterRow): Promise<void> {
  await db(ctx).updateTable('visitors.poster').set({ ended_at: ctx.now }).where('community_id', '=', poster.community_id).where('id', '=', poster.id).execute()
}

/** False when another request made one meanwhile. */
export async function insertPoster(ctx: Ctx, poster: PosterRow): Promise<boolean> {
  const row = await db(ctx)
    .insertInto('visitors.poster')
    .values(poster)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** False when there is a visit of this id. */
export async function insertVisit(ctx: Ctx, visit: VisitRow): Promise<boolean> {
  const row = await db(ctx)
    .insertInto('visitors.visit')
    .values(visit)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export const findVisit = (ctx: Reading, id: string): Promise<VisitRow | undefined> =>
  db(ctx).selectFrom('visitors.visit').selectAll().where('id', '=', id).executeTakeFirst()

/** Locked: the host, the guard and the clock may all come in one second. */
export const lockVisit = (ctx: Reading, id: string): Promise<VisitRow | undefined> =>
  db(ctx).selectFrom('visitors.visit').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const findByLink = (ctx: Reading, linkIndex: Buffer): Promise<VisitRow[]> =>
  db(ctx).selectFrom('visitors.visit').selectAll().where('link_index', '=', linkIndex).execute()

/** Requests by the form of which nobody has yet seen a person at the gate: what a script could fill the table with. */
export async function countUnseen(ctx: Reading, gateId: string, since: Date): Promise<number> {
  const row = await db(ctx)
    .selectFrom('visitors.visit')
    .select(sql<string>`count(*)`.as('n'))
    .where('gate_id', '=', gateId)
    .where('requested_at', '>=', since)
    .where('present_at', 'is', null)
    .where('state', '=', 'requested')
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}

/** Those seen at the gate first: a poster's photograph can fill the list, but not its top. */
export const listVisitsOfGate = (ctx: Ctx, gateId: string, since: Date): Promise<VisitRow[]> =>
  db(ctx)
    .selectFrom('visitors.visit')
    .selectAll()
    .where('gate_id', '=', gateId)
    .where('requested_at', '>=', since)
    .orderBy(sql`(present_at is null and state = 'requested')`)
    .orderBy('requested_at', 'desc')
    .limit(200)
    .execute()

export const listVisitsOfHome = (ctx: Ctx, homeId: string, since: Date): Promise<VisitRow[]> =>
  db(ctx)
    .selectFrom('visitors.visit')
    .selectAll()
    .where('home_id', '=', homeId)
    .where('requested_at', '>=', since)
    .orderBy('requested_at', 'desc')
    .limit(50)
    .execute()

export type VisitChange = Partial<
  Pick<
    VisitRow,
    | 'state'
    | 'present_at'
    | 'presence'
    | 'present_by'
    | 'number_tries'
    | 'confirmed_at'
    | 'confirmed_by'
    | 'confirmed_account_id'
    | 'credential_id'
    | 'valid_until'
  >
>
export async function updateVisit(ctx: Reading, visit: VisitRow, change: VisitChange): Promise<VisitRow> {
  await db(ctx).updateTable('visitors.visit').set(change).where('community_id', '=', visit.community_id).where('id', '=', visit.id).execute()
  return { ...visit, ...change }
}

export async function insertCall(ctx: Ctx, call: CallRow): Promise<void> {
  await db(ctx).insertInto('visitors.call').values(call).execute()
}

/** Visits that the clock or a passage may end: passes nobody has come in by, passes that are past, and requests of a day that is over. */
export const listVisitsToFollow = (ctx: Ctx, today: Date): Promise<VisitRow[]> =>
  db(ctx)
    .selectFrom('visitors.visit')
    .selectAll()
    .where('state', 'in', ['requested', 'hostConfirmed', 'issued', 'used'])
    .where((e) => e.or([e('state', '=', 'issued'), e('valid_until', '<=', ctx.now), e.and([e('valid_until', 'is', null), e('requested_at', '<', today)])]))
    .orderBy('requested_at')
    .limit(5_000)
    .execute()

/** Everything of a visit goes on its day: the row, and who called. */
export async function deleteVisits(ctx: Ctx, today: string): Promise<number> {
  await db(ctx)
    .deleteFrom('visitors.call')
    .where(sql<boolean>`(community_id, visit_id) in (select community_id, id from visitors.visit where delete_on <= ${today})`)
    .execute()
  const done = await db(ctx).deleteFrom('visitors.visit').where('delete_on', '<=', today).returning('id').execute()
  return done.length
}
