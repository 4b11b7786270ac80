import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import type { InstallationRow, SetupTables } from './tables.ts'

const db = (ctx: Ctx) => ctx.tx.withTables<SetupTables>()

export const findInstallation = async (ctx: Ctx): Promise<InstallationRow | null> =>
  (await db(ctx).selectFrom('setup.installation').selectAll().executeTakeFirst()) ?? null

/** False when somebody was first. */
export async function insertInstallation(ctx: Ctx, row: Pick<InstallationRow, 'step' | 'share' | 'done_at'>): Promise<boolean> {
  const added = await db(ctx)
    .insertInto('setup.installation')
    .values({ only_one: true, begun_at: ctx.now, street_id: null, actor_id: null, ...row })
    .onConflict((oc) => oc.doNothing())
    .returning('only_one')
    .executeTakeFirst()
  return added !== undefined
}

export async function updateInstallation(ctx: Ctx, change: Partial<InstallationRow>): Promise<void> {
  await db(ctx).updateTable('setup.installation').set(change).where('only_one', '=', true).execute()
}

/** Whether what is acknowledged outlives a power cut. */
export async function isDurable(ctx: Ctx): Promise<boolean> {
  const found = await sql<{ durable: boolean }>`select current_setting('fsync') = 'on' and current_setting('synchronous_commit') <> 'off' as durable`.execute(
    ctx.tx,
  )
  return found.rows[0]?.durable ?? false
}
