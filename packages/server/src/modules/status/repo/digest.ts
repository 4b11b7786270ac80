import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { among, beneath } from '../../../platform/sql.ts'
import type { ChangeRow, DigestRow } from '../tables.ts'
import { db } from './db.ts'

export const findMorning = (ctx: Ctx, communityId: string, day: string): Promise<DigestRow | undefined> =>
  db(ctx)
    .selectFrom('status.digest')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('kind', '=', 'morning')
    .where('day', '=', day)
    .executeTakeFirst()

/** False when another one of that morning is there already. */
export const insertDigest = async (ctx: Ctx, row: DigestRow): Promise<boolean> =>
  (
    await db(ctx)
      .insertInto('status.digest')
      .values(row)
      .onConflict((oc) => oc.doNothing())
      .returning('id')
      .execute()
  ).length === 1

/** Takes what no morning has told yet: marked, so that nothing is told twice and nothing slips between two mornings. */
export const takeUntold = (ctx: Ctx, communityId: string, digestId: string): Promise<ChangeRow[]> =>
  db(ctx)
    .updateTable('status.change')
    .set({ morning_id: digestId })
    .where('community_id', '=', communityId)
    .where('morning_id', 'is', null)
    .returningAll()
    .execute()

export const changesOf = (ctx: Ctx, digest: Pick<DigestRow, 'community_id' | 'id' | 'kind'>): Promise<ChangeRow[]> =>
  db(ctx)
    .selectFrom('status.change')
    .selectAll()
    .where('community_id', '=', digest.community_id)
    .where(digest.kind === 'morning' ? 'morning_id' : 'red_id', '=', digest.id)
    .orderBy('at')
    .orderBy('id')
    .execute()

export async function markRed(ctx: Ctx, communityId: string, ids: readonly string[], digestId: string): Promise<void> {
  await db(ctx).updateTable('status.change').set({ red_id: digestId }).where('community_id', '=', communityId).where(among('id', ids)).execute()
}

/** Of these areas and of those they lie in, latest first. */
export const listDigests = (ctx: Ctx, path: string, limit: number): Promise<DigestRow[]> =>
  db(ctx)
    .selectFrom('status.digest')
    .selectAll()
    .where((eb) => eb.or([beneath([path]), sql<boolean>`starts_with(${path}, area_path)`]))
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

export const findDigest = (ctx: Ctx, communityId: string, id: string): Promise<DigestRow | undefined> =>
  db(ctx).selectFrom('status.digest').selectAll().where('community_id', '=', communityId).where('id', '=', id).executeTakeFirst()
