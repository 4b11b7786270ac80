import { commonPath } from '@xiaomen/rules/areas'
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { beyond } from '../../../platform/paths.ts'
import { updateAreaPath } from './account.ts'

/** Accounts with a grant at or under this path belong again to the smallest area that contains all their grants. */
export async function resettleAccounts(ctx: Ctx, path: string): Promise<void> {
  const found = await sql<{ id: string; area_path: string; paths: string[] }>`
    select a.id, a.area_path, array_agg(distinct g.area_path) as paths from access.account a join access.role_grant g on g.account_id = a.id and g.revoked_at is null
    where a.id in (select account_id from access.role_grant where revoked_at is null and area_path >= ${path} and area_path < ${beyond(path)})
    group by a.id`.execute(ctx.tx)
  for (const { id, area_path, paths } of found.rows) {
    const smallest = commonPath(paths)
    if (smallest !== area_path) await updateAreaPath(ctx, id, smallest)
  }
}
