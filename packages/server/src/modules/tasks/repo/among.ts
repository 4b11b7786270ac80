import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'

/** Somebody's own groups of subjects, as of employers. */
export type Group = { key: string; ids: readonly string[] }
export type Among = { key: string; expected: number; done: number; excused: number }
/**
 * Of groups of subjects how many are expected today, done and excused: one row a group, however many are in it. Groups go by their place in the list,
 * which is a tenth of their names; and each subject is looked up, since they are few beside all who are expected.
 */
export async function countAmong(ctx: Pick<Ctx, 'tx'>, obligationId: string, groups: readonly Group[], today: string): Promise<Among[]> {
  const places = groups.flatMap(({ ids }, at) => ids.map(() => at))
  const ids = groups.flatMap((group) => group.ids)
  const { rows } = await sql<Omit<Among, 'key'> & { at: number }>`
    select g.at, count(*)::int as expected, count(d.done_at)::int as done,
      (count(*) filter (where d.done_at is null and d.excuse is not null and (d.excuse_until is null or d.excuse_until >= ${today}::date)))::int as excused
    from unnest(${places}::int[], ${ids}::uuid[]) as g (at, id)
    cross join lateral (
      select done_at, excuse, excuse_until from tasks.duty
      where subject_id = g.id and subject_kind = 'person' and obligation_id = ${obligationId}::uuid and expected_from <= ${today}::date offset 0
    ) d
    group by g.at`.execute(ctx.tx)
  return rows.map(({ at, ...counts }) => ({ key: groups[at]!.key, ...counts }))
}
