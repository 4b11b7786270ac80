import { sql } from 'kysely'
import type { VisitConflictRow, VisitRow } from '../tables.ts'
import { anyOf, db, type Tx } from './db.ts'

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
export const listVisitsById = (ctx: Tx, communityId: string, ids: readonly string[]): Promise<VisitRow[]> =>
  db(ctx)
    .selectFrom('sweeps.visit')
    .selectAll()
    .where('community_id', '=', communityId)
    .where(sql<boolean>`id = ${anyOf(ids)}`)
    .execute()
/** Of these homes, each in the order the server received them. */
export const listVisits = (ctx: Tx, communityId: string, sweepId: string, homeIds: readonly string[]): Promise<VisitRow[]> =>
  homeIds.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('sweeps.visit')
        .selectAll()
        .where('community_id', '=', communityId)
        .where('sweep_id', '=', sweepId)
        .where(sql<boolean>`home_id = ${anyOf(homeIds)}`)
        .orderBy('nth')
        .execute()

export async function insertVisitConflict(ctx: Tx, row: VisitConflictRow): Promise<void> {
  await db(ctx)
    .insertInto('sweeps.visit_conflict')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .execute()
}
