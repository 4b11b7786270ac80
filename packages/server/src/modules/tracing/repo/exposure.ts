import { sql } from 'kysely'
import { among, partsOf } from '../../../platform/sql.ts'
import type { ExposureRow } from '../tables.ts'
import { db, type Tx } from './db.ts'

const AT_ONCE = 1000

/** Of one, those they met and those who may have given it to them, the latest day first. */
export const listOf = (ctx: Tx, tracedId: string): Promise<ExposureRow[]> =>
  db(ctx)
    .selectFrom('tracing.exposure')
    .selectAll()
    .where((eb) => eb.or([eb('from_id', '=', tracedId), eb('to_id', '=', tracedId)]))
    .orderBy('day', 'desc')
    .orderBy('id')
    .limit(2000)
    .execute()
/** Meetings among these, and from these to others. */
export const listFrom = async (ctx: Tx, ids: readonly string[]): Promise<ExposureRow[]> => {
  const found: ExposureRow[] = []
  for (const part of partsOf(ids, AT_ONCE))
    found.push(...(await db(ctx).selectFrom('tracing.exposure').selectAll().where(among('from_id', part)).orderBy('id').execute()))
  return found
}
/** Who is said to have caught it from whom, beneath a path. */
export const listInfections = (ctx: Tx, ids: readonly string[]): Promise<Pick<ExposureRow, 'id' | 'from_id' | 'to_id' | 'day' | 'day_to' | 'certainty'>[]> =>
  db(ctx)
    .selectFrom('tracing.exposure')
    .select(['id', 'from_id', 'to_id', 'day', 'day_to', 'certainty'])
    .where('is_infection', '=', true)
    .where(among('to_id', ids))
    .execute()
/** Of these, whom each is said to have caught it from; upward, step by step, to the beginning of the chain. */
export async function parentsUpward(ctx: Tx, id: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ from_id: string; to_id: string }>`with recursive up (from_id, to_id, step) as (
      select from_id, to_id, 1 from tracing.exposure where is_infection and to_id = ${id}::uuid
      union all select e.from_id, e.to_id, up.step + 1 from tracing.exposure e join up on e.to_id = up.from_id where e.is_infection and up.step < 10000)
    select from_id, to_id from up`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.to_id, row.from_id]))
}
/** @returns the ids that went in: the same meeting of the same two is one */
export async function insertExposures(ctx: Tx, rows: readonly ExposureRow[]): Promise<Set<string>> {
  const done = new Set<string>()
  for (const part of partsOf(rows, AT_ONCE))
    for (const { id } of await db(ctx)
      .insertInto('tracing.exposure')
      .values(part)
      .onConflict((oc) => oc.doNothing())
      .returning('id')
      .execute())
      done.add(id)
  return done
}
export const lockExposure = (ctx: Tx, id: string): Promise<ExposureRow | undefined> =>
  db(ctx).selectFrom('tracing.exposure').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export async function updateExposure(ctx: Tx, row: Pick<ExposureRow, 'community_id' | 'id'>, change: Partial<ExposureRow>): Promise<void> {
  await db(ctx).updateTable('tracing.exposure').set(change).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}
/** Nobody is said to have given it to this one any more. */
export async function clearSource(ctx: Tx, toId: string): Promise<void> {
  await db(ctx)
    .updateTable('tracing.exposure')
    .set({ is_infection: false, version: sql`version + 1` as never })
    .where('to_id', '=', toId)
    .where('is_infection', '=', true)
    .execute()
}
