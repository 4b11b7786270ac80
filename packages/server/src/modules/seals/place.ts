// Whose seal, at which place, and by which hands.
import { commonErrors } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { findArea } from '../areas/index.ts'
import { planAt } from '../posture/index.ts'
import { within } from '../tasks/index.ts'
import { lockSeal } from './repo/seal.ts'
import type { SealRow } from './tables.ts'

export const notFound = () => fail(commonErrors, 'request.not_found')
export const accountOf = (ctx: Ctx) => (ctx.actor.kind === 'account' ? ctx.actor.id : null)

/** A seal that the caller may do this with. */
export async function lockedSeal(ctx: Ctx, permission: string, sealId: string): Promise<SealRow> {
  const row = await lockSeal(ctx, sealId)
  if (!row) throw notFound()
  ctx.must(permission, { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  return row
}
/** The paths a list is about: the caller's own, or the area asked for. */
export async function pathsFor(ctx: Ctx, permission: string, areaId: string | undefined): Promise<string[]> {
  const paths = ctx.paths(permission)
  if (areaId === undefined) return paths
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must(permission, area)
  return within(paths, area.path)
}

type Noted = 'seals.fact' | 'seals.alarm'
/** What somebody wrote may name a person: sealed, and shown to whoever sees names there. */
export async function sealNote(ctx: Ctx, table: Noted, row: string, path: string, note: string | null): Promise<Buffer | null> {
  if (note === null) return null
  const { orderId } = await planAt(ctx, path)
  return ctx.crypto.seal('name', { table, row, column: 'sealed_note' }, note, orderId ?? 'peace')
}
export const openNote = (
  ctx: Ctx,
  table: Noted,
  { id, area_path, sealed_note }: { id: string; area_path: string; sealed_note: Buffer | null },
): string | null =>
  sealed_note === null || ctx.sight(area_path).name !== 'full' ? null : ctx.crypto.open('name', { table, row: id, column: 'sealed_note' }, sealed_note)
