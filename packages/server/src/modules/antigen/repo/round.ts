import type { HelpGround } from '@xiaomen/rules/antigen'
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { among, beneath, partsOf } from '../../../platform/sql.ts'
import type { ReportRow, RoundRow, TargetRow } from '../tables.ts'
import { db } from './db.ts'

export const findRound = (ctx: Ctx, id: string): Promise<RoundRow | undefined> =>
  db(ctx).selectFrom('antigen.round').selectAll().where('id', '=', id).executeTakeFirst()
export const lockRound = (ctx: Ctx, id: string): Promise<RoundRow | undefined> =>
  db(ctx).selectFrom('antigen.round').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export async function insertRound(ctx: Ctx, row: RoundRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('antigen.round')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}
export async function updateRound(ctx: Ctx, { community_id, id }: RoundRow, change: Partial<RoundRow>): Promise<void> {
  await db(ctx).updateTable('antigen.round').set(change).where('community_id', '=', community_id).where('id', '=', id).execute()
}
/** Those that concern these places: within them, or around them. */
export const listRoundsAt = (ctx: Ctx, paths: readonly string[]): Promise<RoundRow[]> =>
  db(ctx)
    .selectFrom('antigen.round')
    .selectAll()
    .where(sql<boolean>`(${beneath(paths)} or exists (select from unnest(${[...paths]}::text[]) p where starts_with(p, area_path)))`)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
export const listRounds = (ctx: Ctx, ids: readonly string[]): Promise<RoundRow[]> =>
  db(ctx).selectFrom('antigen.round').selectAll().where(among('id', ids)).orderBy('due_on').orderBy('id').execute()
export const openRoundsOf = (ctx: Ctx, communityId: string): Promise<RoundRow[]> =>
  db(ctx).selectFrom('antigen.round').selectAll().where('community_id', '=', communityId).where('closed_at', 'is', null).orderBy('id').forUpdate().execute()

/** A thousand people are seven thousand values: well below what a statement takes. */
const MOST_TARGETS = 1_000
/** Each once; whoever is there already stays as they are. */
export async function insertTargets(ctx: Ctx, rows: readonly TargetRow[]): Promise<void> {
  for (const part of partsOf(rows, MOST_TARGETS))
    await db(ctx)
      .insertInto('antigen.target')
      .values(part)
      .onConflict((oc) => oc.doNothing())
      .execute()
}
export const listTargets = (ctx: Ctx, roundIds: readonly string[], paths: readonly string[]): Promise<TargetRow[]> =>
  db(ctx).selectFrom('antigen.target').selectAll().where(among('round_id', roundIds)).where(beneath(paths)).orderBy('area_path').orderBy('person_id').execute()
export const listTargetsOf = (ctx: Ctx, communityId: string, personIds: readonly string[]): Promise<TargetRow[]> =>
  db(ctx).selectFrom('antigen.target').selectAll().where('community_id', '=', communityId).where(among('person_id', personIds)).execute()
export const findTarget = (ctx: Ctx, roundId: string, personId: string): Promise<TargetRow | undefined> =>
  db(ctx).selectFrom('antigen.target').selectAll().where('round_id', '=', roundId).where('person_id', '=', personId).executeTakeFirst()
export async function updateTarget(ctx: Ctx, row: TargetRow, change: { help?: HelpGround; person_id?: string; home_id?: string | null }): Promise<void> {
  await db(ctx)
    .updateTable('antigen.target')
    .set(change)
    .where('community_id', '=', row.community_id)
    .where('round_id', '=', row.round_id)
    .where('person_id', '=', row.person_id)
    .execute()
}
export async function deleteTarget(ctx: Ctx, row: TargetRow): Promise<void> {
  await db(ctx)
    .deleteFrom('antigen.target')
    .where('community_id', '=', row.community_id)
    .where('round_id', '=', row.round_id)
    .where('person_id', '=', row.person_id)
    .execute()
}

export const findReport = (ctx: Ctx, id: string): Promise<ReportRow | undefined> =>
  db(ctx).selectFrom('antigen.report').selectAll().where('id', '=', id).executeTakeFirst()
export async function insertReport(ctx: Ctx, row: ReportRow): Promise<void> {
  await db(ctx).insertInto('antigen.report').values(row).execute()
}
export async function updateReport(ctx: Ctx, { community_id, id }: Pick<ReportRow, 'community_id' | 'id'>, change: Partial<ReportRow>): Promise<void> {
  await db(ctx).updateTable('antigen.report').set(change).where('community_id', '=', community_id).where('id', '=', id).execute()
}
/** Each belongs to whoever stands for the one who reported. */
export async function listReporters(
  ctx: Ctx,
  communityId: string,
  roundId: string,
): Promise<Pick<ReportRow, 'community_id' | 'id' | 'person_id' | 'first_person_id'>[]> {
  return db(ctx)
    .selectFrom('antigen.report')
    .select(['community_id', 'id', 'person_id', 'first_person_id'])
    .where('community_id', '=', communityId)
    .where('round_id', '=', roundId)
    .execute()
}
export const listReportsOf = (ctx: Ctx, communityId: string, roundIds: readonly string[], personIds: readonly string[]): Promise<ReportRow[]> =>
  db(ctx)
    .selectFrom('antigen.report')
    .selectAll()
    .where('community_id', '=', communityId)
    .where(among('round_id', roundIds))
    .where(among('person_id', personIds))
    .orderBy('received_at')
    .orderBy('id')
    .execute()
/** Those that ask for a nucleic acid test: what waits first. */
export const listPositives = (ctx: Ctx, roundIds: readonly string[], paths: readonly string[]): Promise<ReportRow[]> =>
  db(ctx)
    .selectFrom('antigen.report')
    .selectAll()
    .where(among('round_id', roundIds))
    .where(beneath(paths))
    .where('asks_pcr', '=', true)
    .orderBy(sql`pcr_at is not null`)
    .orderBy('received_at')
    .execute()

/** What was handed out, to whom, and what they reported: gone on its day. The book of moves names nobody and stays. */
export async function deleteRounds(ctx: Ctx, today: string): Promise<void> {
  const gone = (await db(ctx).deleteFrom('antigen.round').where('delete_on', '<=', today).returning('id').execute()).map(({ id }) => id)
  if (gone.length === 0) return
  for (const table of ['antigen.target', 'antigen.holding', 'antigen.hand_out', 'antigen.report'] as const)
    await db(ctx).deleteFrom(table).where(among('round_id', gone)).execute()
}
