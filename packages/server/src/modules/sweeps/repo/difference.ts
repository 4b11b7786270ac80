import { sql } from 'kysely'
import { anyOf, beneath } from '../../../platform/sql.ts'
import type { DifferenceRow } from '../tables.ts'
import { db, type Tx } from './db.ts'

export async function insertDifferences(ctx: Tx, rows: readonly DifferenceRow[]): Promise<void> {
  if (rows.length > 0)
    await db(ctx)
      .insertInto('sweeps.difference')
      .values([...rows])
      .execute()
}
/** What another visit said than the one that counts now, and nobody has decided. */
export async function supersedeDifferences(ctx: Tx, communityId: string, sweepId: string, homeId: string, exceptVisitId: string | null): Promise<void> {
  await db(ctx)
    .updateTable('sweeps.difference')
    .set({ state: 'superseded' })
    .where('community_id', '=', communityId)
    .where('sweep_id', '=', sweepId)
    .where('home_id', '=', homeId)
    .where('state', '=', 'proposed')
    .$if(exceptVisitId !== null, (q) => q.where('visit_id', '!=', exceptVisitId!))
    .execute()
}
/** Those of a visit that was superseded and counts again. False when there are none. */
export async function reviveDifferences(ctx: Tx, communityId: string, visitId: string): Promise<boolean> {
  const rows = await db(ctx)
    .selectFrom('sweeps.difference')
    .select(['id', 'state'])
    .where('community_id', '=', communityId)
    .where('visit_id', '=', visitId)
    .execute()
  const ids = rows.filter((row) => row.state === 'superseded').map((row) => row.id)
  if (ids.length > 0)
    await db(ctx)
      .updateTable('sweeps.difference')
      .set({ state: 'proposed' })
      .where('community_id', '=', communityId)
      .where(sql<boolean>`id = ${anyOf(ids)}`)
      .execute()
  return rows.length > 0
}

type Filter = { paths: readonly string[]; state: DifferenceRow['state']; kind?: DifferenceRow['kind'] | undefined; after?: string | undefined; limit: number }
export const listDifferenceRows = (ctx: Tx, sweepId: string, { paths, state, kind, after, limit }: Filter): Promise<DifferenceRow[]> =>
  db(ctx)
    .selectFrom('sweeps.difference')
    .selectAll()
    .where('sweep_id', '=', sweepId)
    .where(beneath(paths))
    .where('state', '=', state)
    .$if(kind !== undefined, (q) => q.where('kind', '=', kind!))
    .$if(after !== undefined, (q) => q.where('id', '>', after!))
    .orderBy('id')
    .limit(limit)
    .execute()
/** Locked, undecided ones only. */
export const lockProposed = (ctx: Tx, sweepId: string, ids: readonly string[] | 'all', limit: number): Promise<DifferenceRow[]> =>
  db(ctx)
    .selectFrom('sweeps.difference')
    .selectAll()
    .where('sweep_id', '=', sweepId)
    .where('state', '=', 'proposed')
    .$if(ids !== 'all', (q) => q.where(sql<boolean>`id = ${anyOf(ids as readonly string[])}`))
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute()
export async function updateDecided(
  ctx: Tx,
  communityId: string,
  ids: readonly string[],
  decided: Pick<DifferenceRow, 'state' | 'decided_by' | 'decided_at'>,
): Promise<void> {
  if (ids.length === 0) return
  await db(ctx)
    .updateTable('sweeps.difference')
    .set(decided)
    .where('community_id', '=', communityId)
    .where(sql<boolean>`id = ${anyOf(ids)}`)
    .execute()
}
export async function countProposed(ctx: Tx, sweepIds: readonly string[], paths: readonly string[]): Promise<Map<string, number>> {
  if (sweepIds.length === 0 || paths.length === 0) return new Map()
  const found = await sql<{ sweep_id: string; proposed: number }>`select sweep_id, count(*)::int as proposed from sweeps.difference
    where sweep_id = ${anyOf(sweepIds)} and state = 'proposed' and ${beneath(paths)} group by sweep_id`.execute(ctx.tx)
  return new Map(found.rows.map((row) => [row.sweep_id, row.proposed]))
}
