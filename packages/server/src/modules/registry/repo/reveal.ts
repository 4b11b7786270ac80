import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'

/** One of an account's looks at a time: a hundred asked for at once are counted one after the other. */
export async function holdReveals(ctx: Ctx, accountId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`registry.reveal ${accountId}`}, 0))`.execute(ctx.tx)
}
