import type { Ctx } from '../../platform/ctx.ts'
import { beyond } from '../../platform/paths.ts'
import type { PlanRow, ScreeningTables } from './tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<ScreeningTables>()

export const findPlan = (ctx: Ctx, id: string): Promise<PlanRow | undefined> =>
  db(ctx).selectFrom('screening.plan').selectAll().where('id', '=', id).executeTakeFirst()

/** At and beneath a path, latest first. */
export const listPlans = (ctx: Ctx, path: string, most: number): Promise<PlanRow[]> =>
  db(ctx)
    .selectFrom('screening.plan')
    .selectAll()
    .where('area_path', '>=', path)
    .where('area_path', '<', beyond(path))
    .orderBy('changed_at', 'desc')
    .orderBy('id')
    .limit(most)
    .execute()

const written = (row: PlanRow) => ({ ...row, plan: JSON.stringify(row.plan) })
/** False when the id is taken. */
export async function insertPlan(ctx: Ctx, row: PlanRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('screening.plan')
    .values(written(row))
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}
/** False when the row is not any more as it was read. */
export async function updatePlan(ctx: Ctx, row: PlanRow): Promise<boolean> {
  const done = await db(ctx)
    .updateTable('screening.plan')
    .set({ ...written(row), version: row.version + 1 })
    .where('community_id', '=', row.community_id)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}
export async function deletePlan(ctx: Ctx, { community_id, id }: PlanRow, version: number): Promise<boolean> {
  const done = await db(ctx)
    .deleteFrom('screening.plan')
    .where('community_id', '=', community_id)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}
