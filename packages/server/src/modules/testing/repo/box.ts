// 转运箱、样本去向: boxes, the tubes in them, the hands they went through, and who is sampled again.
import { SAYS_NOTHING } from '@xiaomen/rules/testing'
import { sql } from 'kysely'
import { among, beneath, partsOf } from '../../../platform/sql.ts'
import type { AgainRow, BoxRow, CustodyRow, TubeRow } from '../tables.ts'
import { db, type Tx } from './db.ts'

const MOST = 500
type Of = { community_id: string; campaign_id: string }

/** The row of this code, locked; made when there is none yet. */
export async function lockBoxOf(ctx: Tx, wanted: BoxRow): Promise<BoxRow> {
  await db(ctx)
    .insertInto('testing.box')
    .values(wanted)
    .onConflict((oc) => oc.doNothing())
    .execute()
  return (await lockBox(ctx, wanted.code))!
}
export const lockBox = (ctx: Tx, code: string): Promise<BoxRow | undefined> =>
  db(ctx).selectFrom('testing.box').selectAll().where('code', '=', code).forUpdate().executeTakeFirst()
export const findBox = (ctx: Tx, code: string): Promise<BoxRow | undefined> =>
  db(ctx).selectFrom('testing.box').selectAll().where('code', '=', code).executeTakeFirst()
export async function updateBox(ctx: Tx, row: BoxRow, change: Partial<BoxRow>): Promise<void> {
  await db(ctx)
    .updateTable('testing.box')
    .set({ ...change, version: row.version + 1 })
    .where('community_id', '=', row.community_id)
    .where('id', '=', row.id)
    .execute()
}
/** Those of a point that no laboratory has yet. */
export const listBoxesOf = (ctx: Tx, point: Of & { id: string }): Promise<BoxRow[]> =>
  db(ctx)
    .selectFrom('testing.box')
    .selectAll()
    .where('community_id', '=', point.community_id)
    .where('campaign_id', '=', point.campaign_id)
    .where('point_id', '=', point.id)
    .where('state', '<>', 'received')
    .orderBy('opened_at', 'desc')
    .limit(50)
    .execute()

export async function insertCustody(ctx: Tx, row: CustodyRow): Promise<void> {
  await db(ctx)
    .insertInto('testing.custody')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .execute()
}
export const custodyOf = (ctx: Tx, communityId: string, boxIds: readonly string[]): Promise<CustodyRow[]> =>
  boxIds.length === 0
    ? Promise.resolve([])
    : db(ctx).selectFrom('testing.custody').selectAll().where('community_id', '=', communityId).where(among('box_id', boxIds)).orderBy('recorded_at').execute()

export const tubesInBoxes = (ctx: Tx, communityId: string, boxIds: readonly string[]): Promise<TubeRow[]> =>
  boxIds.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('testing.tube')
        .selectAll()
        .where('community_id', '=', communityId)
        .where(among('box_id', boxIds))
        .orderBy('code')
        .forUpdate()
        .execute()
export const listTubesOfBoxes = (ctx: Tx, communityId: string, boxIds: readonly string[]): Promise<TubeRow[]> =>
  boxIds.length === 0
    ? Promise.resolve([])
    : db(ctx).selectFrom('testing.tube').selectAll().where('community_id', '=', communityId).where(among('box_id', boxIds)).orderBy('code').execute()
export const listLoose = (ctx: Tx, point: Of & { id: string }): Promise<TubeRow[]> =>
  db(ctx)
    .selectFrom('testing.tube')
    .selectAll()
    .where('community_id', '=', point.community_id)
    .where('campaign_id', '=', point.campaign_id)
    .where('state', '=', 'sealed')
    .where('point_id', '=', point.id)
    .orderBy('sealed_at')
    .limit(MOST)
    .execute()
export const lockTubeByCode = (ctx: Tx, code: string): Promise<TubeRow | undefined> =>
  db(ctx).selectFrom('testing.tube').selectAll().where('code', '=', code).forUpdate().executeTakeFirst()
export const findTubeByCode = (ctx: Tx, code: string): Promise<TubeRow | undefined> =>
  db(ctx).selectFrom('testing.tube').selectAll().where('code', '=', code).executeTakeFirst()
export const tubesByCodes = (ctx: Tx, codes: readonly string[]): Promise<TubeRow[]> =>
  codes.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('testing.tube')
        .selectAll()
        .where(sql<boolean>`code = any(${[...new Set(codes)]}::text[])`)
        .execute()
/** Each part in the order of its codes, so that two who report at once wait for each other in one order only. */
export const lockTubesByCode = (ctx: Tx, codes: readonly string[]): Promise<TubeRow[]> =>
  codes.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('testing.tube')
        .selectAll()
        .where(sql<boolean>`code = any(${[...new Set(codes)]}::text[])`)
        .orderBy('code')
        .forUpdate()
        .execute()
export const tubesByIds = (ctx: Tx, communityId: string, ids: readonly string[]): Promise<TubeRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db(ctx).selectFrom('testing.tube').selectAll().where('community_id', '=', communityId).where(among('id', ids)).execute()
export type TubeChange = Pick<TubeRow, 'community_id' | 'id' | 'state'> & { received_at?: string | null }
/** Many at once; where `received_at` is not said it stays. */
export async function moveTubes(ctx: Tx, changes: readonly TubeChange[]): Promise<void> {
  for (const part of partsOf(changes, 5_000))
    await sql`update testing.tube t set state = r.state, received_at = coalesce(r.received_at, t.received_at), version = t.version + 1
      from json_to_recordset(${JSON.stringify(part)}::json) as r (community_id uuid, id uuid, state text, received_at timestamptz)
      where t.community_id = r.community_id and t.id = r.id`.execute(ctx.tx)
}

/** Received, and no result yet: the longest waiting first. */
export const listReceived = (ctx: Tx, paths: readonly string[]): Promise<TubeRow[]> =>
  db(ctx).selectFrom('testing.tube').selectAll().where('state', '=', 'received').where(beneath(paths)).orderBy('received_at').limit(MOST).execute()
export const countReceived = async (ctx: Tx, paths: readonly string[]): Promise<number> =>
  (
    await db(ctx)
      .selectFrom('testing.tube')
      .select(sql<number>`count(*)::int`.as('n'))
      .where('state', '=', 'received')
      .where(beneath(paths))
      .executeTakeFirst()
  )?.n ?? 0
export const listOfState = (ctx: Tx, campaignId: string, communityIds: readonly string[], state: TubeRow['state']): Promise<TubeRow[]> =>
  communityIds.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('testing.tube')
        .selectAll()
        .where(among('community_id', communityIds))
        .where('campaign_id', '=', campaignId)
        .where('state', '=', state)
        .orderBy('opened_at')
        .limit(MOST)
        .execute()
export const countStates = (ctx: Tx, campaignId: string, communityIds: readonly string[]): Promise<{ state: TubeRow['state']; n: number }[]> =>
  communityIds.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('testing.tube')
        .select(['state', sql<number>`count(*)::int`.as('n')])
        .where(among('community_id', communityIds))
        .where('campaign_id', '=', campaignId)
        .groupBy('state')
        .execute()

export async function insertAgain(ctx: Tx, rows: readonly AgainRow[]): Promise<void> {
  if (rows.length > 0)
    await db(ctx)
      .insertInto('testing.again')
      .values([...rows])
      .onConflict((oc) =>
        oc.columns(['community_id', 'campaign_id', 'person_id']).doUpdateSet((e) => ({ asked_at: e.ref('excluded.asked_at'), done_at: null })),
      )
      .execute()
}
/** Of these people, those who are asked for another sample. */
export const listAgain = async (ctx: Tx, of: Of, personIds: readonly string[]): Promise<string[]> =>
  personIds.length === 0
    ? []
    : (
        await db(ctx)
          .selectFrom('testing.again')
          .select('person_id')
          .where('community_id', '=', of.community_id)
          .where('campaign_id', '=', of.campaign_id)
          .where(among('person_id', personIds))
          .where('done_at', 'is', null)
          .execute()
      ).map(({ person_id }) => person_id)
/** @returns those who were asked */
export async function closeAgain(ctx: Tx, of: Of, personIds: readonly string[], at: Date): Promise<string[]> {
  if (personIds.length === 0) return []
  const rows = await db(ctx)
    .updateTable('testing.again')
    .set({ done_at: at })
    .where('community_id', '=', of.community_id)
    .where('campaign_id', '=', of.campaign_id)
    .where(among('person_id', personIds))
    .where('done_at', 'is', null)
    .returning('person_id')
    .execute()
  return rows.map(({ person_id }) => person_id)
}

export type Own = { taken_at: Date; received_at: Date; size: number; tube_state: TubeRow['state'] }
/** What was taken of somebody, the latest first. */
export const samplesOf = (ctx: Tx, communityId: string, personId: string, since: Date): Promise<Own[]> =>
  db(ctx)
    .selectFrom('testing.sample as s')
    .innerJoin('testing.tube as t', (join) => join.onRef('t.community_id', '=', 's.community_id').onRef('t.id', '=', 's.tube_id'))
    .select(['s.taken_at', 's.received_at', 't.size', 't.state as tube_state'])
    .where('s.community_id', '=', communityId)
    .where('s.person_id', '=', personId)
    .where('s.state', '=', 'bound')
    .where('s.received_at', '>=', since)
    .orderBy('s.received_at', 'desc')
    .limit(20)
    .execute()
/** Whose swab lay with theirs in one tube, and when; each of them once for a tube. Nobody else is in a tube of one. */
export const tubeMates = async (ctx: Tx, communityId: string, personId: string, since: Date): Promise<{ personId: string; takenAt: Date }[]> => {
  const { rows } = await sql<{ person_id: string; at: Date }>`select mate.person_id, max(mate.taken_at) as at
    from testing.sample own join testing.sample mate on mate.community_id = own.community_id and mate.tube_id = own.tube_id and mate.person_id <> own.person_id
    where own.community_id = ${communityId}::uuid and own.person_id = ${personId}::uuid and own.state in ('bound', 'contested') and own.received_at >= ${since}::timestamptz
      and mate.state in ('bound', 'contested') and mate.person_id is not null
    group by mate.person_id, mate.tube_id`.execute(ctx.tx)
  return rows.map((row) => ({ personId: row.person_id, takenAt: new Date(row.at) }))
}
/** Whose samples count in tubes of a campaign that say nothing about one person. */
export const positiveIn = (ctx: Tx, { community_id, campaign_id }: Of): Promise<TubeRow[]> =>
  db(ctx)
    .selectFrom('testing.tube')
    .selectAll()
    .where('community_id', '=', community_id)
    .where('campaign_id', '=', campaign_id)
    .where('state', '=', SAYS_NOTHING[0])
    .execute()
