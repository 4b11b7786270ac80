import { commonErrors } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { type Area, findArea } from '../areas/index.ts'
import { findGiver } from './repo/giver.ts'
import type { GiverRow } from './tables.ts'

export const notFound = () => fail(commonErrors, 'request.not_found')

export async function areaFor(ctx: Ctx, permission: string, areaId: string): Promise<Area> {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must(permission, area)
  ctx.audit.communityId(area.communityId ?? area.id)
  return area
}
/** A giver whose files may be used at this place: of its own area or one above. */
export async function giverFor(ctx: Ctx, giverId: string, path: string): Promise<GiverRow> {
  const giver = await findGiver(ctx, giverId)
  if (!giver || !path.startsWith(giver.area_path)) throw notFound()
  return giver
}
export function official(ctx: Ctx): string {
  if (ctx.actor.kind !== 'account') throw fail(commonErrors, 'access.denied')
  return ctx.actor.id
}
