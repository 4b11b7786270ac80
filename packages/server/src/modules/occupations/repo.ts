import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { among, beneath, partsOf } from '../../platform/sql.ts'
import type { AskedRow, LinkRow, OccupationsTables, RoundRow, TestRow } from './tables.ts'

type Tx = Pick<Ctx, 'tx'>
const db = (ctx: Tx) => ctx.tx.withTables<OccupationsTables>()

export const findRound = (ctx: Tx, communityId: string): Promise<RoundRow | undefined> =>
  db(ctx).selectFrom('occupations.round').selectAll().where('community_id', '=', communityId).executeTakeFirst()
/** Locked, so that two who bring a community up to date do it one after the other; made the first time. */
export async function lockRound(ctx: Tx, fresh: RoundRow): Promise<{ row: RoundRow; isNew: boolean }> {
  const made = await db(ctx)
    .insertInto('occupations.round')
    .values(fresh)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  const row = await db(ctx).selectFrom('occupations.round').selectAll().where('community_id', '=', fresh.community_id).forUpdate().executeTakeFirstOrThrow()
  return { row, isNew: made !== undefined }
}
export async function deleteRound(ctx: Tx, communityId: string): Promise<void> {
  await db(ctx).deleteFrom('occupations.round').where('community_id', '=', communityId).execute()
}
/** At, beneath and over a path. */
export const listRoundsAt = (ctx: Tx, path: string): Promise<RoundRow[]> =>
  db(ctx)
    .selectFrom('occupations.round')
    .selectAll()
    .where(sql<boolean>`(${beneath([path])} or starts_with(${path}, area_path))`)
    .execute()

/** By person. */
export const listAsked = async (ctx: Tx, communityId: string): Promise<Map<string, AskedRow>> =>
  new Map((await db(ctx).selectFrom('occupations.asked').selectAll().where('community_id', '=', communityId).execute()).map((row) => [row.person_id, row]))
/** One more word of each about whether their test is overdue. */
export async function turnOverdue(ctx: Tx, communityId: string, personIds: readonly string[]): Promise<void> {
  if (personIds.length > 0)
    await db(ctx)
      .updateTable('occupations.asked')
      .set({ is_overdue: sql`not is_overdue` as never, overdue_version: sql`overdue_version + 1` as never })
      .where('community_id', '=', communityId)
      .where(among('person_id', personIds))
      .execute()
}
const AT_ONCE = 1_000
export async function insertAsked(ctx: Tx, rows: readonly AskedRow[]): Promise<void> {
  for (const part of partsOf(rows, AT_ONCE))
    await db(ctx)
      .insertInto('occupations.asked')
      .values(part)
      .onConflict((oc) => oc.doNothing())
      .execute()
}
export async function deleteAsked(ctx: Tx, communityId: string, personIds: readonly string[]): Promise<void> {
  if (personIds.length > 0) await db(ctx).deleteFrom('occupations.asked').where('community_id', '=', communityId).where(among('person_id', personIds)).execute()
}

/** False when the id is taken. */
export async function insertTest(ctx: Tx, row: TestRow): Promise<boolean> {
  const done = await db(ctx)
    .insertInto('occupations.test')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}
export const findTest = (ctx: Tx, id: string): Promise<TestRow | undefined> =>
  db(ctx).selectFrom('occupations.test').selectAll().where('id', '=', id).executeTakeFirst()
const MANY = 20_000
export async function listLastTests(ctx: Tx, personIds: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const part of partsOf(personIds, MANY))
    for (const row of await db(ctx)
      .selectFrom('occupations.test')
      .select(['person_id', sql<string>`max(sampled_on)`.as('on')])
      .where(among('person_id', part))
      .groupBy('person_id')
      .execute())
      found.set(row.person_id, row.on)
  return found
}

export const findLink = (ctx: Tx, index: Buffer): Promise<LinkRow | undefined> =>
  db(ctx).selectFrom('occupations.link').selectAll().where('code_index', '=', index).executeTakeFirst()
export const findLinkOf = (ctx: Tx, enterpriseId: string): Promise<LinkRow | undefined> =>
  db(ctx).selectFrom('occupations.link').selectAll().where('enterprise_id', '=', enterpriseId).executeTakeFirst()
/** The one before ends with it. */
export async function putLink(ctx: Tx, row: LinkRow): Promise<void> {
  await db(ctx)
    .insertInto('occupations.link')
    .values(row)
    .onConflict((oc) =>
      oc
        .columns(['community_id', 'enterprise_id'])
        .doUpdateSet({ area_path: row.area_path, code_index: row.code_index, made_at: row.made_at, made_by: row.made_by, until: row.until }),
    )
    .execute()
}
export async function deleteLink(ctx: Tx, enterpriseId: string): Promise<void> {
  await db(ctx).deleteFrom('occupations.link').where('enterprise_id', '=', enterpriseId).execute()
}

/** Tests whose days are over, and links that lead nowhere any more. */
export async function deleteOver(ctx: Tx, now: Date, today: string): Promise<void> {
  await db(ctx).deleteFrom('occupations.test').where('delete_on', '<=', today).execute()
  await db(ctx).deleteFrom('occupations.link').where('until', '<=', now).execute()
}
