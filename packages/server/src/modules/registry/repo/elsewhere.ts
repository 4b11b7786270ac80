import type { Ctx } from '../../../platform/ctx.ts'
import { beyond } from '../../../platform/paths.ts'
import type { ElsewhereReportRow, ElsewhereRow, RegistryTables } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<RegistryTables>()

export const findElsewhere = (ctx: Ctx, id: string): Promise<ElsewhereRow | undefined> =>
  db(ctx).selectFrom('registry.elsewhere').selectAll().where('id', '=', id).executeTakeFirst()
export async function insertElsewhere(ctx: Ctx, row: ElsewhereRow): Promise<void> {
  await db(ctx).insertInto('registry.elsewhere').values(row).execute()
}
/** False when the row is not any more as it was read. */
export async function updateElsewhere(ctx: Ctx, id: string, version: number, change: Partial<ElsewhereRow>): Promise<boolean> {
  const done = await db(ctx)
    .updateTable('registry.elsewhere')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .execute()
  return done.length === 1
}
export const findOpenElsewhere = (ctx: Ctx, personId: string, direction: ElsewhereRow['direction']): Promise<ElsewhereRow | undefined> =>
  db(ctx)
    .selectFrom('registry.elsewhere')
    .selectAll()
    .where('person_id', '=', personId)
    .where('direction', '=', direction)
    .where('state', '<>', 'ended')
    .executeTakeFirst()

type Page = { path: string; state: ElsewhereRow['state'] | null; after: string | null; limit: number }
/** The newest first: ids are made in the order of time. */
export const listElsewhereRows = (ctx: Ctx, { path, state, after, limit }: Page): Promise<ElsewhereRow[]> =>
  db(ctx)
    .selectFrom('registry.elsewhere')
    .selectAll()
    .where('area_path', '>=', path)
    .where('area_path', '<', beyond(path))
    .$if(state !== null, (q) => q.where('state', '=', state!))
    .$if(after !== null, (q) => q.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
export const listForList = (ctx: Ctx, path: string, limit: number): Promise<ElsewhereRow[]> =>
  db(ctx)
    .selectFrom('registry.elsewhere')
    .selectAll()
    .where('area_path', '>=', path)
    .where('area_path', '<', beyond(path))
    .where('way', '=', 'list')
    .where('state', '=', 'reported')
    .orderBy('id')
    .limit(limit)
    .execute()

export const findReport = (ctx: Ctx, id: string): Promise<ElsewhereReportRow | undefined> =>
  db(ctx).selectFrom('registry.elsewhere_report').selectAll().where('id', '=', id).executeTakeFirst()
/** Delivered twice it is there once. */
export async function putReport(ctx: Ctx, row: ElsewhereReportRow): Promise<void> {
  await db(ctx)
    .insertInto('registry.elsewhere_report')
    .values(row)
    .onConflict((conflict) => conflict.columns(['community_id', 'id']).doNothing())
    .execute()
}
export async function updateReport(ctx: Ctx, id: string, version: number, change: Partial<ElsewhereReportRow>): Promise<boolean> {
  const done = await db(ctx)
    .updateTable('registry.elsewhere_report')
    .set({ ...change, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .execute()
  return done.length === 1
}
export const listReports = (ctx: Ctx, { path, state, after, limit }: Page): Promise<ElsewhereReportRow[]> =>
  db(ctx)
    .selectFrom('registry.elsewhere_report')
    .selectAll()
    .where('area_path', '>=', path)
    .where('area_path', '<', beyond(path))
    .$if(state !== null, (q) => q.where('state', '=', state as ElsewhereReportRow['state']))
    .$if(after !== null, (q) => q.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

/** Everything noted of one person, ended or not. */
export const listElsewhereOf = (ctx: Pick<Ctx, 'tx'>, personId: string): Promise<ElsewhereRow[]> =>
  db(ctx).selectFrom('registry.elsewhere').selectAll().where('person_id', '=', personId).execute()
export async function updateElsewherePerson(ctx: Pick<Ctx, 'tx'>, id: string, personId: string): Promise<void> {
  await db(ctx).updateTable('registry.elsewhere').set({ person_id: personId }).where('id', '=', id).execute()
}
