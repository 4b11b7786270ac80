// Who is in care, who looks after them and how long a contact is owed, as a list for the modules above: longest owed first, as far as the reader may see it.
import { masked } from '@xiaomen/rules/access'
import { type CareResult, type CareStanding, type CareState, careStanding, daysOverdue } from '@xiaomen/rules/care'
import type { CareCategory } from '@xiaomen/rules/registry'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay } from '../../platform/time.ts'
import { withoutCarer } from '../answerability/index.ts'
import { careOf, doorsOf, homesByIds, namesOf } from '../registry/index.ts'
import { FIRST, handNow, KIND, pairsOf } from './carers.ts'
import { cursorOf, listPlans } from './repo/plan.ts'

export type ListedCare = {
  personId: string
  homeId: string
  path: string
  name: string | null
  door: string | null
  address: string | null
  floor: number | null
  care: CareCategory[]
  carer: { name: string; unit: string } | null
  second: string | null
  intervalDays: number
  lastContact: string | null
  lastResult: CareResult | null
  nextDue: string
  standing: CareStanding
  overdueDays: number
}

/** One portion after the other, `next` null after the last; whoever may not see care somewhere is given nobody there. */
export async function listedCare(
  ctx: Ctx,
  { paths, state, after, limit }: { paths: readonly string[]; state: CareState | undefined; after: string | undefined; limit: number },
): Promise<{ rows: ListedCare[]; next: string | null }> {
  const today = localDay(ctx.now)
  const found = await listPlans(ctx, {
    paths,
    after,
    today,
    limit,
    ...(state === 'noCarer' ? { among: await withoutCarer(ctx, KIND, FIRST, paths) } : { state }),
  })
  const plans = found.filter((plan) => ctx.sight(plan.area_path).care === 'full')
  const people = plans.map((plan) => plan.person_id)
  const names = await namesOf(ctx, people)
  const care = await careOf(ctx, people)
  const homeIds = plans.map((plan) => plan.home_id)
  const homes = new Map((await homesByIds(ctx, homeIds)).map((home) => [home.id, home]))
  const addresses = await doorsOf(ctx, homeIds)
  const pair = await pairsOf(ctx, plans)
  const rows = plans.map((plan): ListedCare => {
    const sight = ctx.sight(plan.area_path)
    const home = homes.get(plan.home_id)
    const first = handNow(pair(plan).first)
    return {
      personId: plan.person_id,
      homeId: plan.home_id,
      path: plan.area_path,
      name: masked('name', names.get(plan.person_id) ?? null, sight.name),
      door: sight.door === 'full' ? (home?.door ?? null) : null,
      address: masked('door', addresses.get(plan.home_id) ?? null, sight.door),
      floor: sight.door === 'full' ? (home?.floor ?? null) : null,
      care: care.get(plan.person_id) ?? [],
      carer: first === null ? null : { name: first.name, unit: first.unit },
      second: handNow(pair(plan).second)?.name ?? null,
      intervalDays: plan.interval_days,
      lastContact: plan.last_contact,
      lastResult: plan.last_result,
      nextDue: plan.next_due,
      standing: careStanding(plan.next_due, today),
      overdueDays: daysOverdue(plan.next_due, today),
    }
  })
  return { rows, next: found.length < limit ? null : cursorOf(found.at(-1)!) }
}
