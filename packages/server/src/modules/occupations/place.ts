import { commonErrors } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { type Area, findArea } from '../areas/index.ts'
import { enterprisesByIds } from '../registry/index.ts'

export const notFound = () => fail(commonErrors, 'request.not_found')

export async function areaFor(ctx: Ctx, permission: string, areaId: string): Promise<Area> {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must(permission, area)
  ctx.audit.communityId(area.communityId ?? area.id)
  return area
}
export async function enterpriseFor(ctx: Ctx, permission: string, enterpriseId: string) {
  const enterprise = (await enterprisesByIds(ctx, [enterpriseId])).get(enterpriseId)
  if (!enterprise) throw notFound()
  ctx.must(permission, enterprise)
  ctx.audit.communityId(enterprise.communityId)
  return enterprise
}
export function official(ctx: Ctx): string {
  if (ctx.actor.kind !== 'account') throw fail(commonErrors, 'access.denied')
  return ctx.actor.id
}
