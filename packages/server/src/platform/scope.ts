import { sql } from 'kysely'
import type { Ctx } from './ctx.ts'

/**
 * For what must be judged whole although the actor sees a part of it: runs with the scope of every area, and then with the actor's again.
 * Nothing else may run in the transaction meanwhile. After an error the transaction is over anyway.
 */
export async function seeingAll<T>(ctx: Pick<Ctx, 'tx'>, run: () => Promise<T>): Promise<T> {
  const { rows } = await sql<{ scope: string | null }>`with before as materialized (select current_setting('app.scope', true) as scope)
    select scope, set_config('app.scope', '/', true) from before`.execute(ctx.tx)
  const answer = await run()
  await sql`select set_config('app.scope', ${rows[0]?.scope ?? ''}, true)`.execute(ctx.tx)
  return answer
}
