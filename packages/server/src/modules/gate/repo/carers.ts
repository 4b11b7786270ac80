import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { CarerRow, GateTables } from '../tables.ts'

const db = (ctx: Ctx) => ctx.tx.withTables<GateTables>()

export async function insertCarer(ctx: Ctx, row: CarerRow): Promise<void> {
  await db(ctx).insertInto('gate.carer').values(row).execute()
}

export const findCarer = (ctx: Ctx, id: string): Promise<CarerRow | undefined> =>
  db(ctx).selectFrom('gate.carer').selectAll().where('id', '=', id).executeTakeFirst()

export const listCarersByPass = (ctx: Ctx, credentialIds: readonly string[]): Promise<CarerRow[]> =>
  db(ctx)
    .selectFrom('gate.carer')
    .selectAll()
    .where(sql<boolean>`credential_id = any(${[...credentialIds]}::uuid[])`)
    .execute()

/** Those whose time is not over since a day, the newest first. */
export const listCarersUnder = (ctx: Ctx, path: string, since: Date): Promise<CarerRow[]> =>
  db(ctx)
    .selectFrom('gate.carer')
    .selectAll()
    .where(sql<boolean>`starts_with(area_path, ${path})`)
    .where('valid_until', '>', since)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .limit(500)
    .execute()

export const listCarersOf = (ctx: Ctx, communityId: string, personId: string): Promise<CarerRow[]> =>
  db(ctx).selectFrom('gate.carer').selectAll().where('community_id', '=', communityId).where('person_id', '=', personId).where('ended_at', 'is', null).execute()

export async function endCarer(ctx: Ctx, { community_id, id }: Pick<CarerRow, 'community_id' | 'id'>): Promise<void> {
  await db(ctx)
    .updateTable('gate.carer')
    .set({ ended_at: ctx.now })
    .where('community_id', '=', community_id)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
}

/** A month after its end nothing of a carer is needed any more. */
export async function deletePastCarers(ctx: Ctx, before: Date): Promise<void> {
  await db(ctx).deleteFrom('gate.carer').where('valid_until', '<', before).execute()
}
