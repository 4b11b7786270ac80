import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { AccessTables } from '../tables.ts'

export const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<AccessTables>()
/** What a repo function needs: also resolving a session, which happens before there is a ctx. */
export type Tx = Pick<Ctx, 'tx'>

/**
 * An account is judged by all it holds, also by what the actor cannot see: runs with the scope of every area, and then with the actor's again.
 * Nothing else may run in the transaction meanwhile. After an error the transaction is over anyway.
 */
export async function seeingAll<T>(ctx: Tx, run: () => Promise<T>): Promise<T> {
  const { rows } = await sql<{ scope: string | null }>`select current_setting('app.scope', true) as scope`.execute(ctx.tx)
  await sql`select set_config('app.scope', '/', true)`.execute(ctx.tx)
  const answer = await run()
  await sql`select set_config('app.scope', ${rows[0]?.scope ?? ''}, true)`.execute(ctx.tx)
  return answer
}
