import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { GateTables, StatusMarkRow } from '../tables.ts'

const db = (ctx: Ctx) => ctx.tx.withTables<GateTables>()

/** An older word heard later changes nothing. */
export async function putStatusMark(ctx: Ctx, mark: StatusMarkRow): Promise<void> {
  await db(ctx)
    .insertInto('gate.status_mark')
    .values(mark)
    .onConflict((oc) =>
      oc
        .columns(['community_id', 'person_id'])
        .doUpdateSet({ home_id: mark.home_id, area_path: mark.area_path, verdict: mark.verdict, reason: mark.reason, until: mark.until, version: mark.version })
        .where(sql<boolean>`gate.status_mark.version < ${mark.version}`),
    )
    .execute()
}

export type Against = Pick<StatusMarkRow, 'person_id' | 'home_id' | 'verdict' | 'reason'> & { until: Date | string | null }
/** Of a community, those against whom something stands; of some homes only, where these are given. */
export const listStatusMarks = (ctx: Ctx, communityId: string, homeIds?: readonly string[]): Promise<Against[]> =>
  db(ctx)
    .selectFrom('gate.status_mark')
    .select(['person_id', 'home_id', 'verdict', 'reason', 'until'])
    .where('community_id', '=', communityId)
    .where('verdict', '<>', 'green')
    .$if(homeIds !== undefined, (q) => q.where(sql<boolean>`home_id = any(${[...(homeIds ?? [])]}::uuid[])`))
    .execute()
