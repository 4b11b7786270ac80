import type { Ctx } from '../../../platform/ctx.ts'
import type { GateTables, ZoneMarkRow } from '../tables.ts'

const db = (ctx: Ctx) => ctx.tx.withTables<GateTables>()

/** All that is known of a zone, unless something later is known already. */
export async function putZoneMarks(ctx: Ctx, zoneId: string, version: number, marks: readonly ZoneMarkRow[]): Promise<void> {
  const later = await db(ctx).selectFrom('gate.zone_mark').select('version').where('zone_id', '=', zoneId).where('version', '>=', version).executeTakeFirst()
  if (later) return
  await db(ctx).deleteFrom('gate.zone_mark').where('zone_id', '=', zoneId).execute()
  if (marks.length > 0)
    await db(ctx)
      .insertInto('gate.zone_mark')
      .values([...marks])
      .execute()
}

/** Those that hold at this time or are still to begin. */
export const listZoneMarks = (ctx: Ctx, since: Date): Promise<ZoneMarkRow[]> =>
  db(ctx).selectFrom('gate.zone_mark').selectAll().where('until_at', '>', since).orderBy('area_path').orderBy('zone_id').execute()
