// What care gives to the roof: numbers by grid, never names.
import { setImmediate } from 'node:timers/promises'
import { contains, outermost } from '@xiaomen/rules/areas'
import { type CareCounts, careStanding, countCare } from '@xiaomen/rules/care'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay } from '../../platform/time.ts'
import { withoutCarer } from '../answerability/index.ts'
import { careBeneath } from '../registry/index.ts'
import { FIRST, KIND } from './carers.ts'
import { listStandings, type PlanStanding } from './repo/plan.ts'

const PLANS_AT_ONCE = 1_000
async function standingsBeneath(ctx: Ctx, paths: readonly string[]): Promise<PlanStanding[]> {
  const plans: PlanStanding[] = []
  for (const path of outermost(paths)) {
    let after: { path: string; id: string } | null = null
    for (;;) {
      const rows: PlanStanding[] = await listStandings(ctx, path, after, PLANS_AT_ONCE)
      plans.push(...rows)
      const last = rows.at(-1)
      if (last === undefined || rows.length < PLANS_AT_ONCE) break
      after = { path: last.area_path, id: last.id }
    }
  }
  return plans
}

/** People in care by category and by where they stand, one entry for each group of paths (a grid with its members, an area alone). */
export async function careCounts(ctx: Ctx, groups: readonly { key: string; paths: readonly string[] }[]): Promise<Map<string, CareCounts>> {
  const today = localDay(ctx.now)
  const paths = groups.flatMap((group) => group.paths)
  const care = await careBeneath(ctx, paths)
  const without = new Set(await withoutCarer(ctx, KIND, FIRST, outermost(paths)))
  const people = (await standingsBeneath(ctx, paths)).map((plan) => ({
    path: plan.area_path,
    care: care.get(plan.person_id) ?? [],
    standing: careStanding(plan.next_due, today),
    hasCarer: !without.has(plan.id),
  }))
  const counts = new Map<string, CareCounts>()
  for (const { key, paths: own } of groups) {
    counts.set(key, countCare(people.filter((person) => own.some((path) => contains(path, person.path)))))
    // A street has sixty grids and thousands in care: others get their turn between two of them.
    await setImmediate()
  }
  return counts
}
