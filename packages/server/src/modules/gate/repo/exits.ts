import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'

export type ExitRow = { id: string; home_id: string; person_id: string | null; at: Date }

/** Ways out that count, of a community, or of some of its homes: who went by the gate's word or the guard's. Medical ones, and those who only work here, never do. */
export async function listExits(ctx: Ctx, communityId: string, homeIds: readonly string[] | null, since: Date): Promise<ExitRow[]> {
  const rows = await sql<ExitRow>`
    select id, home_id, person_id, at from gate.passage
    where community_id = ${communityId} and direction = 'out' and home_id is not null
      and (${homeIds === null} or home_id = any(${[...(homeIds ?? [])]}::uuid[]))
      and at >= ${since} and not is_medical and arrival is null and (pass_class is null or pass_class <> 'worker')
      and (outcome = 'enter' or guard_says = 'admitted')
    order by at`.execute(ctx.tx)
  return rows.rows
}
