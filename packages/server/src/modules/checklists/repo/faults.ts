import type { Ctx } from '../../../platform/ctx.ts'
import { among } from '../../../platform/sql.ts'
import type { FaultRow } from '../tables.ts'
import { db } from './db.ts'

export const listOpenFaults = (ctx: Ctx, gateIds: readonly string[]): Promise<FaultRow[]> =>
  db(ctx).selectFrom('checklists.fault').selectAll().where(among('gate_id', gateIds)).where('mended_at', 'is', null).orderBy('due_at').execute()

export const findFault = (ctx: Ctx, id: string): Promise<FaultRow | undefined> =>
  db(ctx).selectFrom('checklists.fault').selectAll().where('id', '=', id).executeTakeFirst()

export async function insertFaults(ctx: Ctx, faults: readonly FaultRow[]): Promise<void> {
  if (faults.length === 0) return
  await db(ctx)
    .insertInto('checklists.fault')
    .values([...faults])
    .execute()
}

export async function updateMended(ctx: Ctx, communityId: string, ids: readonly string[], mended: { at: Date; by: string }): Promise<void> {
  await db(ctx)
    .updateTable('checklists.fault')
    .set({ mended_at: mended.at, mended_by: mended.by })
    .where('community_id', '=', communityId)
    .where(among('id', ids))
    .execute()
}
