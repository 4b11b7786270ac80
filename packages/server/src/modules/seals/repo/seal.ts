import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { among, beneath } from '../../../platform/sql.ts'
import type { SealRow } from '../tables.ts'
import { db } from './db.ts'

export const findSeal = (ctx: Ctx, id: string): Promise<SealRow | undefined> =>
  db(ctx).selectFrom('seals.seal').selectAll().where('id', '=', id).executeTakeFirst()
/** For a change that depends on the state it finds. */
export const lockSeal = (ctx: Ctx, id: string): Promise<SealRow | undefined> =>
  db(ctx).selectFrom('seals.seal').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export const lockSealOfSensor = (ctx: Ctx, sensorId: string): Promise<SealRow | undefined> =>
  db(ctx).selectFrom('seals.seal').selectAll().where('sensor_id', '=', sensorId).forUpdate().executeTakeFirst()

/** False when the number, the home or the id is taken. */
export async function insertSeal(ctx: Ctx, row: SealRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('seals.seal')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}
export async function updateSeal(ctx: Ctx, { community_id, id }: Pick<SealRow, 'community_id' | 'id'>, change: Partial<SealRow>): Promise<void> {
  await db(ctx).updateTable('seals.seal').set(change).where('community_id', '=', community_id).where('id', '=', id).execute()
}

const isLive = sql<boolean>`state in ('issued', 'applied')`
/** With those that are over but whose alarm nobody has answered. */
export const listLive = (ctx: Ctx, paths: readonly string[]): Promise<SealRow[]> =>
  db(ctx)
    .selectFrom('seals.seal')
    .selectAll()
    .where(beneath(paths))
    .where(sql<boolean>`(${isLive} or exists (select from seals.alarm a where a.seal_id = seal.id and a.answered_at is null))`)
    .execute()
export const listEnded = (ctx: Ctx, paths: readonly string[], most: number): Promise<SealRow[]> =>
  db(ctx).selectFrom('seals.seal').selectAll().where(beneath(paths)).where('ended_at', 'is not', null).orderBy('ended_at', 'desc').limit(most).execute()
export const lockLive = (ctx: Ctx, paths: readonly string[]): Promise<SealRow[]> =>
  db(ctx).selectFrom('seals.seal').selectAll().where(beneath(paths)).where(isLive).orderBy('id').forUpdate().execute()
export const lockLiveIn = (ctx: Ctx, communityId: string): Promise<SealRow[]> =>
  db(ctx).selectFrom('seals.seal').selectAll().where('community_id', '=', communityId).where(isLive).orderBy('id').forUpdate().execute()
export const liveOfHomes = (ctx: Ctx, homeIds: readonly string[]): Promise<SealRow[]> =>
  db(ctx).selectFrom('seals.seal').selectAll().where(among('home_id', homeIds)).where(isLive).execute()
export const findByNumber = (ctx: Ctx, communityId: string, number: string): Promise<SealRow | undefined> =>
  db(ctx).selectFrom('seals.seal').selectAll().where('community_id', '=', communityId).where('number', '=', number).executeTakeFirst()
export const communitiesWithSeals = async (ctx: Ctx): Promise<string[]> =>
  (await db(ctx).selectFrom('seals.seal').select('community_id').distinct().where(isLive).execute()).map((row) => row.community_id)
