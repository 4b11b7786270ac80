import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { ZoneEvidenceRow, ZoneStepRow, ZoneWorkRow } from '../tables.ts'
import { db } from './db.ts'

export async function insertStep(ctx: Ctx, { areas, ...row }: Omit<ZoneStepRow, 'areas'> & { areas: readonly string[] | null }): Promise<void> {
  await db(ctx)
    .insertInto('zones.zone_step')
    .values({ ...row, areas: areas === null ? null : JSON.stringify(areas) })
    .execute()
}
export const listSteps = (ctx: Ctx, zoneIds: readonly string[]): Promise<ZoneStepRow[]> =>
  db(ctx)
    .selectFrom('zones.zone_step')
    .selectAll()
    .where(sql<boolean>`zone_id = any(${[...zoneIds]}::uuid[])`)
    .orderBy('at')
    .orderBy('id')
    .execute()

/** Sent twice it is one. @returns whether it is the first, or the same again */
export async function insertEvidence(ctx: Ctx, row: ZoneEvidenceRow): Promise<boolean> {
  await db(ctx)
    .insertInto('zones.zone_evidence')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .execute()
  const kept = await db(ctx).selectFrom('zones.zone_evidence').selectAll().where('id', '=', row.id).executeTakeFirst()
  return kept?.zone_id === row.zone_id && kept.kind === row.kind && kept.on_day === row.on_day && kept.value === row.value && kept.reference === row.reference
}
export const listEvidence = (ctx: Ctx, zoneIds: readonly string[]): Promise<ZoneEvidenceRow[]> =>
  db(ctx)
    .selectFrom('zones.zone_evidence')
    .selectAll()
    .where(sql<boolean>`zone_id = any(${[...zoneIds]}::uuid[])`)
    .orderBy('on_day', 'desc')
    .orderBy('at', 'desc')
    .execute()

/** Where the tasks of a zone hang, one name a community: it stays the same however often it is asked. */
export async function putWork(ctx: Ctx, row: ZoneWorkRow): Promise<void> {
  await db(ctx)
    .insertInto('zones.zone_work')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .execute()
}
export const listWork = (ctx: Ctx, zoneId: string): Promise<ZoneWorkRow[]> =>
  db(ctx).selectFrom('zones.zone_work').selectAll().where('zone_id', '=', zoneId).orderBy('community_id').execute()
