import type { Ctx } from '../../../platform/ctx.ts'
import type { GateTables, TransportMarkRow } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<GateTables>()

/** All that is known of a transport, in place of what was known before. */
export async function putTransportMark(ctx: Ctx, { community_id, transport_id, ...mark }: TransportMarkRow): Promise<void> {
  await db(ctx)
    .insertInto('gate.transport_mark')
    .values({ community_id, transport_id, ...mark })
    .onConflict((oc) => oc.columns(['community_id', 'transport_id']).doUpdateSet(mark))
    .execute()
}
/** Those that hold at this time or held after it. */
export const listTransportMarks = (ctx: Pick<Ctx, 'tx'>, since: Date): Promise<TransportMarkRow[]> =>
  db(ctx).selectFrom('gate.transport_mark').selectAll().where('until_at', '>', since).orderBy('from_at').orderBy('transport_id').execute()

export async function deletePastTransports(ctx: Ctx, before: Date): Promise<void> {
  await db(ctx).deleteFrom('gate.transport_mark').where('until_at', '<', before).execute()
}
