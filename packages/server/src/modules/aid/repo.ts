import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { beneath } from '../../platform/sql.ts'
import type { AidTables, StepRow, TransportRow } from './tables.ts'

export const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<AidTables>()
const transports = (ctx: Ctx) => db(ctx).selectFrom('aid.transport').selectAll()

export const findTransport = (ctx: Ctx, id: string): Promise<TransportRow | undefined> => transports(ctx).where('id', '=', id).executeTakeFirst()
/** For a change that depends on the state it finds. */
export const lockTransport = (ctx: Ctx, id: string): Promise<TransportRow | undefined> => transports(ctx).where('id', '=', id).forUpdate().executeTakeFirst()

/** False when one is under way for the person, or the id is taken. */
export async function insertTransport(ctx: Ctx, row: TransportRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('aid.transport')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}
export async function updateTransport(ctx: Ctx, row: TransportRow, change: Partial<TransportRow>): Promise<TransportRow> {
  const after = { ...change, version: row.version + 1 }
  await db(ctx).updateTable('aid.transport').set(after).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
  return { ...row, ...after }
}
export const listOpen = (ctx: Ctx, paths: readonly string[]): Promise<TransportRow[]> =>
  transports(ctx).where(beneath(paths)).where('ended_at', 'is', null).orderBy('requested_at').execute()
export const listEnded = (ctx: Ctx, paths: readonly string[], most: number): Promise<TransportRow[]> =>
  transports(ctx).where(beneath(paths)).where('ended_at', 'is not', null).orderBy('ended_at', 'desc').limit(most).execute()
/** Under way, or over since a time. */
export const listOfHome = (ctx: Ctx, communityId: string, homeId: string, since: Date): Promise<TransportRow[]> =>
  transports(ctx)
    .where('community_id', '=', communityId)
    .where('home_id', '=', homeId)
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>', since)]))
    .orderBy('requested_at', 'desc')
    .execute()
export const lockOpenIn = (ctx: Ctx, communityId: string): Promise<TransportRow[]> =>
  transports(ctx).where('community_id', '=', communityId).where('ended_at', 'is', null).orderBy('id').forUpdate().execute()
export const communitiesWithOpen = async (ctx: Ctx): Promise<string[]> =>
  (await db(ctx).selectFrom('aid.transport').select('community_id').distinct().where('ended_at', 'is', null).execute()).map((row) => row.community_id)

export async function insertStep(ctx: Ctx, row: StepRow): Promise<void> {
  await db(ctx).insertInto('aid.step').values(row).execute()
}
export const listSteps = (ctx: Ctx, { community_id, id }: TransportRow): Promise<StepRow[]> =>
  db(ctx).selectFrom('aid.step').selectAll().where('community_id', '=', community_id).where('transport_id', '=', id).orderBy('at').orderBy('id').execute()

export async function deleteTransports(ctx: Ctx, today: string): Promise<void> {
  const gone = await db(ctx).deleteFrom('aid.transport').where('delete_on', '<=', today).returning('id').execute()
  const ids = gone.map(({ id }) => id)
  if (ids.length > 0)
    await db(ctx)
      .deleteFrom('aid.step')
      .where(sql<boolean>`transport_id = any(${ids}::uuid[])`)
      .execute()
}
