import type { Ctx } from '../../../platform/ctx.ts'
import type { EventConflictRow, EventRow } from '../tables.ts'
import { db } from './db.ts'

export const findEvent = (ctx: Ctx, communityId: string, deviceId: string, n: number): Promise<EventRow | undefined> =>
  db(ctx)
    .selectFrom('doors.event')
    .selectAll()
    .where('community_id', '=', communityId)
    .where('device_id', '=', deviceId)
    .where('n', '=', String(n))
    .executeTakeFirst()

export async function insertEvent(ctx: Ctx, event: EventRow): Promise<void> {
  await db(ctx).insertInto('doors.event').values(event).execute()
}
export async function insertEventConflict(ctx: Ctx, conflict: EventConflictRow): Promise<void> {
  await db(ctx)
    .insertInto('doors.event_conflict')
    .values(conflict)
    .onConflict((oc) => oc.doNothing())
    .execute()
}

export const listEventsOfDoor = (ctx: Ctx, doorId: string, most: number): Promise<EventRow[]> =>
  db(ctx).selectFrom('doors.event').selectAll().where('door_id', '=', doorId).orderBy('received_at', 'desc').orderBy('n', 'desc').limit(most).execute()

/** Whether this card was read at another door at nearly the same time. */
export const wasElsewhere = async (
  ctx: Ctx,
  { communityId, cardId, doorId, from, until }: { communityId: string; cardId: string; doorId: string; from: Date; until: Date },
) =>
  (await db(ctx)
    .selectFrom('doors.event')
    .select('n')
    .where('community_id', '=', communityId)
    .where('card_id', '=', cardId)
    .where('at', '>=', from)
    .where('at', '<=', until)
    .where('door_id', '<>', doorId)
    .executeTakeFirst()) !== undefined
