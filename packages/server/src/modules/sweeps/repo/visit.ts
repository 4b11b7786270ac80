import { sql } from 'kysely'
import { seeingAll } from '../../../platform/scope.ts'
import { anyOf } from '../../../platform/sql.ts'
import type { VisitConflictRow, VisitRow } from '../tables.ts'
import { db, type Tx } from './db.ts'

/** False when the id is there already. */
export async function insertVisit(ctx: Tx, row: VisitRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('sweeps.visit')
    .values(row)
    .onConflict((oc) => oc.columns(['community_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}
// Visits stay where they happened and stops go with their homes. Whoever may see a stop, which the caller has asked, is told all its visits,
// wherever it stood then: with some of them left out it would count for something else.
export const listVisitsById = (ctx: Tx, communityId: string, ids: readonly string[]): Promise<VisitRow[]> =>
  seeingAll(ctx, () =>
    db(ctx)
      .selectFrom('sweeps.visit')
      .selectAll()
      .where('community_id', '=', communityId)
      .where(sql<boolean>`id = ${anyOf(ids)}`)
      .execute(),
  )
/** Of these homes, each in the order the server received them. */
export const listVisits = async (ctx: Tx, communityId: string, sweepId: string, homeIds: readonly string[]): Promise<VisitRow[]> =>
  homeIds.length === 0
    ? []
    : seeingAll(ctx, () =>
        db(ctx)
          .selectFrom('sweeps.visit')
          .selectAll()
          .where('community_id', '=', communityId)
          .where('sweep_id', '=', sweepId)
          .where(sql<boolean>`home_id = ${anyOf(homeIds)}`)
          .orderBy('nth')
          .execute(),
      )

export async function insertVisitConflict(ctx: Tx, row: VisitConflictRow): Promise<void> {
  await db(ctx)
    .insertInto('sweeps.visit_conflict')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .execute()
}
