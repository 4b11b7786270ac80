import type { DayPart, StopState, Way } from '@xiaomen/rules/sweeps'
import { sql } from 'kysely'
import { anyOf, beneath } from '../../../platform/sql.ts'
import type { StopRow, SweepRow } from '../tables.ts'
import { db, inParts, type Tx } from './db.ts'

export type NewStop = Pick<StopRow, 'community_id' | 'sweep_id' | 'home_id' | 'area_path' | 'page' | 'row_no' | 'code_index'>
/** Those of homes that are there already stay as they are. */
export async function insertStops(ctx: Tx, rows: readonly NewStop[]): Promise<void> {
  for (const part of inParts(rows)) {
    const json = JSON.stringify(part.map((row) => ({ ...row, code_index: row.code_index.toString('base64') })))
    await sql`insert into sweeps.stop (community_id, sweep_id, home_id, area_path, page, row_no, code_index, state)
      select community_id, sweep_id, home_id, area_path, page, row_no, decode(code_index, 'base64'), 'notVisited'
      from jsonb_to_recordset(${json}::jsonb)
        as r (community_id uuid, sweep_id uuid, home_id uuid, area_path text, page smallint, row_no smallint, code_index text)
      on conflict (community_id, sweep_id, home_id) do nothing`.execute(ctx.tx)
  }
}

const of = (ctx: Tx, sweepId: string) => db(ctx).selectFrom('sweeps.stop').selectAll().where('sweep_id', '=', sweepId)

export const listStopsOf = (ctx: Tx, sweepId: string): Promise<StopRow[]> => of(ctx, sweepId).execute()
export const listStopsUnder = (ctx: Tx, sweepId: string, path: string): Promise<StopRow[]> =>
  of(ctx, sweepId)
    .where(beneath([path]))
    .orderBy('page')
    .orderBy('row_no')
    .execute()
export const findStop = (ctx: Tx, sweepId: string, homeId: string): Promise<StopRow | undefined> =>
  of(ctx, sweepId).where('home_id', '=', homeId).executeTakeFirst()
export const findStopAt = (ctx: Tx, sweepId: string, page: number, row: number): Promise<StopRow | undefined> =>
  of(ctx, sweepId).where('page', '=', page).where('row_no', '=', row).executeTakeFirst()
export const findStopByCode = (ctx: Tx, codeIndex: Buffer): Promise<StopRow | undefined> =>
  db(ctx).selectFrom('sweeps.stop').selectAll().where('code_index', '=', codeIndex).executeTakeFirst()

/** Locked until the transaction ends, in one order for everybody: two who were at one door meet here. */
export const lockStops = (ctx: Tx, sweepId: string, homeIds: readonly string[]): Promise<StopRow[]> =>
  of(ctx, sweepId)
    .where(sql<boolean>`home_id = ${anyOf(homeIds)}`)
    .orderBy('home_id')
    .forUpdate()
    .execute()

export type StopFilter = {
  paths: readonly string[]
  state: StopState | undefined
  isDisputed: boolean | undefined
  page: number | undefined
  after: [number, number] | null
  limit: number
}
/** In the order of the printed list. */
export const listStopPage = (ctx: Tx, sweepId: string, { paths, state, isDisputed, page, after, limit }: StopFilter): Promise<StopRow[]> =>
  of(ctx, sweepId)
    .where(beneath(paths))
    .$if(state !== undefined, (q) => q.where('state', '=', state!))
    .$if(isDisputed !== undefined, (q) => q.where('is_disputed', '=', isDisputed!))
    .$if(page !== undefined, (q) => q.where('page', '=', page!))
    .$if(after !== null, (q) => q.where(sql<boolean>`(page, row_no) > (${after![0]}, ${after![1]})`))
    .orderBy('page')
    .orderBy('row_no')
    .limit(limit)
    .execute()

/** Of one sweep's own community the pages come straight from the key, however many went before. */
export const listStopsFrom = (
  ctx: Tx,
  { community_id, id }: Pick<SweepRow, 'community_id' | 'id'>,
  { paths, states, after, limit }: { paths: readonly string[]; states: readonly StopState[]; after: [number, number] | null; limit: number },
): Promise<StopRow[]> =>
  of(ctx, id)
    .where('community_id', '=', community_id)
    .where(beneath(paths))
    .$if(states.length > 0, (q) => q.where(sql<boolean>`state = any(${[...states]}::text[])`))
    .$if(after !== null, (q) => q.where(sql<boolean>`(page, row_no) > (${after![0]}, ${after![1]})`))
    .orderBy('page')
    .orderBy('row_no')
    .limit(limit)
    .execute()

export async function updateStop(ctx: Tx, row: StopRow, change: Partial<StopRow>): Promise<void> {
  await db(ctx)
    .updateTable('sweeps.stop')
    .set(change)
    .where('community_id', '=', row.community_id)
    .where('sweep_id', '=', row.sweep_id)
    .where('home_id', '=', row.home_id)
    .execute()
}
export async function updateTryAgain(ctx: Tx, sweepId: string, again: readonly { subjectId: string; tryOn: string; tryPart: DayPart }[]): Promise<void> {
  for (const part of inParts(again))
    await sql`update sweeps.stop s set try_on = r."tryOn", try_part = r."tryPart"
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as r ("subjectId" uuid, "tryOn" date, "tryPart" text)
      where s.sweep_id = ${sweepId}::uuid and s.home_id = r."subjectId"`.execute(ctx.tx)
}

export type Counted = { sweepId: string; path: string; state: StopState; way: Way | null; homes: number; disputes: number }
/** How many stand how, by the area a home hangs under. */
export async function countStops(ctx: Tx, sweepIds: readonly string[], paths: readonly string[]): Promise<Counted[]> {
  if (sweepIds.length === 0 || paths.length === 0) return []
  const found = await sql<{ sweep_id: string; leaf: string; state: StopState; settled_way: Way | null; homes: number; disputes: number }>`
    select sweep_id, leaf, state, settled_way, count(*)::int as homes, count(*) filter (where is_disputed)::int as disputes
    from (select sweep_id, regexp_replace(area_path, 'h[0-9]+/$', '') as leaf, state, settled_way, is_disputed from sweeps.stop
      where sweep_id = ${anyOf(sweepIds)} and ${beneath(paths)}) as s
    group by sweep_id, leaf, state, settled_way`.execute(ctx.tx)
  return found.rows.map(({ sweep_id, leaf, settled_way, ...row }) => ({ sweepId: sweep_id, path: leaf, way: settled_way, ...row }))
}
