import type { Ctx } from '../../../platform/ctx.ts'
import { among, beneath } from '../../../platform/sql.ts'
import type { CorrectionRow, SignalRow } from '../tables.ts'
import { db } from './db.ts'

const WAITING = ['open', 'proposed'] as const

export const findCorrection = (ctx: Ctx, id: string): Promise<CorrectionRow | undefined> =>
  db(ctx).selectFrom('status.correction').selectAll().where('id', '=', id).executeTakeFirst()
export const lockCorrection = (ctx: Ctx, id: string): Promise<CorrectionRow | undefined> =>
  db(ctx).selectFrom('status.correction').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** False when the id is taken, or when an earlier request about the signal still waits. */
export const insertCorrection = async (ctx: Ctx, row: CorrectionRow): Promise<boolean> =>
  (
    await db(ctx)
      .insertInto('status.correction')
      .values(row)
      .onConflict((oc) => oc.doNothing())
      .returning('id')
      .execute()
  ).length === 1

export async function updateCorrection(ctx: Ctx, row: Pick<CorrectionRow, 'community_id' | 'id'>, change: Partial<CorrectionRow>): Promise<void> {
  await db(ctx).updateTable('status.correction').set(change).where('community_id', '=', row.community_id).where('id', '=', row.id).execute()
}

/** Somebody's own, latest first. */
export const listCorrectionsOf = (ctx: Ctx, personId: string, limit: number): Promise<CorrectionRow[]> =>
  db(ctx).selectFrom('status.correction').selectAll().where('person_id', '=', personId).orderBy('asked_at', 'desc').orderBy('id', 'desc').limit(limit).execute()

/** Those that wait, the oldest first; then those answered since, the latest first. */
export async function listCorrections(ctx: Ctx, paths: readonly string[], answeredSince: Date, limit: number): Promise<CorrectionRow[]> {
  const all = db(ctx).selectFrom('status.correction').selectAll().where(beneath(paths)).limit(limit)
  const waiting = await all.where('state', 'in', WAITING).orderBy('asked_at').orderBy('id').execute()
  const answered = await all.where('answered_at', '>=', answeredSince).orderBy('answered_at', 'desc').orderBy('id').execute()
  return [...waiting, ...answered]
}

/** Of these signals, those about which a request waits. */
export const signalsInQuestion = async (ctx: Ctx, signalIds: readonly string[]): Promise<Set<string>> =>
  new Set(
    (await db(ctx).selectFrom('status.correction').select('signal_id').where(among('signal_id', signalIds)).where('state', 'in', WAITING).execute()).map(
      (row) => row.signal_id,
    ),
  )

/** A request goes where its signal goes. */
export async function moveCorrections(
  ctx: Ctx,
  signal: Pick<SignalRow, 'community_id' | 'id'>,
  to: Partial<Pick<CorrectionRow, 'person_id' | 'home_id' | 'area_path'>>,
): Promise<void> {
  await db(ctx).updateTable('status.correction').set(to).where('community_id', '=', signal.community_id).where('signal_id', '=', signal.id).execute()
}
