// Whose area and whose plan, and by which right.
import { commonErrors } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { type Area, findArea } from '../areas/index.ts'
import type { Plan } from './make-plan.ts'
import * as repo from './repo.ts'
import type { PlanRow } from './tables.ts'

export const notFound = () => fail(commonErrors, 'request.not_found')

export async function areaFor(ctx: Ctx, permission: string, areaId: string): Promise<Area> {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must(permission, area)
  ctx.audit.communityId(area.communityId ?? area.id)
  return area
}
export async function planFor(ctx: Ctx, permission: string, planId: string): Promise<PlanRow> {
  const row = await repo.findPlan(ctx, planId)
  if (!row) throw notFound()
  ctx.must(permission, { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  return row
}
export const planOf = (row: PlanRow): Plan => row.plan as Plan
