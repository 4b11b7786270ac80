import { sql } from 'kysely'
import { beneath } from '../../../platform/sql.ts'
import { db, type Tx } from './db.ts'

export type TrackCount = { packId: string; edition: string; track: string; open: number; fresh: number; lifted: number }
/** How many people each rule restricts by hand in a community, how many since, and how many of them an appeal freed; nobody is named. */
export async function countByTrack(ctx: Tx, communityId: string, { since, appealsSince }: { since: Date; appealsSince: Date }): Promise<TrackCount[]> {
  const isOpen = sql`c.state in ('planned', 'active', 'extended', 'dueForRelease')`
  const rows = await db(ctx)
    .selectFrom('control.control_case as c')
    .select(['c.pack_id as packId', 'c.edition', 'c.track'])
    .select([
      sql<number>`count(*) filter (where ${isOpen})::int`.as('open'),
      sql<number>`count(*) filter (where c.confirmed_at >= ${since})::int`.as('fresh'),
      sql<number>`count(*) filter (where exists (select from control.appeal a where a.community_id = c.community_id and a.case_id = c.id
        and a.state = 'corrected' and a.answered_at >= ${appealsSince}))::int`.as('lifted'),
    ])
    .where('c.community_id', '=', communityId)
    .where('c.person_id', 'is not', null)
    .where('c.infection_id', 'is', null)
    .where('c.confirmed_at', 'is not', null)
    .groupBy(['c.pack_id', 'c.edition', 'c.track'])
    .orderBy('c.track')
    .execute()
  return rows.filter(({ open, fresh, lifted }) => open + fresh + lifted > 0)
}

/** Homes where somebody may not pass the gate, with how many; whoever serves it in a hospital or a hotel is not at home. */
export async function listRestrictedHomes(ctx: Tx, of: { paths: readonly string[] } | { homeId: string }): Promise<{ home_id: string; people: number }[]> {
  const rows = await db(ctx)
    .selectFrom('control.control_case')
    .select(['home_id', sql<number>`count(distinct person_id)::int`.as('people')])
    .where('paths' in of ? beneath(of.paths) : sql<boolean>`home_id = ${of.homeId}::uuid`)
    .where('state', 'in', ['planned', 'active', 'extended', 'dueForRelease'])
    .where('restricts', '=', true)
    .where('measure', 'not in', ['hospital', 'centralIsolation'])
    .where('home_id', 'is not', null)
    .groupBy('home_id')
    .execute()
  return rows.flatMap(({ home_id, people }) => (home_id === null ? [] : [{ home_id, people }]))
}
