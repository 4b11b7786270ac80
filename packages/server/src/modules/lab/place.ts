import { commonErrors, labErrors } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { codeOf, lockTubesByCode, type TubeRow } from '../testing/index.ts'

export type Hand = { id: string; unit: string }
export const notFound = () => fail(commonErrors, 'request.not_found')
export function official(ctx: Ctx): Hand {
  if (ctx.actor.kind !== 'account') throw fail(commonErrors, 'access.denied')
  return { id: ctx.actor.id, unit: ctx.actor.unit }
}
/** A label as it is printed. @throws 404 for what is none of ours */
export function tubeCode(scanned: string): string {
  const code = codeOf(scanned)
  if (code === null) throw fail(labErrors, 'lab.tube_unknown')
  return code
}
/** A tube the laboratory works for, locked. What lies elsewhere is unknown here. */
export async function lockedTube(ctx: Ctx, scanned: string): Promise<TubeRow> {
  // Whoever may not report anywhere is told that, and not what there is.
  ctx.paths('lab.report')
  const [tube] = await lockTubesByCode(ctx, [tubeCode(scanned)])
  if (tube === undefined || !ctx.may('lab.report', { path: tube.area_path })) throw fail(labErrors, 'lab.tube_unknown')
  ctx.must('lab.report', { path: tube.area_path })
  ctx.audit.communityId(tube.community_id)
  return tube
}
