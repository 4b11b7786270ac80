// 责任人: who looks after whom, one by one or a grid at once; the second of the two; how often.
import { type care, careErrors, commonErrors } from '@xiaomen/contract'
import { contains } from '@xiaomen/rules/areas'
import { intervalFor, nextDue } from '@xiaomen/rules/care'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { chooseCarer } from '../../answerability/index.ts'
import { findArea, findOverlay } from '../../areas/index.ts'
import { careOf, findPerson } from '../../registry/index.ts'
import { FIRST, followCarers, KIND, pairsOf, SECOND } from '../carers.ts'
import { carersAt, intervalsAt, setIntervals } from '../people.ts'
import { proposals, proposedIntervals } from '../proposals.ts'
import { ownIntervals, putInterval, removeInterval } from '../repo/interval.ts'
import { findRunning, listRunning, listRunningAt, updatePlanAt } from '../repo/plan.ts'
import type { PlanRow } from '../tables.ts'
import { turn } from '../turns.ts'
import { areaFor, notFound, official } from './lists.ts'
import { reasonAt } from './sealed.ts'

type Care = Handlers<typeof care>

/** Nobody is named who could not open that door. */
async function mustBeCarer(ctx: Ctx, accountId: string, plans: readonly PlanRow[]): Promise<void> {
  for (const [communityId, own] of Map.groupBy(plans, (plan) => plan.community_id)) {
    const community = await findArea(ctx, communityId)
    const worksThere = community ? await carersAt(ctx, community.path) : () => false
    if (!own.every((plan) => worksThere(accountId, plan.area_path))) throw fail(careErrors, 'care.not_a_carer_there')
  }
}

async function planFor(ctx: Ctx, personId: string): Promise<PlanRow> {
  const plan = await findRunning(ctx, personId)
  if (!plan) throw notFound()
  ctx.must('care.assign', { path: plan.area_path })
  ctx.audit.communityId(plan.community_id)
  ctx.audit.subjects([plan.person_id])
  return plan
}

async function assign(ctx: Ctx, plans: readonly PlanRow[], accountId: string | null): Promise<{ assigned: number }> {
  if (accountId !== null) await mustBeCarer(ctx, accountId, plans)
  let assigned = 0
  let twice = 0
  for (const [communityId, own] of Map.groupBy(plans, (plan) => plan.community_id)) {
    const who = accountId === null ? null : { kind: 'account' as const, accountId }
    const chosen = await chooseCarer(ctx, { kind: KIND, subjectIds: own.map((plan) => plan.id), slot: FIRST, communityId, who })
    assigned += chosen.changed.length
    twice += chosen.twice.length
    await followCarers(
      ctx,
      own.filter((plan) => chosen.changed.includes(plan.id)),
    )
  }
  if (plans.length > 0 && twice === plans.length) throw fail(careErrors, 'care.same_carer_twice')
  return { assigned }
}

export const assignCarer: Care['assignCarer'] = async (ctx, { personIds, accountId }) => {
  const plans = await listRunning(ctx, { personIds })
  if (plans.length < new Set(personIds).size) throw notFound()
  for (const plan of plans) ctx.must('care.assign', { path: plan.area_path })
  ctx.audit.communityId(plans[0]!.community_id)
  ctx.audit.subjects(personIds)
  return assign(ctx, plans, accountId)
}

export const assignGrid: Care['assignGrid'] = async (ctx, { gridId, accountId, evenIfTaken }) => {
  const grid = await findOverlay(ctx, gridId)
  if (grid?.kind !== 'grid') throw notFound()
  ctx.must('care.assign', grid)
  if (grid.communityId !== null) ctx.audit.communityId(grid.communityId)
  const plans = await listRunningAt(ctx, grid.areaPaths)
  const pair = await pairsOf(ctx, plans)
  return assign(
    ctx,
    plans.filter((plan) => evenIfTaken || pair(plan).first?.hand == null),
    accountId,
  )
}

export const setSecondCarer: Care['setSecondCarer'] = async (ctx, { personId, version, accountId, secondPersonId }) => {
  const plan = await planFor(ctx, personId)
  if (accountId !== undefined && secondPersonId !== undefined) throw fail(commonErrors, 'request.invalid', { field: 'secondPersonId' })
  const first = (await pairsOf(ctx, [plan]))(plan).first?.hand?.accountId ?? null
  if ((accountId !== undefined && accountId === first) || secondPersonId === personId) throw fail(careErrors, 'care.same_carer_twice')
  if (accountId !== undefined) await mustBeCarer(ctx, accountId, [plan])
  if (secondPersonId !== undefined) {
    const person = await findPerson(ctx, secondPersonId)
    if (!person || person.communityId !== plan.community_id) throw notFound()
    ctx.must('care.assign', person)
  }
  if (!(await updatePlanAt(ctx, plan, version, {}))) throw fail(careErrors, 'care.changed_meanwhile')
  const who =
    accountId !== undefined
      ? { kind: 'account' as const, accountId }
      : secondPersonId !== undefined
        ? { kind: 'person' as const, personId: secondPersonId }
        : null
  const { unfit } = await chooseCarer(ctx, { kind: KIND, subjectIds: [plan.id], slot: SECOND, communityId: plan.community_id, who })
  // Of the same household, or moved away: cannot be called to the door.
  if (unfit.length > 0) throw fail(careErrors, 'care.not_a_carer_there')
  await followCarers(ctx, [plan])
  return { version: version + 1 }
}

export const setPersonInterval: Care['setPersonInterval'] = async (ctx, { personId, version, days, reason }) => {
  const plan = await planFor(ctx, personId)
  if (days !== null && reason === null) throw fail(careErrors, 'care.reason_missing')
  const categories = (await careOf(ctx, [personId])).get(personId) ?? []
  const intervalDays = intervalFor(categories, (await intervalsAt(ctx, plan.community_id))(plan.area_path), days) ?? plan.interval_days
  const next = nextDue({ since: plan.since, lastContact: plan.last_contact }, intervalDays)
  const done = await updatePlanAt(ctx, plan, version, {
    override_days: days,
    override_reason: days === null || reason === null ? null : ctx.crypto.seal('care', reasonAt(plan.id), reason),
    interval_days: intervalDays,
    next_due: next,
  })
  if (!done) throw fail(careErrors, 'care.changed_meanwhile')
  await turn(ctx, plan.community_id)
  return { version: version + 1, nextDue: next }
}

export const listIntervals: Care['listIntervals'] = async (ctx, { communityId }) => {
  const community = await areaFor(ctx, 'care.read', communityId)
  if (community.level !== 'community') throw notFound()
  const { isDraft, intervals, emergencyMostDays, urgentAfterDays } = proposals()
  const own = await ownIntervals(ctx, communityId)
  const proposed = proposedIntervals()
  return {
    isDraft,
    emergencyMostDays: emergencyMostDays.value,
    urgentAfterDays: urgentAfterDays.value,
    categories: (Object.keys(proposed) as (keyof typeof proposed)[]).map((category) => ({
      category,
      days: own[category] ?? proposed[category],
      proposed: proposed[category],
      isDraft: intervals[category].isDraft,
      source: intervals[category].source,
      isOwn: own[category] !== undefined,
    })),
  }
}

export const setInterval: Care['setInterval'] = async (ctx, { communityId, category, days }) => {
  const community = await areaFor(ctx, 'care.assign', communityId)
  if (community.level !== 'community') throw notFound()
  if (days === null) await removeInterval(ctx, communityId, category)
  else await putInterval(ctx, { community_id: communityId, category, days, area_path: community.path, set_by: official(ctx).id, set_at: ctx.now })
  const plans = await listRunning(ctx, { communityId })
  const care = await careOf(
    ctx,
    plans.map((plan) => plan.person_id),
  )
  const intervals = await intervalsAt(ctx, communityId)
  const wanted = plans.flatMap((plan) => {
    const intervalDays = intervalFor(care.get(plan.person_id) ?? [], intervals(plan.area_path), plan.override_days)
    return intervalDays === null || !contains(community.path, plan.area_path) ? [] : [{ plan, intervalDays }]
  })
  const changed = await setIntervals(ctx, wanted)
  await turn(ctx, communityId)
  return { changed }
}
