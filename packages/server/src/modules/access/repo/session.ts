import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { AccountRow, SessionRow } from '../tables.ts'
import { db, type Tx } from './db.ts'

export type Session = { id: string; accountId: string; device: string; createdAt: Date; lastSeenAt: Date }

export async function insertSession(ctx: Ctx, row: SessionRow): Promise<void> {
  await db(ctx).insertInto('access.session').values(row).execute()
  await db(ctx).updateTable('access.account').set({ last_seen_at: ctx.now }).where('id', '=', row.account_id).execute()
}

/** The live session of a token and its account, if that is active. */
export async function findBySession(
  ctx: Tx,
  tokenHash: Buffer,
  now: Date,
): Promise<(Pick<AccountRow, 'id' | 'name' | 'unit' | 'person_id' | 'lang'> & { session_id: string; seen_at: Date; must_change: boolean }) | null> {
  const row = await db(ctx)
    .selectFrom('access.session as s')
    .innerJoin('access.account as a', 'a.id', 's.account_id')
    .innerJoin('access.credential as c', 'c.account_id', 'a.id')
    .select(['a.id', 'a.name', 'a.unit', 'a.person_id', 'a.lang', 's.id as session_id', 's.last_seen_at as seen_at', 'c.must_change'])
    .where('s.token_hash', '=', tokenHash)
    .where('s.ended_at', 'is', null)
    .where('s.expires_at', '>', now)
    .where(sql<boolean>`s.last_seen_at + s.idle_minutes * interval '1 minute' > ${now}`)
    .where('a.state', '=', 'active')
    .executeTakeFirst()
  return row ?? null
}

export async function updateSeen(ctx: Tx, sessionId: string, accountId: string, now: Date): Promise<void> {
  await db(ctx).updateTable('access.session').set({ last_seen_at: now }).where('id', '=', sessionId).execute()
  await db(ctx).updateTable('access.account').set({ last_seen_at: now }).where('id', '=', accountId).execute()
}

export async function listLiveSessions(ctx: Ctx, accountId: string): Promise<Session[]> {
  const rows = await db(ctx)
    .selectFrom('access.session')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', ctx.now)
    .where(sql<boolean>`last_seen_at + idle_minutes * interval '1 minute' > ${ctx.now}`)
    .orderBy('last_seen_at', 'desc')
    .execute()
  return rows.map((row) => ({ id: row.id, accountId: row.account_id, device: row.device, createdAt: row.created_at, lastSeenAt: row.last_seen_at }))
}

/** False when there is no such live session of this account. */
export async function endSession(ctx: Ctx, accountId: string, sessionId: string): Promise<boolean> {
  const ended = await db(ctx)
    .updateTable('access.session')
    .set({ ended_at: ctx.now })
    .where('id', '=', sessionId)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return ended !== undefined
}

export async function endSessions(ctx: Ctx, accountId: string, exceptId: string | null = null): Promise<void> {
  await db(ctx)
    .updateTable('access.session')
    .set({ ended_at: ctx.now })
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .$if(exceptId !== null, (q) => q.where('id', '<>', exceptId!))
    .execute()
}

/** Sessions long over, and tries nobody will ask about. */
export async function deleteStale(ctx: Ctx, before: Date): Promise<void> {
  await db(ctx)
    .deleteFrom('access.session')
    .where((e) => e.or([e('ended_at', '<', before), e('expires_at', '<', before)]))
    .execute()
  await db(ctx).deleteFrom('access.attempt').where('last_at', '<', before).execute()
}
