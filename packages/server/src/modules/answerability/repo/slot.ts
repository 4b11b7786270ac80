import type { CaredKind, CarerSlot } from '@xiaomen/rules/answerability'
import { sql } from 'kysely'
import { anyOf, beneath } from '../../../platform/sql.ts'
import type { ChangeRow, HandoverRow, SlotRow } from '../tables.ts'
import { db, inParts, type Tx } from './db.ts'

export type NewSlot = Pick<SlotRow, 'community_id' | 'id' | 'area_path' | 'home_id' | 'subject_kind' | 'subject_id' | 'person_id' | 'slot' | 'opened_at'>
/** What a subject has of them already it keeps. */
export async function insertSlots(ctx: Tx, rows: readonly NewSlot[]): Promise<void> {
  for (const part of inParts(rows))
    await sql`insert into answerability.slot (community_id, id, area_path, home_id, subject_kind, subject_id, person_id, slot, gap, opened_at)
      select community_id, id, area_path, home_id, subject_kind, subject_id, person_id, slot, 'nobodyOnDuty', opened_at
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as r (community_id uuid, id uuid, area_path text, home_id uuid, subject_kind text, subject_id uuid,
        person_id uuid, slot text, opened_at timestamptz)
      on conflict do nothing`.execute(ctx.tx)
}
/** For a change that depends on the state it finds; one at a time for a community. */
export const lockOpen = (ctx: Tx, communityId: string): Promise<SlotRow[]> =>
  db(ctx)
    .selectFrom('answerability.slot')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('released_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
export const listOpenOf = (ctx: Tx, kind: CaredKind, subjectIds: readonly string[]): Promise<SlotRow[]> =>
  subjectIds.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('answerability.slot')
        .selectAll()
        .where('subject_kind', '=', kind)
        .where(sql<boolean>`subject_id = ${anyOf(subjectIds)}`)
        .where('released_at', 'is', null)
        .orderBy('id')
        .execute()
export const listOpenAt = (ctx: Tx, paths: readonly string[]): Promise<SlotRow[]> =>
  db(ctx).selectFrom('answerability.slot').selectAll().where(beneath(paths)).where('released_at', 'is', null).orderBy('area_path').orderBy('id').execute()
/** Held or covered by one of these. */
export const listOpenHeld = (ctx: Tx, handIds: readonly string[], kind: CaredKind | null = null): Promise<SlotRow[]> =>
  handIds.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('answerability.slot')
        .selectAll()
        .where(sql<boolean>`(hand_id = ${anyOf(handIds)} or cover_id = ${anyOf(handIds)})`)
        .where('released_at', 'is', null)
        .$if(kind !== null, (q) => q.where('subject_kind', '=', kind!))
        .orderBy('area_path')
        .orderBy('id')
        .execute()
export const findSlot = (ctx: Tx, id: string): Promise<SlotRow | undefined> =>
  db(ctx).selectFrom('answerability.slot').selectAll().where('id', '=', id).where('released_at', 'is', null).executeTakeFirst()
export const listSlots = (ctx: Tx, ids: readonly string[]): Promise<SlotRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('answerability.slot')
        .selectAll()
        .where(sql<boolean>`id = ${anyOf(ids)}`)
        .orderBy('area_path')
        .orderBy('id')
        .execute()

/** How many homes each hand has, own and covered. */
export async function countHomes(ctx: Tx, communityId: string): Promise<Map<string, number>> {
  const found = await sql<{ hand: string; n: number }>`select hand, count(distinct home_id)::int as n from (
      select hand_id as hand, home_id from answerability.slot where community_id = ${communityId}::uuid and released_at is null and hand_id is not null
      union all select cover_id, home_id from answerability.slot where community_id = ${communityId}::uuid and released_at is null and cover_id is not null) held
    group by hand`.execute(ctx.tx)
  return new Map(found.rows.map((row) => [row.hand, row.n]))
}
/** Slots and gaps beneath paths; a slot of one of `left` is a gap. */
export async function countGaps(ctx: Tx, paths: readonly string[], left: readonly string[]): Promise<{ slots: number; gaps: number }> {
  const found = await sql<{ slots: number; gaps: number }>`select count(*)::int as slots,
      (count(*) filter (where gap is not null or hand_id = ${anyOf(left)}))::int as gaps
    from answerability.slot where released_at is null and ${beneath(paths)}`.execute(ctx.tx)
  return found.rows[0] ?? { slots: 0, gaps: 0 }
}

type Subject = { subject_kind: CaredKind; subject_id: string; area_path: string }
const CURSOR = /^(\/[\d/h]*) ([\da-f-]{36})$/
export const cursorOf = ({ area_path, subject_id }: Subject): string => `${area_path} ${subject_id}`
/** In the order of the homes. A cursor that is none begins from the start. */
export async function listSubjects(
  ctx: Tx,
  { paths, gapsOnly, left, after, limit }: { paths: readonly string[]; gapsOnly: boolean; left: readonly string[]; after: string | undefined; limit: number },
): Promise<Subject[]> {
  const [, path, id] = CURSOR.exec(after ?? '') ?? []
  const found = await sql<Subject>`select subject_kind, subject_id, min(area_path) as area_path from answerability.slot
    where released_at is null and ${beneath(paths)}
    group by subject_kind, subject_id
    having ${gapsOnly ? sql`bool_or(gap is not null or hand_id = ${anyOf(left)})` : sql`true`}
      and ${path === undefined ? sql`true` : sql`(min(area_path), subject_id) > (${path}, ${id}::uuid)`}
    order by min(area_path), subject_id limit ${limit}`.execute(ctx.tx)
  return found.rows
}
/** Subjects whose slot stands empty, or with one of `left`. */
export async function listEmpty(ctx: Tx, kind: CaredKind, slot: CarerSlot, paths: readonly string[], left: readonly string[]): Promise<string[]> {
  const found = await sql<{ subject_id: string }>`select subject_id from answerability.slot
    where released_at is null and subject_kind = ${kind} and slot = ${slot} and (hand_id is null or hand_id = ${anyOf(left)}) and ${beneath(paths)}`.execute(
    ctx.tx,
  )
  return found.rows.map((row) => row.subject_id)
}

export async function updateSlot(ctx: Tx, { community_id, id }: Pick<SlotRow, 'community_id' | 'id'>, change: Partial<SlotRow>): Promise<void> {
  await db(ctx).updateTable('answerability.slot').set(change).where('community_id', '=', community_id).where('id', '=', id).execute()
}
export const updateReleased = (ctx: Tx, kind: CaredKind, subjectIds: readonly string[], at: Date): Promise<SlotRow[]> =>
  db(ctx)
    .updateTable('answerability.slot')
    .set({ released_at: at })
    .where('subject_kind', '=', kind)
    .where(sql<boolean>`subject_id = ${anyOf(subjectIds)}`)
    .where('released_at', 'is', null)
    .returningAll()
    .execute()
export async function updatePlace(ctx: Tx, kind: CaredKind, subjectId: string, place: Pick<SlotRow, 'home_id' | 'area_path'>): Promise<void> {
  await db(ctx)
    .updateTable('answerability.slot')
    .set(place)
    .where('subject_kind', '=', kind)
    .where('subject_id', '=', subjectId)
    .where('released_at', 'is', null)
    .execute()
}
/** The slots of a subject as they were when it was released last. */
export const listReleased = async (ctx: Tx, kind: CaredKind, subjectId: string): Promise<SlotRow[]> => {
  const rows = await db(ctx)
    .selectFrom('answerability.slot')
    .selectAll()
    .where('subject_kind', '=', kind)
    .where('subject_id', '=', subjectId)
    .where('released_at', 'is not', null)
    .orderBy('released_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.filter((row) => row.released_at?.getTime() === rows[0]?.released_at?.getTime())
}
/** Communities where somebody is looked after. */
export async function listCaring(ctx: Tx): Promise<string[]> {
  const found = await sql<{ id: string }>`select distinct community_id as id from answerability.slot where released_at is null`.execute(ctx.tx)
  return found.rows.map((row) => row.id)
}

export async function insertChanges(ctx: Tx, rows: readonly ChangeRow[]): Promise<void> {
  for (const part of inParts(rows))
    await sql`insert into answerability.change (community_id, id, area_path, slot_id, subject_kind, subject_id, slot, at, account_id, why, hand_id, cover_id)
      select community_id, id, area_path, slot_id, subject_kind, subject_id, slot, at, account_id, why, hand_id, cover_id
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as r (community_id uuid, id uuid, area_path text, slot_id uuid, subject_kind text, subject_id uuid,
        slot text, at timestamptz, account_id uuid, why text, hand_id uuid, cover_id uuid)`.execute(ctx.tx)
}
/** Latest first. */
export const listChanges = (ctx: Tx, kind: CaredKind, subjectIds: readonly string[], limit: number): Promise<ChangeRow[]> =>
  db(ctx)
    .selectFrom('answerability.change')
    .selectAll()
    .where('subject_kind', '=', kind)
    .where(sql<boolean>`subject_id = ${anyOf(subjectIds)}`)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

export async function insertHandover(ctx: Tx, row: HandoverRow): Promise<void> {
  await db(ctx).insertInto('answerability.handover').values(row).execute()
}
export const findHandover = (ctx: Tx, id: string): Promise<HandoverRow | undefined> =>
  db(ctx).selectFrom('answerability.handover').selectAll().where('id', '=', id).executeTakeFirst()
export const lockHandover = (ctx: Tx, id: string): Promise<HandoverRow | undefined> =>
  db(ctx).selectFrom('answerability.handover').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export const listOffered = (ctx: Tx, communityIds: readonly string[]): Promise<HandoverRow[]> =>
  communityIds.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('answerability.handover')
        .selectAll()
        .where(sql<boolean>`community_id = ${anyOf(communityIds)}`)
        .where('state', '=', 'offered')
        .orderBy('id')
        .execute()
/** Of these hands, waiting or answered since. */
export const listHandoversOf = (ctx: Tx, handIds: readonly string[], since: Date): Promise<HandoverRow[]> =>
  handIds.length === 0
    ? Promise.resolve([])
    : db(ctx)
        .selectFrom('answerability.handover')
        .selectAll()
        .where(sql<boolean>`(from_hand = ${anyOf(handIds)} or to_hand = ${anyOf(handIds)})`)
        .where(sql<boolean>`(state = 'offered' or answered_at >= ${since})`)
        .orderBy('id', 'desc')
        .execute()
export async function updateHandover(ctx: Tx, { community_id, id }: HandoverRow, change: Partial<HandoverRow>): Promise<void> {
  await db(ctx).updateTable('answerability.handover').set(change).where('community_id', '=', community_id).where('id', '=', id).execute()
}
