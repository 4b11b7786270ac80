import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { beneath } from '../../../platform/sql.ts'
import type { ControlCaseRow } from '../tables.ts'
import { db, type Tx } from './db.ts'

export type Key = { communityId: string; id: string }
const OPEN = ['planned', 'active', 'extended', 'dueForRelease'] as const
const afterKey = (after: Key | null) =>
  after === null ? sql<boolean>`true` : sql<boolean>`(community_id, id) > (${after.communityId}::uuid, ${after.id}::uuid)`
const liftedBy = (orderId: string) => sql<boolean>`exists (select from control.case_fact f
  where f.community_id = c.community_id and f.case_id = c.id and f.number = c.facts and f.kind = 'lifted' and f.content->>'order' = ${orderId})`
/** Whoever, or whichever place, came under the same track again meanwhile is under it once. */
const isFree = sql<boolean>`not exists (select from control.control_case o where o.community_id = c.community_id
  and coalesce(o.person_id, o.place_id) = coalesce(c.person_id, c.place_id) and o.track = c.track and o.id <> c.id and o.state in ('proposed', 'planned', 'active', 'extended', 'dueForRelease'))`

/** A part of the open cases beneath a path, locked, in the order of their keys. */
export const lockOpenBeneath = (ctx: Tx, path: string, after: Key | null, limit: number): Promise<ControlCaseRow[]> =>
  db(ctx)
    .selectFrom('control.control_case')
    .selectAll()
    .where(beneath([path]))
    .where('state', 'in', OPEN)
    .where(afterKey(after))
    .orderBy('community_id')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute()
/** A part of those that ended with an order, and to which nothing has happened since. */
export const lockLiftedBy = (ctx: Tx, orderId: string, path: string, after: Key | null, limit: number): Promise<ControlCaseRow[]> =>
  db(ctx)
    .selectFrom('control.control_case as c')
    .selectAll('c')
    .where(beneath([path]))
    .where('state', '=', 'released')
    .where(liftedBy(orderId))
    .where(isFree)
    .where(afterKey(after))
    .orderBy('community_id')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute()

export type Group = Pick<ControlCaseRow, 'area_path' | 'pack_id' | 'edition' | 'track' | 'measure' | 'state'> & { isPlace: boolean; count: number }
/** Open cases beneath a path, counted by what they are about, where they lie and what they follow. */
export const groupOpen = (ctx: Ctx, path: string): Promise<Group[]> =>
  db(ctx)
    .selectFrom('control.control_case')
    .select(['area_path', 'pack_id', 'edition', 'track', 'measure', 'state'])
    .select([sql<boolean>`place_id is not null`.as('isPlace'), sql<number>`count(*)::int`.as('count')])
    .where(beneath([path]))
    .where('state', 'in', OPEN)
    .groupBy(['area_path', 'pack_id', 'edition', 'track', 'measure', 'state', sql`place_id is not null`])
    .execute()
export async function countLiftedBy(ctx: Ctx, orderId: string, path: string): Promise<{ people: number; places: number }> {
  const found = await db(ctx)
    .selectFrom('control.control_case as c')
    .select([sql<number>`count(c.person_id)::int`.as('people'), sql<number>`count(c.place_id)::int`.as('places')])
    .where(beneath([path]))
    .where('state', '=', 'released')
    .where(liftedBy(orderId))
    .where(isFree)
    .executeTakeFirst()
  return found ?? { people: 0, places: 0 }
}
