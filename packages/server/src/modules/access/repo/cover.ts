import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { beyond } from '../../../platform/paths.ts'
import type { CoverRow } from '../tables.ts'
import { db } from './db.ts'

export type Cover = {
  id: string
  accountId: string
  byAccountId: string
  path: string
  from: string
  until: string
  reason: string
  endedAt: Date | null
}

const place = (id: string) => ({ table: 'access.cover', row: id, column: 'reason' })
const toCover = (ctx: Ctx, row: CoverRow): Cover => ({
  id: row.id,
  accountId: row.account_id,
  byAccountId: row.by_account_id,
  path: row.area_path,
  from: row.valid_from,
  until: row.valid_until,
  // Why somebody is absent is mostly an illness.
  reason: ctx.crypto.open('health', place(row.id), row.reason),
  endedAt: row.ended_at,
})

/** One arrangement for an account at a time. */
export async function lockCovers(ctx: Ctx, accountId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`access.cover ${accountId}`}, 0))`.execute(ctx.tx)
}

export async function insertCover(ctx: Ctx, cover: Omit<Cover, 'endedAt'>): Promise<void> {
  await db(ctx)
    .insertInto('access.cover')
    .values({
      id: cover.id,
      account_id: cover.accountId,
      by_account_id: cover.byAccountId,
      area_path: cover.path,
      valid_from: cover.from,
      valid_until: cover.until,
      reason: ctx.crypto.seal('health', place(cover.id), cover.reason),
      made_by: ctx.actor.kind === 'account' ? ctx.actor.id : null,
      made_at: ctx.now,
      ended_at: null,
    })
    .execute()
}

export async function findCover(ctx: Ctx, id: string): Promise<Cover | null> {
  const row = await db(ctx).selectFrom('access.cover').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toCover(ctx, row) : null
}

export async function updateEnded(ctx: Ctx, id: string): Promise<void> {
  await db(ctx).updateTable('access.cover').set({ ended_at: ctx.now }).where('id', '=', id).where('ended_at', 'is', null).execute()
}

/** Beneath these paths, those over before this day left out; the latest first. */
export async function listCoversAt(ctx: Ctx, paths: readonly string[], since: string, most: number): Promise<Cover[]> {
  const rows = await db(ctx)
    .selectFrom('access.cover')
    .selectAll()
    .where('valid_until', '>=', since)
    .where(sql<boolean>`exists (select from unnest(${paths.map((path) => path)}::text[], ${paths.map(beyond)}::text[]) p (first, last)
      where area_path >= p.first collate "C" and area_path < p.last collate "C")`)
    .orderBy('valid_from', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => toCover(ctx, row))
}

export type CoverOfOne = { id: string; byAccountId: string; path: string; from: string; until: string; /** Null: the house itself. */ madeBy: string | null }
/** Of whoever is absent: not ended and not over before this day. */
export async function listCoversFor(ctx: Ctx, accountId: string, since: string): Promise<CoverOfOne[]> {
  const rows = await db(ctx)
    .selectFrom('access.cover')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('valid_until', '>=', since)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    byAccountId: row.by_account_id,
    path: row.area_path,
    from: row.valid_from,
    until: row.valid_until,
    madeBy: row.made_by,
  }))
}
export async function updateCoverPath(ctx: Ctx, id: string, path: string): Promise<void> {
  await db(ctx).updateTable('access.cover').set({ area_path: path }).where('id', '=', id).where('area_path', '<>', path).execute()
}

type Side = { id: string; accountId: string; byAccountId: string; from: string; until: string }
/** Of either side, not ended and not over before this day. */
export async function listCoversOf(ctx: Ctx, accountIds: readonly string[], since: string): Promise<Side[]> {
  if (accountIds.length === 0) return []
  const rows = await db(ctx)
    .selectFrom('access.cover')
    .select(['id', 'account_id', 'by_account_id', 'valid_from', 'valid_until'])
    .where('ended_at', 'is', null)
    .where('valid_until', '>=', since)
    .where(sql<boolean>`(account_id = any(${[...accountIds]}::uuid[]) or by_account_id = any(${[...accountIds]}::uuid[]))`)
    .orderBy('valid_from')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ id: row.id, accountId: row.account_id, byAccountId: row.by_account_id, from: row.valid_from, until: row.valid_until }))
}
