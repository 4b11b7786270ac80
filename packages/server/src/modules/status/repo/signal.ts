import type { SignalKind, SignalState } from '@xiaomen/rules/status'
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { among, beneath } from '../../../platform/sql.ts'
import type { SignalRow, UnmatchedRow } from '../tables.ts'
import { db } from './db.ts'

export const findSignal = (ctx: Ctx, id: string): Promise<SignalRow | undefined> =>
  db(ctx).selectFrom('status.signal').selectAll().where('id', '=', id).executeTakeFirst()
export const lockSignal = (ctx: Ctx, id: string): Promise<SignalRow | undefined> =>
  db(ctx).selectFrom('status.signal').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** Of these people, those that weigh or will. */
export const listInForce = (ctx: Ctx, communityId: string, personIds: readonly string[]): Promise<SignalRow[]> =>
  db(ctx)
    .selectFrom('status.signal')
    .selectAll()
    .where('community_id', '=', communityId)
    .where(among('person_id', personIds))
    .where('state', '=', 'inForce')
    .execute()

export const listSignals = (ctx: Ctx, paths: readonly string[], state: SignalState | undefined, limit: number): Promise<SignalRow[]> =>
  db(ctx)
    .selectFrom('status.signal')
    .selectAll()
    .where(beneath(paths))
    .$if(state !== undefined, (q) => q.where('state', '=', state!))
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

/** What is known under these keys of a source: where one and the same event is told twice. */
export async function findEvents(
  ctx: Ctx,
  sourceId: string,
  keys: readonly Buffer[],
): Promise<Map<string, { digest: Buffer; unmatchedId: string | null; isSettled: boolean }>> {
  if (keys.length === 0) return new Map()
  const isOne = sql<boolean>`event_key = any(${[...keys]}::bytea[])`
  const kept = await db(ctx)
    .selectFrom('status.signal')
    .select(['event_key', 'digest'])
    .where('source_id', '=', sourceId)
    .where('is_lapsed', '=', false)
    .where(isOne)
    .execute()
  const aside = await db(ctx).selectFrom('status.unmatched').select(['id', 'event_key', 'digest']).where('source_id', '=', sourceId).where(isOne).execute()
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  return new Map<string, { digest: Buffer; unmatchedId: string | null; isSettled: boolean }>([
    ...aside.map((row) => [hex(row.event_key), { digest: Buffer.from(row.digest), unmatchedId: row.id, isSettled: false }] as const),
    ...kept.map((row) => [hex(row.event_key), { digest: Buffer.from(row.digest), unmatchedId: null, isSettled: true }] as const),
  ])
}

const AT_ONCE = 500
/** Ids of those that went in: the same event of the same person goes in once. */
export async function insertSignals(ctx: Ctx, rows: readonly SignalRow[]): Promise<Set<string>> {
  const written = new Set<string>()
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const part = await db(ctx)
      .insertInto('status.signal')
      .values(rows.slice(at, at + AT_ONCE))
      .onConflict((oc) => oc.doNothing())
      .returning('id')
      .execute()
    for (const { id } of part) written.add(id)
  }
  return written
}

/** The older word of the same source about the same matter weighs no more. */
export async function supersede(
  ctx: Ctx,
  signal: Pick<SignalRow, 'community_id' | 'person_id' | 'source_id' | 'id'>,
  kinds: readonly SignalKind[],
): Promise<void> {
  await db(ctx)
    .updateTable('status.signal')
    .set({ state: 'superseded', ended_at: ctx.now })
    .where('community_id', '=', signal.community_id)
    .where('person_id', '=', signal.person_id)
    .where('source_id', '=', signal.source_id)
    .where('state', '=', 'inForce')
    .where('kind', 'in', [...kinds])
    .where('id', '<>', signal.id)
    .execute()
}

export async function updateSignal(ctx: Ctx, row: Pick<SignalRow, 'community_id' | 'id'>, change: Partial<SignalRow>): Promise<void> {
  await db(ctx).updateTable('status.signal').set(change).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}

/** Of people and homes that became one, or two again. `ids`: of either. */
export const listSignalsOf = (ctx: Ctx, communityId: string, ids: readonly string[]): Promise<SignalRow[]> =>
  db(ctx)
    .selectFrom('status.signal')
    .selectAll()
    .where('community_id', '=', communityId)
    .where(sql<boolean>`(person_id = any(${[...ids]}::uuid[]) or first_person_id = any(${[...ids]}::uuid[]) or home_id = any(${[...ids]}::uuid[]))`)
    .orderBy('id')
    .forUpdate()
    .execute()

export const peopleWithSignals = async (ctx: Ctx, path: string): Promise<{ communityId: string; personId: string }[]> =>
  (
    await db(ctx)
      .selectFrom('status.signal')
      .select(['community_id', 'person_id'])
      .distinct()
      .where(beneath([path]))
      .where('state', '=', 'inForce')
      .execute()
  ).map((row) => ({ communityId: row.community_id, personId: row.person_id }))

export async function insertUnmatched(ctx: Ctx, rows: readonly UnmatchedRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += AT_ONCE)
    await db(ctx)
      .insertInto('status.unmatched')
      .values(rows.slice(at, at + AT_ONCE))
      .onConflict((oc) => oc.doNothing())
      .execute()
}
export const listUnmatched = (ctx: Ctx, paths: readonly string[], limit: number): Promise<UnmatchedRow[]> =>
  db(ctx).selectFrom('status.unmatched').selectAll().where(beneath(paths)).orderBy('received_at', 'desc').orderBy('id').limit(limit).execute()
export const lockUnmatched = (ctx: Ctx, id: string): Promise<UnmatchedRow | undefined> =>
  db(ctx).selectFrom('status.unmatched').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export async function removeUnmatched(ctx: Ctx, row: Pick<UnmatchedRow, 'community_id' | 'id'>): Promise<void> {
  await db(ctx).deleteFrom('status.unmatched').where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}
export const findSignals = (ctx: Ctx, ids: readonly string[]): Promise<SignalRow[]> =>
  db(ctx).selectFrom('status.signal').selectAll().where(among('id', ids)).execute()
