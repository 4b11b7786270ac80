import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { CampaignRow, PointRow, SlotRow } from '../tables.ts'
import { among, beneath } from '../../../platform/sql.ts'
import { db, type Tx } from './db.ts'

export async function insertCampaigns(ctx: Ctx, rows: readonly CampaignRow[]): Promise<void> {
  await db(ctx)
    .insertInto('testing.campaign')
    .values([...rows])
    .execute()
}
/** Of each community that the reader sees something of. */
export const listRows = (ctx: Tx, id: string): Promise<CampaignRow[]> =>
  db(ctx).selectFrom('testing.campaign').selectAll().where('id', '=', id).orderBy('area_path').execute()
/** For a change that depends on the state it finds. */
export const lockRows = (ctx: Tx, id: string): Promise<CampaignRow[]> =>
  db(ctx).selectFrom('testing.campaign').selectAll().where('id', '=', id).orderBy('community_id').forUpdate().execute()
export const lockRow = (ctx: Tx, communityId: string, id: string): Promise<CampaignRow | undefined> =>
  db(ctx).selectFrom('testing.campaign').selectAll().where('community_id', '=', communityId).where('id', '=', id).forUpdate().executeTakeFirst()
export const findRow = (ctx: Tx, communityId: string, id: string): Promise<CampaignRow | undefined> =>
  db(ctx).selectFrom('testing.campaign').selectAll().where('community_id', '=', communityId).where('id', '=', id).executeTakeFirst()
const MOST_LISTED = 500
/** Those that have a part beneath these paths or lie over them, latest first. */
export const listAt = (ctx: Tx, paths: readonly string[]): Promise<CampaignRow[]> =>
  paths.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('testing.campaign')
        .selectAll()
        .where(sql<boolean>`(${beneath(paths)} or exists (select from unnest(${[...paths]}::text[]) p where starts_with(p, area_path)))`)
        .orderBy('day', 'desc')
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(MOST_LISTED)
        .execute()
export const listRunning = (ctx: Tx): Promise<CampaignRow[]> =>
  db(ctx).selectFrom('testing.campaign').selectAll().where('state', '=', 'running').orderBy('community_id').execute()
export async function updateCampaign(ctx: Tx, row: Pick<CampaignRow, 'community_id' | 'id' | 'version'>, change: Partial<CampaignRow>): Promise<void> {
  await db(ctx)
    .updateTable('testing.campaign')
    .set({ ...change, version: row.version + 1 })
    .where('community_id', '=', row.community_id)
    .where('id', '=', row.id)
    .execute()
}

export async function insertPoint(ctx: Ctx, row: PointRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('testing.point')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}
export const findPoint = (ctx: Tx, id: string): Promise<PointRow | undefined> =>
  db(ctx).selectFrom('testing.point').selectAll().where('id', '=', id).executeTakeFirst()
export const lockPoint = (ctx: Tx, id: string): Promise<PointRow | undefined> =>
  db(ctx).selectFrom('testing.point').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export const listPoints = (ctx: Tx, campaignId: string, communityIds: readonly string[]): Promise<PointRow[]> =>
  communityIds.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('testing.point')
        .selectAll()
        .where(among('community_id', communityIds))
        .where('campaign_id', '=', campaignId)
        .orderBy('area_path')
        .orderBy('id')
        .execute()
/** Open ones beneath these paths whose campaign runs, or of which somebody has to be sampled again. */
export const listOpenPoints = (ctx: Tx, paths: readonly string[]): Promise<(PointRow & { campaign: CampaignRow })[]> =>
  paths.length === 0
    ? Promise.resolve([])
    : (db(ctx)
        .selectFrom('testing.point')
        .selectAll()
        .select(
          sql<CampaignRow>`(select to_jsonb(c) from testing.campaign c where c.community_id = point.community_id and c.id = point.campaign_id)`.as('campaign'),
        )
        .where(beneath(paths))
        .where('closed_at', 'is', null)
        .where(
          sql<boolean>`exists (select from testing.campaign c where c.community_id = point.community_id and c.id = point.campaign_id and (c.state = 'running'
            or (c.state = 'ended' and exists (select from testing.again a where a.community_id = c.community_id and a.campaign_id = c.id and a.done_at is null))))`,
        )
        .orderBy('area_path')
        .orderBy('id')
        .limit(200)
        .execute() as Promise<(PointRow & { campaign: CampaignRow })[]>)
export async function updatePoint(ctx: Tx, row: PointRow, change: Partial<PointRow>): Promise<PointRow> {
  const after = { ...change, version: row.version + 1 }
  await db(ctx).updateTable('testing.point').set(after).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
  return { ...row, ...after }
}

export async function replaceSlots(ctx: Tx, point: Pick<PointRow, 'community_id' | 'id'>, rows: readonly SlotRow[]): Promise<void> {
  await db(ctx).deleteFrom('testing.slot').where('community_id', '=', point.community_id).where('point_id', '=', point.id).execute()
  if (rows.length > 0)
    await db(ctx)
      .insertInto('testing.slot')
      .values([...rows])
      .execute()
}
export const listSlots = (ctx: Tx, campaignId: string, communityIds: readonly string[]): Promise<SlotRow[]> =>
  communityIds.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('testing.slot')
        .selectAll()
        .where(among('community_id', communityIds))
        .where('campaign_id', '=', campaignId)
        .orderBy('from_minute')
        .orderBy('point_id')
        .orderBy('number')
        .execute()
export const listSlotsOf = (ctx: Tx, point: Pick<PointRow, 'community_id' | 'id'>): Promise<SlotRow[]> =>
  db(ctx).selectFrom('testing.slot').selectAll().where('community_id', '=', point.community_id).where('point_id', '=', point.id).orderBy('number').execute()

/** Every row of campaigns whose time is over. */
export async function deleteCampaigns(ctx: Tx, today: string): Promise<void> {
  const over = await db(ctx).selectFrom('testing.campaign').select(['community_id', 'id']).where('delete_on', '<=', today).execute()
  for (const { community_id, id } of over) {
    for (const table of [
      'testing.doubt',
      'testing.again',
      'testing.custody',
      'testing.box',
      'testing.sample',
      'testing.tube',
      'testing.slot',
      'testing.point',
    ] as const)
      await db(ctx).deleteFrom(table).where('community_id', '=', community_id).where('campaign_id', '=', id).execute()
    await db(ctx).deleteFrom('testing.campaign').where('community_id', '=', community_id).where('id', '=', id).execute()
  }
}
export const listRunningIn = (ctx: Tx, communityId: string): Promise<CampaignRow[]> =>
  db(ctx).selectFrom('testing.campaign').selectAll().where('community_id', '=', communityId).where('state', '=', 'running').execute()
