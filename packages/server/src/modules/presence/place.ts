import { commonErrors } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { type Area, findArea } from '../areas/index.ts'
import { planAt } from '../posture/index.ts'
import { findSpot } from './repo/spot.ts'
import type { SpotRow } from './tables.ts'

export const notFound = () => fail(commonErrors, 'request.not_found')
export function official(ctx: Ctx): { id: string; unit: string } {
  if (ctx.actor.kind !== 'account') throw fail(commonErrors, 'access.denied')
  return ctx.actor
}
export async function areaFor(ctx: Ctx, permission: string, areaId: string): Promise<Area> {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must(permission, area)
  ctx.audit.communityId(area.communityId ?? area.id)
  return area
}
export async function spotFor(ctx: Ctx, permission: string, spotId: string): Promise<SpotRow> {
  const spot = await findSpot(ctx, spotId)
  if (!spot) throw notFound()
  ctx.must(permission, { path: spot.area_path })
  ctx.audit.communityId(spot.community_id)
  return spot
}
/** In peace nobody writes down where anybody goes. */
export const isWatched = async (ctx: Pick<Ctx, 'tx' | 'now'>, path: string): Promise<boolean> => (await planAt(ctx, path)).posture !== 'peace'
