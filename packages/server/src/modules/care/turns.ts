// 到期联系: when somebody is due a task is made at their door and the coverage of the community expects it; a contact settles both.
import { careEvents } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { localDay } from '../../platform/time.ts'
import { findArea } from '../areas/index.ts'
import { openObligation, planTasks, renew, type Subject } from '../tasks/index.ts'
import { turnsOf } from './carers.ts'
import { CARERS } from './policy.ts'
import { findRound, insertRound } from './repo/interval.ts'
import { listTurning, takeOverdue, updatePlan } from './repo/plan.ts'
import type { PlanRow } from './tables.ts'

const TITLE = '重点关爱联系'
const SHARED_BY = CARERS.filter((role) => role === 'gridWorker')
const PRIORITY = 2

export const subjectOf = (plan: Pick<PlanRow, 'person_id' | 'home_id' | 'area_path'>): Subject => ({
  subjectId: plan.person_id,
  subjectKind: 'person',
  homeId: plan.home_id,
  path: plan.area_path,
})
/** "Everybody in care contacted within the interval": one obligation a community, opened with the first of them. */
export async function roundOf(ctx: Ctx, communityId: string): Promise<string | null> {
  const known = await findRound(ctx, communityId)
  if (known) return known.obligation_id
  const community = await findArea(ctx, communityId)
  if (!community) return null
  await insertRound(ctx, { community_id: communityId, obligation_id: uuidv7(), area_path: community.path })
  const round = await findRound(ctx, communityId)
  const today = localDay(ctx.now)
  await openObligation(ctx, {
    id: round!.obligation_id,
    communityId,
    path: community.path,
    kind: 'care',
    title: TITLE,
    source: 'care',
    sourceId: communityId,
    fromDay: today,
    dueOn: today,
  })
  return round!.obligation_id
}

/** Begins the turns that are due and ends those that fell away. Done again on the same day it changes nothing. */
export async function turn(ctx: Ctx, communityId: string): Promise<void> {
  const obligationId = await roundOf(ctx, communityId)
  if (obligationId === null) return
  const today = localDay(ctx.now)
  const plans = await listTurning(ctx, communityId, today)
  await renew(
    ctx,
    { obligationId, communityId, dueOn: today },
    plans.map((plan) => ({ ...subjectOf(plan), from: plan.next_due })),
  )
  const turnIs = await turnsOf(ctx, plans)
  for (const plan of plans) {
    const isDue = plan.next_due <= today
    await planTasks(ctx, { source: 'care', sourceId: plan.id, communityId }, isDue ? [taskOf(plan, obligationId, turnIs(plan).accountId)] : [])
    await updatePlan(ctx, plan, { planned_due: isDue ? plan.next_due : null })
  }
}
const taskOf = (plan: PlanRow, obligationId: string, accountId: string | null) => ({
  ...subjectOf(plan),
  key: plan.next_due,
  kind: 'care' as const,
  title: TITLE,
  roles: SHARED_BY,
  accountId,
  obligationId,
  fromDay: plan.next_due,
  dueOn: plan.next_due,
  priority: PRIORITY,
})

/** Tells the community of everybody overdue of whom it was not told yet. */
export async function tellOverdue(ctx: Ctx, communityId: string): Promise<number> {
  const late = await takeOverdue(ctx, communityId, localDay(ctx.now))
  for (const { person_id, next_due } of late) await ctx.emit(careEvents.contactOverdue, { communityId, personId: person_id, dueOn: next_due })
  return late.length
}
