// What care gives to the roof: numbers by grid, never names.
import { contains } from '@xiaomen/rules/areas'
import { type CareCounts, careStanding, countCare } from '@xiaomen/rules/care'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay } from '../../platform/time.ts'
import { careOf } from '../registry/index.ts'
import { listRunningAt } from './repo/plan.ts'

/** People in care by category and by where they stand, one entry for each group of paths (a grid with its members, an area alone). */
export async function careCounts(ctx: Ctx, groups: readonly { key: string; paths: readonly string[] }[]): Promise<Map<string, CareCounts>> {
  const today = localDay(ctx.now)
  const plans = await listRunningAt(ctx, [...new Set(groups.flatMap((group) => group.paths))])
  const care = await careOf(
    ctx,
    plans.map((plan) => plan.person_id),
  )
  const people = plans.map((plan) => ({
    path: plan.area_path,
    care: care.get(plan.person_id) ?? [],
    standing: careStanding(plan.next_due, today),
    hasCarer: plan.carer_id !== null,
  }))
  return new Map(groups.map(({ key, paths }) => [key, countCare(people.filter((person) => paths.some((path) => contains(path, person.path))))]))
}
