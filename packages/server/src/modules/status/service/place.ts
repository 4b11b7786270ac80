import { commonErrors, statusErrors } from '@xiaomen/contract'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { actsOf, secondHand } from '../../approvals/index.ts'
import { type Area, findArea } from '../../areas/index.ts'
import { findSource, lockSource } from '../repo/source.ts'
import type { SourceRow } from '../tables.ts'

export async function areaFor(ctx: Ctx, permission: string, areaId: string): Promise<Area> {
  const area = await findArea(ctx, areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must(permission, area)
  return area
}

/** A source that may be used at this place: its own area or one beneath. */
export async function sourceFor(ctx: Ctx, sourceId: string, path: string): Promise<SourceRow> {
  const source = await findSource(ctx, sourceId)
  if (!source || !path.startsWith(source.area_path)) throw fail(commonErrors, 'request.not_found')
  if (!source.is_active) throw fail(statusErrors, 'status.source_inactive')
  return source
}

export function official(ctx: Ctx): { id: string; unit: string } {
  if (ctx.actor.kind !== 'account') throw fail(commonErrors, 'access.denied')
  return ctx.actor
}

export const notAnother = (reason: string) => fail(statusErrors, 'status.same_unit', { reason })
/** What one person brought takes a second one, of another unit, and neither of them made by the other. */
export const otherHand = (ctx: Ctx, first: { id: string; unit: string }): Promise<string> => secondHand(ctx, first, notAnother)

/** The offices whose names stand beside the author's. */
export const unitsThatSigned = async (ctx: Ctx, subjectId: string): Promise<string[]> =>
  (await actsOf(ctx, [subjectId]))[0]?.signatures.map((one) => one.unit) ?? []

export async function managedSource(ctx: Ctx, sourceId: string, how: 'read' | 'locked' = 'read'): Promise<SourceRow> {
  const source = await (how === 'locked' ? lockSource : findSource)(ctx, sourceId)
  if (!source) throw fail(commonErrors, 'request.not_found')
  ctx.must('status.manage', { path: source.area_path })
  return source
}
