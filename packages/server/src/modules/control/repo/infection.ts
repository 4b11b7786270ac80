import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { ControlTables, InfectionCaseRow } from '../tables.ts'

const db = (ctx: Ctx) => ctx.tx.withTables<ControlTables>()

/** False when the person has an open case already. */
export async function insertCase(ctx: Ctx, row: InfectionCaseRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('control.infection_case')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}

/** Cases of these people, also of those whose record has since become one of them. */
export const listCasesOf = (ctx: Ctx, communityId: string, personIds: readonly string[]): Promise<InfectionCaseRow[]> =>
  db(ctx)
    .selectFrom('control.infection_case')
    .selectAll()
    .where('community_id', '=', communityId)
    .where(sql<boolean>`(person_id = any(${[...personIds]}::uuid[]) or first_person_id = any(${[...personIds]}::uuid[]))`)
    .orderBy('id')
    .forUpdate()
    .execute()

/** For a change that depends on the state it finds. */
export const lockCase = (ctx: Ctx, id: string): Promise<InfectionCaseRow | undefined> =>
  db(ctx).selectFrom('control.infection_case').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export async function updateCase(ctx: Ctx, row: InfectionCaseRow, change: Partial<InfectionCaseRow>): Promise<void> {
  await db(ctx).updateTable('control.infection_case').set(change).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}

/** Open cases and those closed lately, newest first. */
export const listCases = (ctx: Ctx, paths: readonly string[], closedSince: string): Promise<InfectionCaseRow[]> =>
  db(ctx)
    .selectFrom('control.infection_case')
    .selectAll()
    .where(sql<boolean>`exists (select from unnest(${[...paths]}::text[]) p where starts_with(area_path, p))`)
    .where((e) => e.or([e('state', '<>', 'closed'), e('closed_on', '>=', closedSince)]))
    .orderBy('found_on', 'desc')
    .orderBy('id', 'desc')
    .limit(1000)
    .execute()

export const countOpenCases = async (ctx: Ctx, path: string): Promise<number> =>
  Number(
    (
      await db(ctx)
        .selectFrom('control.infection_case')
        .select(sql<string>`count(*)`.as('n'))
        .where('state', '<>', 'closed')
        .where(sql<boolean>`starts_with(area_path, ${path})`)
        .executeTakeFirst()
    )?.n ?? 0,
  )
