import { sql } from 'kysely'
import type { ClassCounts } from '@xiaomen/rules/queries'
import type { ExportRow, SheetMapRow, SheetRow } from '../tables.ts'
import { db, type Reading } from './db.ts'

export async function insertExport(ctx: Reading, row: ExportRow): Promise<void> {
  await db(ctx)
    .insertInto('queries.export')
    .values({ ...row, grants: JSON.stringify(row.grants), counts: JSON.stringify(row.counts), over: sql`${row.over}::text[]` as never })
    .execute()
}
export const findExport = (ctx: Reading, id: string): Promise<ExportRow | undefined> =>
  db(ctx).selectFrom('queries.export').selectAll().where('id', '=', id).executeTakeFirst()
/** For a change that depends on the state it finds. */
export const lockExport = (ctx: Reading, id: string): Promise<ExportRow | undefined> =>
  db(ctx).selectFrom('queries.export').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

type Change = Partial<
  Pick<ExportRow, 'state' | 'failure' | 'rows' | 'reason' | 'decided_by' | 'decided_at' | 'until' | 'taken_at' | 'ticket' | 'spec' | 'file_key' | 'file_name'>
> & { counts?: ClassCounts; over?: readonly string[]; filled?: object }
export async function updateExport(ctx: Reading, id: string, { counts, over, filled, ...change }: Change): Promise<void> {
  await db(ctx)
    .updateTable('queries.export')
    .set({
      ...change,
      ...(counts === undefined ? {} : { counts: JSON.stringify(counts) }),
      ...(filled === undefined ? {} : { filled: JSON.stringify(filled) }),
      ...(over === undefined ? {} : { over: sql`${[...over]}::text[]` as never }),
    })
    .where('id', '=', id)
    .execute()
}

export const listOwn = (ctx: Reading, accountId: string, since: Date): Promise<ExportRow[]> =>
  db(ctx)
    .selectFrom('queries.export')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('requested_at', '>=', since)
    .orderBy('requested_at', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
export const listWaiting = (ctx: Reading, paths: readonly string[]): Promise<ExportRow[]> =>
  db(ctx)
    .selectFrom('queries.export')
    .selectAll()
    .where('state', '=', 'waiting')
    .where(sql<boolean>`exists (select from unnest(${[...paths]}::text[]) p where starts_with(area_path, p))`)
    .orderBy('requested_at')
    .limit(200)
    .execute()

/** One decision at a time about what an account takes out: two files at once would each miss the other. Held to the end of the transaction. */
export async function lockAccount(ctx: Reading, accountId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`queries ${accountId}`}, 0))`.execute(ctx.tx)
}
/** Rows of each class that the account took out alone since then; what a second person approved was seen by two. */
export async function sumAlone(ctx: Reading, accountId: string, since: Date): Promise<ClassCounts> {
  const found =
    await sql<ClassCounts>`select coalesce(sum((counts->>'whereabouts')::int), 0)::int as whereabouts, coalesce(sum((counts->>'health')::int), 0)::int as health,
      coalesce(sum((counts->>'care')::int), 0)::int as care
    from queries.export where account_id = ${accountId} and requested_at >= ${since} and state in ('ready', 'taken', 'expired') and cardinality(over) = 0`.execute(
      ctx.tx,
    )
  const { whereabouts, health, care } = found.rows[0]!
  return { whereabouts, health, care }
}
/** Open for longer than they may be. */
export const listPast = (ctx: Reading, { now, asked }: { now: Date; asked: Date }): Promise<ExportRow[]> =>
  db(ctx)
    .selectFrom('queries.export')
    .selectAll()
    .where((e) =>
      e.or([
        e.and([e('state', '=', 'ready'), e('until', '<', now)]),
        e.and([e('state', 'in', ['building', 'reasonNeeded', 'waiting']), e('requested_at', '<', asked)]),
        e.and([e('state', '=', 'taken'), e('file_key', 'is not', null), e('taken_at', '<', new Date(now.getTime() - 3_600_000))]),
      ]),
    )
    .limit(1000)
    .execute()

export async function insertSheet(ctx: Reading, row: SheetRow): Promise<void> {
  await db(ctx).insertInto('queries.sheet').values(row).execute()
}
export const findSheet = (ctx: Reading, id: string): Promise<SheetRow | undefined> =>
  db(ctx).selectFrom('queries.sheet').selectAll().where('id', '=', id).executeTakeFirst()
export const deleteSheets = async (ctx: Reading, before: Date): Promise<string[]> =>
  (await db(ctx).deleteFrom('queries.sheet').where('created_at', '<', before).returning('id').execute()).map((row) => row.id)

export const findMap = (ctx: Reading, communityId: string, fingerprint: Buffer): Promise<SheetMapRow | undefined> =>
  db(ctx).selectFrom('queries.sheet_map').selectAll().where('community_id', '=', communityId).where('fingerprint', '=', fingerprint).executeTakeFirst()
export async function saveMap(ctx: Reading, row: SheetMapRow): Promise<void> {
  const { fields, changed_by, changed_at } = row
  await db(ctx)
    .insertInto('queries.sheet_map')
    .values(row)
    .onConflict((oc) => oc.columns(['community_id', 'fingerprint']).doUpdateSet({ fields, changed_by, changed_at }))
    .execute()
}
