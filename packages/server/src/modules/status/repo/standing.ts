import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { among, beneath } from '../../../platform/sql.ts'
import type { ChangeRow, StandingRow } from '../tables.ts'
import { db } from './db.ts'

export const findStanding = (ctx: Ctx, communityId: string, personId: string): Promise<StandingRow | undefined> =>
  db(ctx).selectFrom('status.standing').selectAll().where('community_id', '=', communityId).where('person_id', '=', personId).executeTakeFirst()

/** One after the other for those of a community who have no row yet: what is not there cannot be locked, and two who make it would each see half. */
export async function lockNewcomers(ctx: Ctx, communityId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`status ${communityId}`}, 0))`.execute(ctx.tx)
}
/** Rows of people stay for good. */
export const countStandings = async (ctx: Ctx, communityId: string, personIds: readonly string[]): Promise<number> =>
  Number(
    (
      await db(ctx)
        .selectFrom('status.standing')
        .select(sql<string>`count(*)`.as('n'))
        .where('community_id', '=', communityId)
        .where(among('person_id', personIds))
        .executeTakeFirst()
    )?.n ?? 0,
  )

export const lockStandings = async (ctx: Ctx, communityId: string, personIds: readonly string[]): Promise<Map<string, StandingRow>> =>
  new Map(
    (
      await db(ctx)
        .selectFrom('status.standing')
        .selectAll()
        .where('community_id', '=', communityId)
        .where(among('person_id', personIds))
        .orderBy('person_id')
        .forUpdate()
        .execute()
    ).map((row) => [row.person_id, row]),
  )

export async function putStandings(ctx: Ctx, rows: readonly StandingRow[]): Promise<void> {
  if (rows.length === 0) return
  await db(ctx)
    .insertInto('status.standing')
    .values([...rows])
    .onConflict((oc) =>
      oc.columns(['community_id', 'person_id']).doUpdateSet((eb) => ({
        home_id: eb.ref('excluded.home_id'),
        area_path: eb.ref('excluded.area_path'),
        verdict: eb.ref('excluded.verdict'),
        reason: eb.ref('excluded.reason'),
        signal_id: eb.ref('excluded.signal_id'),
        is_automatic: eb.ref('excluded.is_automatic'),
        since: eb.ref('excluded.since'),
        until: eb.ref('excluded.until'),
        version: eb.ref('excluded.version'),
      })),
    )
    .execute()
}

export async function insertChanges(ctx: Ctx, rows: readonly ChangeRow[]): Promise<void> {
  if (rows.length > 0)
    await db(ctx)
      .insertInto('status.change')
      .values([...rows])
      .execute()
}

/** Those against whom something stands, strictest and latest first. */
export const listAgainst = (ctx: Ctx, paths: readonly string[], limit: number): Promise<StandingRow[]> =>
  db(ctx)
    .selectFrom('status.standing')
    .selectAll()
    .where(beneath(paths))
    .where('verdict', '<>', 'green')
    .orderBy(sql`verdict = 'red'`, 'desc')
    .orderBy('since', 'desc')
    .orderBy('person_id')
    .limit(limit)
    .execute()

export const listDue = (ctx: Ctx, now: Date, limit: number): Promise<Pick<StandingRow, 'community_id' | 'person_id'>[]> =>
  db(ctx).selectFrom('status.standing').select(['community_id', 'person_id']).where('until', '<=', now).orderBy('until').limit(limit).execute()

/** Those against whom something stands. */
export const countAgainst = async (ctx: Ctx, path: string): Promise<number> =>
  Number(
    (
      await db(ctx)
        .selectFrom('status.standing')
        .select(sql<string>`count(*)`.as('n'))
        .where('verdict', '<>', 'green')
        .where(beneath([path]))
        .executeTakeFirst()
    )?.n ?? 0,
  )
