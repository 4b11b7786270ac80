import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { db } from './db.ts'

/** One sign-in of a login at a time: many at once would all be judged before any of them counts. False when another is on its way. */
export async function holdLogin(ctx: Ctx, key: Buffer): Promise<boolean> {
  const found = await sql<{ held: boolean }>`select pg_try_advisory_xact_lock(${key.readBigInt64BE(0).toString()}::bigint) as held`.execute(ctx.tx)
  return found.rows[0]?.held === true
}

/** Until when one of these keys is locked, or null. */
export async function findLock(ctx: Ctx, keys: readonly Buffer[]): Promise<Date | null> {
  const row = await db(ctx)
    .selectFrom('access.attempt')
    .select((e) => e.fn.max('locked_until').as('until'))
    .where('key', 'in', keys)
    .executeTakeFirst()
  return row?.until && row.until > ctx.now ? row.until : null
}

/** Counts a failure; past `free` of them each one locks for twice as long as the one before. Those of yesterday are forgotten. */
export async function insertFailure(
  ctx: Ctx,
  key: Buffer,
  { free, firstLockS, longestLockS, forgetAfterS }: { free: number; firstLockS: number; longestLockS: number; forgetAfterS: number },
): Promise<void> {
  await sql`insert into access.attempt as a (key, failures, last_at) values (${key}, 1, ${ctx.now})
    on conflict (key) do update set
      failures = case when a.last_at < ${ctx.now}::timestamptz - ${forgetAfterS} * interval '1 second' then 1 else a.failures + 1 end,
      last_at = excluded.last_at`.execute(ctx.tx)
  await sql`update access.attempt set locked_until = ${ctx.now}::timestamptz + least(${firstLockS} * power(2, least(failures - ${free} - 1, 20)), ${longestLockS}) * interval '1 second'
    where key = ${key} and failures > ${free}`.execute(ctx.tx)
}

export async function deleteFailures(ctx: Ctx, key: Buffer): Promise<void> {
  await db(ctx).deleteFrom('access.attempt').where('key', '=', key).execute()
}
