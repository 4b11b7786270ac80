import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { InvitationRow, RegistryTables } from '../tables.ts'

const db = (ctx: Ctx) => ctx.tx.withTables<RegistryTables>()

/** A new card; the home's earlier ones end with it. */
export async function insertInvitation(ctx: Ctx, row: InvitationRow): Promise<void> {
  await db(ctx).updateTable('registry.invitation').set({ ended_at: row.created_at }).where('home_id', '=', row.home_id).where('ended_at', 'is', null).execute()
  await db(ctx).insertInto('registry.invitation').values(row).execute()
}

export const findInvitation = (ctx: Ctx, codeIndex: Buffer): Promise<InvitationRow | undefined> =>
  db(ctx)
    .selectFrom('registry.invitation')
    .selectAll()
    .where('code_index', '=', codeIndex)
    .where('ended_at', 'is', null)
    .where('until', '>', ctx.now)
    .forUpdate()
    .executeTakeFirst()

export async function updateFailures(ctx: Ctx, id: string, failures: number): Promise<void> {
  await db(ctx).updateTable('registry.invitation').set({ failures, failed_at: ctx.now }).where('id', '=', id).execute()
}

/** Of these homes, those with a card that still works. */
export async function listInvited(ctx: Ctx, homeIds: readonly string[]): Promise<Set<string>> {
  if (homeIds.length === 0) return new Set()
  const rows = await db(ctx)
    .selectFrom('registry.invitation')
    .select('home_id')
    .where(sql<boolean>`home_id = any(${[...homeIds]}::uuid[])`)
    .where('ended_at', 'is', null)
    .where('until', '>', ctx.now)
    .execute()
  return new Set(rows.map((row) => row.home_id))
}
