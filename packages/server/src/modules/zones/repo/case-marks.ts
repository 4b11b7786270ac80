import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { CaseMarkRow } from '../tables.ts'
import { db } from './db.ts'

/** That it was an error is the last word, in whatever order the two are heard. */
export async function putCaseMark(ctx: Ctx, row: CaseMarkRow): Promise<void> {
  await db(ctx)
    .insertInto('zones.case_mark')
    .values(row)
    .onConflict((oc) => oc.columns(['community_id', 'case_id']).doUpdateSet({ is_error: sql<boolean>`zones.case_mark.is_error or excluded.is_error` }))
    .execute()
}
/** When the last case beneath these paths was found. */
export async function lastCaseOn(ctx: Ctx, paths: readonly string[]): Promise<string | null> {
  const row = await db(ctx)
    .selectFrom('zones.case_mark')
    .select((e) => e.fn.max('found_on').as('last'))
    .where('is_error', '=', false)
    .where(sql<boolean>`exists (select from unnest(${[...paths]}::text[]) p where starts_with(area_path, p))`)
    .executeTakeFirst()
  return row?.last ?? null
}
