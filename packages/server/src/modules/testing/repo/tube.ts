import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { DoubtRow, SampleRow, TubeRow } from '../tables.ts'
import { among } from '../../../platform/sql.ts'
import { db, type Tx } from './db.ts'

type Keyed = Pick<TubeRow, 'community_id' | 'id'>

/** The row of this code, locked; made when there is none yet. */
export async function lockTubeOf(ctx: Ctx, wanted: TubeRow): Promise<TubeRow> {
  await db(ctx)
    .insertInto('testing.tube')
    .values(wanted)
    .onConflict((oc) => oc.doNothing())
    .execute()
  return db(ctx).selectFrom('testing.tube').selectAll().where('code', '=', wanted.code).forUpdate().executeTakeFirstOrThrow()
}
export const lockTube = (ctx: Tx, { community_id, id }: Keyed): Promise<TubeRow> =>
  db(ctx).selectFrom('testing.tube').selectAll().where('community_id', '=', community_id).where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
export async function updateTube(ctx: Tx, row: TubeRow, change: Partial<TubeRow>): Promise<void> {
  await db(ctx)
    .updateTable('testing.tube')
    .set({ ...change, version: row.version + 1 })
    .where('community_id', '=', row.community_id)
    .where('id', '=', row.id)
    .execute()
}
export const listOpenTubes = (ctx: Tx, point: { community_id: string; id: string; campaign_id: string }): Promise<TubeRow[]> =>
  db(ctx)
    .selectFrom('testing.tube')
    .selectAll()
    .where('community_id', '=', point.community_id)
    .where('campaign_id', '=', point.campaign_id)
    .where('state', '=', 'open')
    .where('point_id', '=', point.id)
    .orderBy('opened_at', 'desc')
    .limit(100)
    .execute()

export type TubeCounts = { pointId: string; tubes: number; samples: number; open: number; sealed: number; differing: number }
export async function countTubes(ctx: Tx, campaignId: string, communityIds: readonly string[]): Promise<TubeCounts[]> {
  if (communityIds.length === 0) return []
  const rows = await db(ctx)
    .selectFrom('testing.tube')
    .select([
      'point_id as pointId',
      sql<number>`count(*)::int`.as('tubes'),
      sql<number>`sum(samples)::int`.as('samples'),
      sql<number>`count(*) filter (where state = 'open')::int`.as('open'),
      sql<number>`count(*) filter (where state <> 'open')::int`.as('sealed'),
      sql<number>`count(*) filter (where counted <> samples)::int`.as('differing'),
    ])
    .where(among('community_id', communityIds))
    .where('campaign_id', '=', campaignId)
    .groupBy('point_id')
    .execute()
  return rows
}

/** In the order they lie in the tube. */
export const listInTube = (ctx: Tx, { community_id, id }: Keyed): Promise<SampleRow[]> =>
  db(ctx)
    .selectFrom('testing.sample')
    .selectAll()
    .where('community_id', '=', community_id)
    .where('tube_id', '=', id)
    .where('state', 'in', ['bound', 'contested'])
    .orderBy('number')
    .execute()
export const listInTubes = (ctx: Tx, communityId: string, tubeIds: readonly string[]): Promise<SampleRow[]> =>
  tubeIds.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('testing.sample')
        .selectAll()
        .where('community_id', '=', communityId)
        .where(among('tube_id', tubeIds))
        .where('state', 'in', ['bound', 'contested'])
        .orderBy('number')
        .execute()

export async function insertDoubts(ctx: Tx, rows: readonly DoubtRow[]): Promise<void> {
  if (rows.length > 0)
    await db(ctx)
      .insertInto('testing.doubt')
      .values([...rows])
      .onConflict((oc) => oc.doNothing())
      .execute()
}
export const listOpenDoubts = (ctx: Tx, campaignId: string, communityIds: readonly string[], limit: number): Promise<(DoubtRow & { sample: SampleRow })[]> =>
  communityIds.length === 0
    ? Promise.resolve([])
    : (db(ctx)
        .selectFrom('testing.doubt as d')
        .innerJoin('testing.sample as s', (join) => join.onRef('s.community_id', '=', 'd.community_id').onRef('s.id', '=', 'd.sample_id'))
        .selectAll('d')
        .select(['s.tube_code', 's.number', 's.taken_at', 's.person_id', 's.home_id', 's.point_id', 's.means_kind', 's.sealed_shown'])
        .where(among('d.community_id', communityIds))
        .where('d.campaign_id', '=', campaignId)
        .where('d.settled_at', 'is', null)
        .orderBy('d.seen_at')
        .orderBy('d.sample_id')
        .limit(limit)
        .execute()
        .then((rows) => rows.map((row) => ({ ...row, sample: { ...row, id: row.sample_id } as unknown as SampleRow }))) as Promise<
        (DoubtRow & { sample: SampleRow })[]
      >)
export const countDoubts = async (ctx: Tx, campaignId: string, communityIds: readonly string[]): Promise<number> =>
  communityIds.length === 0
    ? 0
    : ((
        await db(ctx)
          .selectFrom('testing.doubt')
          .select(sql<number>`count(*)::int`.as('n'))
          .where(among('community_id', communityIds))
          .where('campaign_id', '=', campaignId)
          .where('settled_at', 'is', null)
          .executeTakeFirst()
      )?.n ?? 0)
/** @returns whether there was one that was open */
export async function settleDoubts(
  ctx: Tx,
  communityId: string,
  sampleId: string,
  kinds: readonly DoubtRow['kind'][] | null,
  by: { at: Date; accountId: string | null },
): Promise<boolean> {
  const done = await db(ctx)
    .updateTable('testing.doubt')
    .set({ settled_at: by.at, settled_by: by.accountId })
    .where('community_id', '=', communityId)
    .where('sample_id', '=', sampleId)
    .where('settled_at', 'is', null)
    .$if(kinds !== null, (q) => q.where('kind', 'in', [...(kinds ?? [])]))
    .returning('kind')
    .execute()
  return done.length > 0
}
export const listDoubtsOf = (ctx: Tx, communityId: string, sampleIds: readonly string[]): Promise<DoubtRow[]> =>
  sampleIds.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('testing.doubt')
        .selectAll()
        .where('community_id', '=', communityId)
        .where(among('sample_id', sampleIds))
        .where('settled_at', 'is', null)
        .execute()
