// Opening a day, and keeping it true when the tree or the orders change.
import type { Ctx } from '../../platform/ctx.ts'
import type { Services } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import { contains, outermost } from '@xiaomen/rules/areas'
import { type Area, areasUnder, chainOf, findArea } from '../areas/index.ts'
import { ordersInForce } from '../posture/index.ts'
import { criteriaInForce, rebuild, rootOf } from './engine.ts'
import * as assessments from './repo/assessments.ts'

/** The roots of all reports at and above and under a path: streets in force, else the parts of a street that are. */
export async function rootsNear(ctx: Ctx, path: string): Promise<Area[]> {
  const criteriaAt = await criteriaInForce(ctx)
  const orders = (await ordersInForce(ctx)).filter((order) => order.posture !== 'peace' && (contains(path, order.areaPath) || contains(order.areaPath, path)))
  const roots = new Map<string, Area>()
  for (const place of outermost(orders.map((order) => (contains(order.areaPath, path) ? path : order.areaPath)))) {
    const chain = await chainOf(ctx, place)
    const root = rootOf(chain, criteriaAt)
    if (root) roots.set(root.id, root)
    // An order for a whole district: each street reports for itself.
    else if (chain.at(-1)?.level === 'district')
      for (const street of await areasUnder(ctx, place)) if (street.parentId === chain.at(-1)!.id && criteriaAt(street.path)) roots.set(street.id, street)
  }
  return [...roots.values()]
}

/** Works out today for every root near an area, and forgets today where nothing is in force any more. */
export async function refreshAround(ctx: Ctx, areaId: string): Promise<void> {
  const area = await findArea(ctx, areaId)
  if (!area) return
  const day = localDay(ctx.now)
  const roots = await rootsNear(ctx, area.path)
  const criteriaAt = await criteriaInForce(ctx)
  for (const root of roots) await rebuild(ctx, root, day, criteriaAt)
  const stale = (await assessments.listUnder(ctx, area.path, day)).filter((row) => !roots.some((root) => contains(root.path, row.area_path)))
  await assessments.deleteAssessments(
    ctx,
    stale.map((row) => row.subject_id),
    day,
  )
}

/** Every root in force, each in a transaction of its own. Opens a new day, and proves the chains' work equal to a full count. */
export async function refreshAll(services: Services): Promise<void> {
  const roots = await services.asSystem('daily.listRoots', (ctx) => rootsNear(ctx, '/'))
  for (const root of roots) {
    await services.asSystem('daily.refresh', async (ctx) => rebuild(ctx, root, localDay(ctx.now), await criteriaInForce(ctx)))
  }
}
