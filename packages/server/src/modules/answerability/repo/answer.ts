import { sql } from 'kysely'
import { anyOf } from '../../../platform/sql.ts'
import type { AnswerRow, DutyRow } from '../tables.ts'
import { db, inParts, type Tx } from './db.ts'

export const listAnswers = (ctx: Tx, communityId: string): Promise<AnswerRow[]> =>
  db(ctx).selectFrom('answerability.answer').selectAll().where('community_id', '=', communityId).orderBy('from_day').orderBy('id').execute()
export const listAnswersOf = (ctx: Tx, handIds: readonly string[], day: string): Promise<AnswerRow[]> =>
  handIds.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('answerability.answer')
        .selectAll()
        .where(sql<boolean>`hand_id = ${anyOf(handIds)}`)
        .where('from_day', '<=', day)
        .where(sql<boolean>`(until_day is null or until_day >= ${day}::date)`)
        .orderBy('area_path')
        .orderBy('id')
        .execute()
export async function insertAnswers(ctx: Tx, rows: readonly AnswerRow[]): Promise<void> {
  for (const part of inParts(rows))
    await sql`insert into answerability.answer (community_id, id, area_path, post, at_kind, place_id, hand_id, from_day, until_day, set_by, set_at)
      select community_id, id, area_path, post, at_kind, place_id, hand_id, from_day, until_day, set_by, set_at
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as r (community_id uuid, id uuid, area_path text, post text, at_kind text, place_id uuid,
        hand_id uuid, from_day date, until_day date, set_by uuid, set_at timestamptz)`.execute(ctx.tx)
}
/** Whoever answers for these places on days from–until gives way: what began before ends the day before, what would have begun within them never does. */
export async function makeRoom(ctx: Tx, communityId: string, post: string, placeIds: readonly string[], from: string, until: string | null): Promise<void> {
  await sql`delete from answerability.answer where community_id = ${communityId}::uuid and post = ${post} and place_id = ${anyOf(placeIds)}
    and from_day >= ${from}::date and from_day <= coalesce(${until}::date, 'infinity')`.execute(ctx.tx)
  await sql`update answerability.answer set until_day = ${from}::date - 1 where community_id = ${communityId}::uuid and post = ${post} and place_id = ${anyOf(placeIds)}
    and from_day < ${from}::date and (until_day is null or until_day >= ${from}::date)`.execute(ctx.tx)
}

export const findDuty = (ctx: Tx, id: string): Promise<DutyRow | undefined> =>
  db(ctx).selectFrom('answerability.duty').selectAll().where('id', '=', id).executeTakeFirst()
export const lockDuty = (ctx: Tx, id: string): Promise<DutyRow | undefined> =>
  db(ctx).selectFrom('answerability.duty').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export async function insertDuty(ctx: Tx, row: DutyRow): Promise<void> {
  await db(ctx).insertInto('answerability.duty').values(row).execute()
}
export async function updateDuty(ctx: Tx, { community_id, id }: DutyRow, change: Partial<DutyRow>): Promise<void> {
  await db(ctx).updateTable('answerability.duty').set(change).where('community_id', '=', community_id).where('id', '=', id).execute()
}
/** Not ended and not over on the day. */
export const listDuties = (ctx: Tx, communityId: string, day: string): Promise<DutyRow[]> =>
  db(ctx)
    .selectFrom('answerability.duty')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('ended_at', 'is', null)
    .where(sql<boolean>`(until_day is null or until_day >= ${day}::date)`)
    .orderBy('slot')
    .orderBy('area_path')
    .orderBy('ordinal')
    .orderBy('id')
    .execute()
