import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'

type Pointing = { id: string; current: string }
/** Those who were merged into these people, however many steps away, with whom they point to in the end. */
export const listFormers = async ({ tx }: Pick<Ctx, 'tx'>, ids: readonly string[]): Promise<Pointing[]> =>
  ids.length === 0
    ? []
    : (
        await sql<Pointing>`with recursive former as (
            select id, merged_into as current from registry.person where merged_into = any(${[...ids]}::uuid[])
            union select p.id, f.current from registry.person p join former f on p.merged_into = f.id
          ) select id, current from former`.execute(tx)
      ).rows

/** Of these ids those that point on, and to whom in the end. */
export const listMerged = async ({ tx }: Pick<Ctx, 'tx'>, ids: readonly string[]): Promise<Pointing[]> =>
  ids.length === 0
    ? []
    : (
        await sql<Pointing>`with recursive step as (
            select id, merged_into as current, 1 as steps from registry.person where id = any(${[...ids]}::uuid[]) and merged_into is not null
            union all select s.id, p.merged_into, s.steps + 1 from step s join registry.person p on p.id = s.current where p.merged_into is not null and s.steps < 100
          ) select distinct on (id) id, current from step order by id, steps desc`.execute(tx)
      ).rows
