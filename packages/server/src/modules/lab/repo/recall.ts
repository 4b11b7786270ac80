import { sql } from 'kysely'
import { among, beneath } from '../../../platform/sql.ts'
import type { RecallRow } from '../tables.ts'
import { db, type Tx } from './db.ts'

const OPEN = ['notified', 'atHome', 'unreachable', 'resampled'] as const
type Keyed = Pick<RecallRow, 'community_id' | 'id'>

/** @returns those that are new: of one pool everybody is recalled once, and again when it is positive after all */
export async function insertRecalls(ctx: Tx, rows: readonly RecallRow[]): Promise<RecallRow[]> {
  if (rows.length === 0) return []
  return db(ctx)
    .insertInto('lab.recall')
    .values([...rows])
    .onConflict((oc) =>
      oc
        .columns(['community_id', 'tube_id', 'first_person_id'])
        .doUpdateSet((e) => ({
          state: e.ref('excluded.state'),
          holds: e.ref('excluded.holds'),
          opened_at: e.ref('excluded.opened_at'),
          state_at: e.ref('excluded.state_at'),
          told_at: null,
          told_by: null,
          again_tube: null,
          version: sql<number>`recall.version + 1`,
        }))
        .where('recall.state' as never, '=', 'withdrawn' as never),
    )
    .returningAll()
    .execute()
}
export const lockRecall = (ctx: Tx, id: string): Promise<RecallRow | undefined> =>
  db(ctx).selectFrom('lab.recall').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export async function updateRecall(ctx: Tx, row: Keyed, change: Partial<RecallRow>): Promise<void> {
  await db(ctx).updateTable('lab.recall').set(change).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}
const ofCommunity = (ctx: Tx, communityId: string) => db(ctx).selectFrom('lab.recall').selectAll().where('community_id', '=', communityId)

export const lockOfPools = (ctx: Tx, communityId: string, tubeIds: readonly string[]): Promise<RecallRow[]> =>
  ofCommunity(ctx, communityId).where(among('tube_id', tubeIds)).orderBy('id').forUpdate().execute()
/** Whose second sample lies in one of these tubes. */
export const lockOfSecond = (ctx: Tx, communityId: string, tubeIds: readonly string[]): Promise<RecallRow[]> =>
  ofCommunity(ctx, communityId).where(among('again_tube', tubeIds)).orderBy('id').forUpdate().execute()
export const lockOpenOfCampaign = (ctx: Tx, communityId: string, campaignId: string): Promise<RecallRow[]> =>
  ofCommunity(ctx, communityId)
    .where('campaign_id', '=', campaignId)
    .where('state', 'in', [...OPEN])
    .orderBy('id')
    .forUpdate()
    .execute()
/** Who is kept at home, of these people. */
export const lockHolding = (ctx: Tx, communityId: string, personIds: readonly string[]): Promise<RecallRow[]> =>
  ofCommunity(ctx, communityId).where(among('person_id', personIds)).where('holds', '=', true).orderBy('id').forUpdate().execute()
export const lockAllOf = (ctx: Tx, communityId: string): Promise<RecallRow[]> =>
  ofCommunity(ctx, communityId).where('holds', '=', true).orderBy('id').forUpdate().execute()
export const lockHoldingBeneath = (ctx: Tx, path: string): Promise<RecallRow[]> =>
  db(ctx)
    .selectFrom('lab.recall')
    .selectAll()
    .where('holds', '=', true)
    .where(beneath([path]))
    .orderBy('id')
    .forUpdate()
    .execute()

/** Of one pool, by the index of its people. */
export const listOfPool = (ctx: Tx, communityId: string, tubeId: string): Promise<RecallRow[]> =>
  ofCommunity(ctx, communityId).where('tube_id', '=', tubeId).orderBy('area_path').orderBy('id').execute()
export const listOpenAtHome = (ctx: Tx, communityId: string, homeId: string): Promise<RecallRow[]> =>
  ofCommunity(ctx, communityId)
    .where('home_id', '=', homeId)
    .where('state', 'in', [...OPEN])
    .orderBy('id')
    .execute()
export const listOfPerson = (ctx: Tx, communityId: string, personId: string): Promise<RecallRow[]> =>
  ofCommunity(ctx, communityId).where('person_id', '=', personId).orderBy('opened_at', 'desc').execute()

export type PoolCounts = { community_id: string; tube_id: string; campaign_id: string; opened_at: Date; counts: Partial<Record<RecallRow['state'], number>> }
/** The latest pools that somebody beneath these paths is in. */
export async function listPools(ctx: Tx, paths: readonly string[]): Promise<PoolCounts[]> {
  const { rows } = await sql<PoolCounts>`
    select community_id, tube_id, campaign_id, min(opened_at) as opened_at, json_object_agg(state, n) as counts
    from (select community_id, tube_id, campaign_id, state, min(opened_at) as opened_at, count(*)::int as n from lab.recall where ${beneath(paths)}
      group by community_id, tube_id, campaign_id, state) s
    group by community_id, tube_id, campaign_id order by 4 desc, tube_id limit 200`.execute(ctx.tx)
  return rows
}
