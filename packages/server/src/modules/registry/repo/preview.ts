import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { beneath } from '../../../platform/sql.ts'
import type { HomeRow, RegistryTables } from '../tables.ts'

/** The first home beneath one of these paths in which somebody lives. */
export const findLivedInHome = (ctx: Ctx, paths: readonly string[]): Promise<HomeRow | undefined> =>
  ctx.tx
    .withTables<RegistryTables>()
    .selectFrom('registry.home as h')
    .selectAll('h')
    .where(beneath(paths, 'h.area_path'))
    .where('h.retired_at', 'is', null)
    .where(sql<boolean>`exists (select from registry.residency r where r.community_id = h.community_id and r.home_id = h.id and r.until_day is null)`)
    .orderBy('h.area_path')
    .limit(1)
    .executeTakeFirst()
