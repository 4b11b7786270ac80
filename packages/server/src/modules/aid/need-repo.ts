import type { Ctx } from '../../platform/ctx.ts'
import { beneath } from '../../platform/sql.ts'
import { db } from './repo.ts'
import type { NeedRow } from './tables.ts'

const needs = (ctx: Ctx) => db(ctx).selectFrom('aid.need').selectAll()

export const findNeed = (ctx: Ctx, id: string): Promise<NeedRow | undefined> => needs(ctx).where('id', '=', id).executeTakeFirst()
/** For a change that depends on the state it finds. */
export const lockNeed = (ctx: Ctx, id: string): Promise<NeedRow | undefined> => needs(ctx).where('id', '=', id).forUpdate().executeTakeFirst()
/** False when the same is needed already. */
export async function insertNeed(ctx: Ctx, row: NeedRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('aid.need')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}
export async function updateNeed(ctx: Ctx, row: NeedRow, change: Partial<NeedRow>): Promise<NeedRow> {
  const after = { ...change, version: row.version + 1 }
  await db(ctx).updateTable('aid.need').set(after).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
  return { ...row, ...after }
}
export const listOpenNeeds = (ctx: Ctx, paths: readonly string[]): Promise<NeedRow[]> =>
  needs(ctx).where(beneath(paths)).where('ended_at', 'is', null).orderBy('due_at').orderBy('id').execute()
export const listEndedNeeds = (ctx: Ctx, paths: readonly string[], most: number): Promise<NeedRow[]> =>
  needs(ctx).where(beneath(paths)).where('ended_at', 'is not', null).orderBy('ended_at', 'desc').limit(most).execute()
/** Not over, or over since a time. */
export const listNeedsOfHome = (ctx: Ctx, communityId: string, homeId: string, since: Date): Promise<NeedRow[]> =>
  needs(ctx)
    .where('community_id', '=', communityId)
    .where('home_id', '=', homeId)
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>', since)]))
    .orderBy('said_at', 'desc')
    .orderBy('id')
    .execute()
export const listOfFact = (ctx: Ctx, communityId: string, factId: string): Promise<NeedRow[]> =>
  needs(ctx).where('community_id', '=', communityId).where('fact_id', '=', factId).execute()
export const listOpenOfFact = (ctx: Ctx, communityId: string, factId: string): Promise<NeedRow[]> =>
  needs(ctx).where('community_id', '=', communityId).where('fact_id', '=', factId).where('ended_at', 'is', null).execute()
export const lockOpenNeedsIn = (ctx: Ctx, communityId: string): Promise<NeedRow[]> =>
  needs(ctx).where('community_id', '=', communityId).where('ended_at', 'is', null).orderBy('id').forUpdate().execute()
export const findOpenSame = (ctx: Ctx, row: NeedRow): Promise<NeedRow | undefined> =>
  needs(ctx)
    .where('community_id', '=', row.community_id)
    .where('home_id', '=', row.home_id)
    .where('person_id', '=', row.person_id)
    .where('kind', '=', row.kind)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
export const communitiesWithNeeds = async (ctx: Ctx, now: Date): Promise<string[]> =>
  (await db(ctx).selectFrom('aid.need').select('community_id').distinct().where('ended_at', 'is', null).where('due_at', '<=', now).execute()).map(
    (row) => row.community_id,
  )
export async function deleteNeeds(ctx: Ctx, today: string): Promise<void> {
  await db(ctx).deleteFrom('aid.need').where('delete_on', '<=', today).execute()
}
