// What the plan in force makes of where somebody comes from, on the list of risk areas as it stands.
import { type Comes, comesTo, rule, type Ruling } from '@xiaomen/rules/arrivals'
import { addDays } from '@xiaomen/rules/days'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay } from '../../platform/time.ts'
import { plansInForce } from '../posture/index.ts'
import { riskAreasAbove } from '../risk/index.ts'
import { openJourney } from './fields.ts'
import type { ArrivalRow } from './tables.ts'

/** The furthest that a list of risk areas is read back: an arrival of a month ago, and what a pack may look back to. */
const MOST_DAYS_BACK = 90

type Plan = ReturnType<Awaited<ReturnType<typeof plansInForce>>>
export type Ruled = Ruling & { comes: Comes; plan: Plan; track: Plan['control']['tracks'][number] | null }

/** Read once; the answer rules on any of them. */
export async function rulings(ctx: Pick<Ctx, 'tx' | 'now' | 'crypto'>): Promise<(row: ArrivalRow) => Ruled> {
  const today = localDay(ctx.now)
  const planAt = await plansInForce(ctx)
  const listedAt = await riskAreasAbove(ctx, addDays(today, -MOST_DAYS_BACK))
  return (row) => {
    const plan = planAt(row.area_path)
    const { from, code } = openJourney(ctx, row)
    const ruling = rule(plan.arrivals, listedAt(row.area_path), { from, code, on: row.arrived_on ?? row.expected_on, today })
    const track = plan.control.tracks.find((one) => one.subject === 'person' && ruling.trigger !== null && one.triggers.includes(ruling.trigger)) ?? null
    return { ...ruling, comes: comesTo(track?.phases ?? null, plan.control.measures), plan, track }
  }
}
