// People in care as the reader of this request may see them.
import type { InCareView } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { contains } from '@xiaomen/rules/areas'
import { alarmOf, careStanding, daysOverdue } from '@xiaomen/rules/care'
import type { z } from 'zod'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay } from '../../platform/time.ts'
import { accountUnits, workersBeneath } from '../access/index.ts'
import { findArea } from '../areas/index.ts'
import { careOf, doorsOf, namesOf } from '../registry/index.ts'
import { urgentAfterDays } from './proposals.ts'
import type { PlanRow } from './tables.ts'

type View = z.input<typeof InCareView>

/** The grid worker of a home, for each community asked for once. */
async function suggestions(ctx: Ctx, plans: readonly PlanRow[]): Promise<(plan: PlanRow) => View['suggestion']> {
  const day = localDay(ctx.now)
  const byCommunity = new Map<string, Awaited<ReturnType<typeof workersBeneath>>>()
  for (const id of new Set(plans.filter((plan) => plan.carer_id === null).map((plan) => plan.community_id))) {
    const community = await findArea(ctx, id)
    byCommunity.set(id, community ? await workersBeneath(ctx, community.path, ['gridWorker'], day) : [])
  }
  return (plan) => {
    if (plan.carer_id !== null) return null
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
    plans.flatMap((plan) => [plan.person_id, ...(plan.second_person === null ? [] : [plan.second_person])]),
  )
  const doors = await doorsOf(
    ctx,
    plans.map((plan) => plan.home_id),
  )
  const care = await careOf(
    ctx,
    plans.filter((plan) => ctx.sight(plan.area_path).care === 'full').map((plan) => plan.person_id),
  )
  const accounts = await accountUnits(
    ctx,
    plans.flatMap((plan) => [plan.carer_id, plan.second_account]).filter((one) => one !== null),
  )
  const suggest = await suggestions(ctx, plans)
  const today = localDay(ctx.now)
  ctx.audit.subjects(plans.map((plan) => plan.person_id))
  return plans.map((plan) => {
    const sight = ctx.sight(plan.area_path)
    const carer = plan.carer_id === null ? undefined : accounts.get(plan.carer_id)
    return {
      personId: plan.person_id,
      homeId: plan.home_id,
      name: masked('name', names.get(plan.person_id) ?? null, sight.name),
      door: masked('door', doors.get(plan.home_id) ?? null, sight.door),
      care: care.get(plan.person_id) ?? null,
      carer: plan.carer_id === null ? null : { accountId: plan.carer_id, name: carer?.name ?? '—', unit: carer?.unit ?? '' },
      second:
        plan.second_account !== null
          ? { name: accounts.get(plan.second_account)?.name ?? '—', isAccount: true }
          : plan.second_person !== null
            ? { name: masked('name', names.get(plan.second_person) ?? null, sight.name) ?? '—', isAccount: false }
            : null,
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
