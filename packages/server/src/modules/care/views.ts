// People in care as the reader of this request may see them.
import type { InCareView } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { contains } from '@xiaomen/rules/areas'
import { alarmOf, careStanding, daysOverdue } from '@xiaomen/rules/care'
import type { z } from 'zod'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay } from '../../platform/time.ts'
import { workersBeneath } from '../access/index.ts'
import { findArea } from '../areas/index.ts'
import { careOf, doorsOf, namesOf } from '../registry/index.ts'
import { pairsOf, turnsOf } from './carers.ts'
import { urgentAfterDays } from './proposals.ts'
import type { PlanRow } from './tables.ts'

type View = z.input<typeof InCareView>

/** The grid worker of a home, for each community asked for once. */
async function suggestions(ctx: Ctx, plans: readonly PlanRow[], hasCarer: (plan: PlanRow) => boolean): Promise<(plan: PlanRow) => View['suggestion']> {
  const day = localDay(ctx.now)
  const byCommunity = new Map<string, Awaited<ReturnType<typeof workersBeneath>>>()
  for (const id of new Set(plans.filter((plan) => !hasCarer(plan)).map((plan) => plan.community_id))) {
    const community = await findArea(ctx, id)
    byCommunity.set(id, community ? await workersBeneath(ctx, community.path, ['gridWorker'], day) : [])
  }
  return (plan) => {
    if (hasCarer(plan)) return null
    // Whose place is the smallest around the home knows it best.
    const here = (byCommunity.get(plan.community_id) ?? []).flatMap((worker) =>
      worker.paths.filter((path) => contains(path, plan.area_path)).map((path) => ({ ...worker, path })),
    )
    const [nearest] = here.toSorted((a, b) => b.path.length - a.path.length)
    return nearest ? { accountId: nearest.accountId, name: nearest.name } : null
  }
}

export async function inCareViews(ctx: Ctx, plans: readonly PlanRow[]): Promise<View[]> {
  const names = await namesOf(
    ctx,
    plans.map((plan) => plan.person_id),
  )
  const doors = await doorsOf(
    ctx,
    plans.map((plan) => plan.home_id),
  )
  const care = await careOf(
    ctx,
    plans.filter((plan) => ctx.sight(plan.area_path).care === 'full').map((plan) => plan.person_id),
  )
  const pair = await pairsOf(ctx, plans)
  const turn = await turnsOf(ctx, plans)
  const suggest = await suggestions(ctx, plans, (plan) => pair(plan).first?.hand != null)
  const today = localDay(ctx.now)
  ctx.audit.subjects(plans.map((plan) => plan.person_id))
  return plans.map((plan) => {
    const sight = ctx.sight(plan.area_path)
    const { first, second } = pair(plan)
    const secondNow = second?.hand ?? null
    return {
      personId: plan.person_id,
      homeId: plan.home_id,
      name: masked('name', names.get(plan.person_id) ?? null, sight.name),
      door: masked('door', doors.get(plan.home_id) ?? null, sight.door),
      care: care.get(plan.person_id) ?? null,
      carer:
        first?.hand == null ? null : { accountId: first.hand.accountId, name: first.hand.name, unit: first.hand.unit, coverName: first.cover?.name ?? null },
      second: secondNow === null ? null : { name: secondNow.name, isAccount: secondNow.kind === 'account', coverName: second?.cover?.name ?? null },
      gaps: { first: first?.gap ?? null, second: second?.gap ?? null },
      turn: turn(plan).turn,
      suggestion: suggest(plan),
      intervalDays: plan.interval_days,
      lastContact: plan.last_contact,
      // In hospital is of health: shown to whom the care is shown.
      lastResult: sight.care === 'full' ? plan.last_result : null,
      nextDue: plan.next_due,
      standing: careStanding(plan.next_due, today),
      overdueDays: daysOverdue(plan.next_due, today),
      alarm: alarmOf(plan.next_due, today, urgentAfterDays()),
      version: plan.version,
    }
  })
}
