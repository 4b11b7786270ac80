import type { Ctx } from '../../../platform/ctx.ts'
import { among } from '../../../platform/sql.ts'
import type { MissedRow, VisitRow } from '../tables.ts'
import { db } from './db.ts'

export const findVisit = (ctx: Ctx, communityId: string, id: string): Promise<VisitRow | undefined> =>
  db(ctx).selectFrom('patrols.visit').selectAll().where('community_id', '=', communityId).where('id', '=', id).executeTakeFirst()

/** False when there is a visit of this id. */
export async function insertVisit(ctx: Ctx, visit: VisitRow): Promise<boolean> {
  const row = await db(ctx)
    .insertInto('patrols.visit')
    .values(visit)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export const listVisits = (ctx: Ctx, routeIds: readonly string[], from: Date, until: Date): Promise<Pick<VisitRow, 'route_id' | 'point_id' | 'at'>[]> =>
  db(ctx)
    .selectFrom('patrols.visit')
    .select(['route_id', 'point_id', 'at'])
    .where(among('route_id', routeIds))
    .where('at', '>=', from)
    .where('at', '<=', until)
    .execute()

export const listMissed = (ctx: Ctx, routeIds: readonly string[], from: Date, until: Date): Promise<MissedRow[]> =>
  db(ctx).selectFrom('patrols.missed').selectAll().where(among('route_id', routeIds)).where('round_at', '>=', from).where('round_at', '<=', until).execute()

/** Rounds of a route that the community has not answered for. */
export const listUnsettled = (ctx: Ctx, routeId: string): Promise<MissedRow[]> =>
  db(ctx).selectFrom('patrols.missed').selectAll().where('route_id', '=', routeId).where('settled_at', 'is', null).forUpdate().execute()

export const findMissed = (ctx: Ctx, id: string): Promise<MissedRow | undefined> =>
  db(ctx).selectFrom('patrols.missed').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** False when it was told before. */
export async function insertMissed(ctx: Ctx, missed: MissedRow): Promise<boolean> {
  const row = await db(ctx)
    .insertInto('patrols.missed')
    .values(missed)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
export async function updateSettled(
  ctx: Ctx,
  { community_id, id }: MissedRow,
  { answer, by }: { answer: MissedRow['answer']; by: string | null },
): Promise<void> {
  await db(ctx)
    .updateTable('patrols.missed')
    .set({ settled_at: ctx.now, answer, answered_by: by })
    .where('community_id', '=', community_id)
    .where('id', '=', id)
    .execute()
}
