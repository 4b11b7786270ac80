import { commonErrors, leadsErrors } from '@xiaomen/contract'
import { addDays } from '@xiaomen/rules/days'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { localDay } from '../../platform/time.ts'
import { type Area, findArea } from '../areas/index.ts'
import { figures } from './figures.ts'
import { findGiver } from './repo/giver.ts'
import type { GiverRow } from './tables.ts'

export const notFound = () => fail(commonErrors, 'request.not_found')
export const deleteOn = (ctx: Pick<Ctx, 'now'>): string => addDays(localDay(ctx.now), figures().keepDays.value)

export async function areaFor(ctx: Ctx, permission: string, areaId: string): Promise<Area> {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must(permission, area)
  ctx.audit.communityId(area.id)
  return area
}
/** Leads come in at a street, or where there is none at a community: nowhere smaller, and nowhere larger. */
export async function centreFor(ctx: Ctx, permission: string, areaId: string): Promise<Area> {
  const area = await areaFor(ctx, permission, areaId)
  if (area.level !== 'street' && area.level !== 'community') throw fail(leadsErrors, 'leads.not_a_desk')
  return area
}
/** A giver whose leads may be taken in at this place: of its own area or one above. */
export async function giverFor(ctx: Ctx, giverId: string, path: string): Promise<GiverRow> {
  const giver = await findGiver(ctx, giverId)
  if (!giver || !path.startsWith(giver.area_path)) throw notFound()
  return giver
}
export function official(ctx: Ctx): string {
  if (ctx.actor.kind !== 'account') throw fail(commonErrors, 'access.denied')
  return ctx.actor.id
}
/** Whoever acts, or nobody where the house itself does. */
export const actorId = (ctx: Ctx): string | null => (ctx.actor.kind === 'account' ? ctx.actor.id : null)
