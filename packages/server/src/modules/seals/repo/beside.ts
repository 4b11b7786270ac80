// What stands beside a seal: what happened to it, its alarms, and when its door is going to open.
import type { Ctx } from '../../../platform/ctx.ts'
import { among } from '../../../platform/sql.ts'
import type { AlarmRow, FactRow, OpeningRow } from '../tables.ts'
import { db } from './db.ts'

export const findFact = (ctx: Ctx, communityId: string, id: string): Promise<FactRow | undefined> =>
  db(ctx).selectFrom('seals.fact').selectAll().where('community_id', '=', communityId).where('id', '=', id).executeTakeFirst()
/** False when it was told before. */
export async function insertFact(ctx: Ctx, row: FactRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('seals.fact')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}
export const listFacts = (ctx: Ctx, sealIds: readonly string[], most: number): Promise<FactRow[]> =>
  db(ctx).selectFrom('seals.fact').selectAll().where(among('seal_id', sealIds)).orderBy('at', 'desc').orderBy('id', 'desc').limit(most).execute()

export const lockAlarm = (ctx: Ctx, id: string): Promise<AlarmRow | undefined> =>
  db(ctx).selectFrom('seals.alarm').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
/** False while the same stands. */
export async function insertAlarm(ctx: Ctx, row: AlarmRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('seals.alarm')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}
export async function updateAnswered(
  ctx: Ctx,
  { community_id, id }: AlarmRow,
  answer: Pick<AlarmRow, 'answered_at' | 'answered_by' | 'finding' | 'sealed_note'>,
): Promise<void> {
  await db(ctx).updateTable('seals.alarm').set(answer).where('community_id', '=', community_id).where('id', '=', id).execute()
}
export const listAlarms = (ctx: Ctx, sealIds: readonly string[]): Promise<AlarmRow[]> =>
  db(ctx).selectFrom('seals.alarm').selectAll().where(among('seal_id', sealIds)).orderBy('raised_at', 'desc').execute()

/** False when there is one of this id. */
export async function insertOpening(ctx: Ctx, row: OpeningRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('seals.opening')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}
export const listOpenings = (ctx: Ctx, sealIds: readonly string[], since: Date): Promise<OpeningRow[]> =>
  db(ctx).selectFrom('seals.opening').selectAll().where(among('seal_id', sealIds)).where('until_at', '>=', since).orderBy('from_at').execute()
