import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'

export type Among = { key: string; expected: number; done: number; excused: number }
/** Of groups of subjects how many are expected today, done and excused: one row a group, however many are in it. `keys` and `ids` go in pairs. */
export async function countAmong(ctx: Pick<Ctx, 'tx'>, obligationId: string, keys: readonly string[], ids: readonly string[], today: string): Promise<Among[]> {
  const { rows } = await sql<Among>`
    select g.key, count(*)::int as expected, count(d.done_at)::int as done,
      (count(*) filter (where d.done_at is null and d.excuse is not null and (d.excuse_until is null or d.excuse_until >= ${today}::date)))::int as excused
    from unnest(${[...keys]}::uuid[], ${[...ids]}::uuid[]) as g (key, id)
    join tasks.duty d on d.subject_id = g.id and d.subject_kind = 'person' and d.obligation_id = ${obligationId}::uuid and d.expected_from <= ${today}::date
    group by g.key`.execute(ctx.tx)
  return rows
}
