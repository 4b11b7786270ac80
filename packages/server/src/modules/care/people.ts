// 建档: who is in care has a plan, at the home lived in and with the interval that holds there; whoever is not any more has none. Follows the ledger.
import { contains } from '@xiaomen/rules/areas'
import { type CareIntervals, intervalFor, intervalsOf, nextDue } from '@xiaomen/rules/care'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { localDay } from '../../platform/time.ts'
import { workersBeneath } from '../access/index.ts'
import { careSlots, fillMany, relocateSlots, releaseSlots, reopenSlots } from '../answerability/index.ts'
import { findArea } from '../areas/index.ts'
import { plansInForce } from '../posture/index.ts'
import { currentPeople, findPerson, type InCare, peopleInCare } from '../registry/index.ts'
import { cancelTasks, dismiss, relocate, renew } from '../tasks/index.ts'
import { followCarers, KIND } from './carers.ts'
import { giveBack } from './give-back.ts'
import { keepHands } from './hands.ts'
import { CARERS } from './policy.ts'
import { proposals, proposedIntervals } from './proposals.ts'
import { listHands } from './repo/contact.ts'
import { ownIntervals } from './repo/interval.ts'
import { findRunning, insertPlans, listResting, listRunning, type NewPlan, updateEnded, updateIntervals, updatePlan } from './repo/plan.ts'
import type { PlanRow } from './tables.ts'
import { roundOf, subjectOf, turn } from './turns.ts'

type Housed = InCare & { homeId: string }
const isHoused = (person: InCare): person is Housed => person.homeId !== null && person.care.length > 0

/** What holds at each place of a community: in an emergency nobody waits longer than a day. */
export async function intervalsAt(ctx: Ctx, communityId: string): Promise<(path: string) => CareIntervals> {
  const own = await ownIntervals(ctx, communityId)
  const proposed = proposedIntervals()
  const planOf = await plansInForce(ctx)
  const inPeace = intervalsOf(proposed, own, null)
  const inEmergency = intervalsOf(proposed, own, proposals().emergencyMostDays.value)
  return (path) => (planOf(path).posture === 'emergency' ? inEmergency : inPeace)
}

/** The whole of a community: after an import, after a change of posture, and each morning. */
export async function settleCommunity(ctx: Ctx, communityId: string): Promise<void> {
  const community = await findArea(ctx, communityId)
  if (!community) return
  const people = (await peopleInCare(ctx, community.path)).filter(isHoused)
  await settle(ctx, communityId, people, await listRunning(ctx, { communityId }))
}
export async function settlePerson(ctx: Ctx, communityId: string, personId: string): Promise<void> {
  const person = await findPerson(ctx, personId)
  // Written twice and merged: whoever stands for this person has a plan of their own.
  const wanted =
    person?.id === personId ? [{ personId, communityId: person.communityId, homeId: person.homeId, path: person.path, care: person.care }].filter(isHoused) : []
  await settle(ctx, communityId, wanted, await listRunning(ctx, { personIds: [personId] }))
}

async function settle(ctx: Ctx, communityId: string, people: readonly Housed[], running: readonly PlanRow[]): Promise<void> {
  if (people.length === 0 && running.length === 0) return
  const intervals = await intervalsAt(ctx, communityId)
  const known = new Map(running.map((plan) => [plan.person_id, plan]))
  const wanted = new Set(people.map((person) => person.personId))
  const fresh = people.filter((person) => !known.has(person.personId))
  // Un-merged, and heard of by another event first: the plan that rested goes on, no second one begins.
  const woken = new Map<string, PlanRow>()
  for (const plan of await listResting(
    ctx,
    fresh.map((person) => person.personId),
  ))
    if (!woken.has(plan.person_id) && (await wake(ctx, plan))) woken.set(plan.person_id, { ...plan, until: null, merged_into: null })
  for (const [id, plan] of woken) known.set(id, plan)
  await begin(
    ctx,
    communityId,
    fresh.filter((person) => !woken.has(person.personId)),
    intervals,
  )
  await end(
    ctx,
    communityId,
    running.filter((plan) => !wanted.has(plan.person_id)),
  )
  const both = people.flatMap((person) => {
    const plan = known.get(person.personId)
    return plan ? [[person, plan] as const] : []
  })
  for (const [person, plan] of both) if (plan.home_id !== person.homeId || plan.area_path !== person.path) await move(ctx, plan, person)
  await setIntervals(
    ctx,
    both.map(([{ care, path }, plan]) => ({ plan, intervalDays: intervalFor(care, intervals(path), plan.override_days)! })),
  )
  await turn(ctx, communityId)
}

/** Goes on where it rested because of a merge and of nothing else. @returns whether it did */
export async function wake(ctx: Ctx, plan: PlanRow): Promise<boolean> {
  const [last] = await listHands(ctx, [plan.person_id], 1)
  if (plan.until === null || last?.plan_id !== plan.id || last.why !== 'merged' || (await findRunning(ctx, plan.person_id))) return false
  await updatePlan(ctx, plan, { until: null, merged_into: null })
  await reopenSlots(ctx, plan.community_id, KIND, plan.id)
  await keepHands(ctx, [plan], 'merged')
  if (plan.merged_into !== null) await giveBack(ctx, plan.merged_into)
  return true
}

async function begin(ctx: Ctx, communityId: string, people: readonly Housed[], intervals: (path: string) => CareIntervals): Promise<void> {
  if (people.length === 0) return
  const since = localDay(ctx.now)
  const plans = people.map(({ personId, homeId, path, care }): NewPlan => {
    const intervalDays = intervalFor(care, intervals(path), null)!
    return {
      community_id: communityId,
      id: uuidv7(),
      area_path: path,
      home_id: homeId,
      person_id: personId,
      interval_days: intervalDays,
      since,
      next_due: nextDue({ since, lastContact: null }, intervalDays),
    }
  })
  await insertPlans(ctx, plans)
  await keepHands(ctx, plans, 'begun')
  await fillMany(
    ctx,
    communityId,
    plans.map((plan) => ({ subjectKind: KIND, subjectId: plan.id, communityId, homeId: plan.home_id, path: plan.area_path, personId: plan.person_id })),
    careSlots(),
  )
  const obligationId = await roundOf(ctx, communityId)
  if (obligationId !== null)
    await renew(
      ctx,
      { obligationId, communityId, dueOn: since },
      plans.map((plan) => ({ ...subjectOf(plan), from: plan.next_due })),
    )
}

async function end(ctx: Ctx, communityId: string, plans: readonly PlanRow[]): Promise<void> {
  if (plans.length === 0) return
  const ended = await updateEnded(
    ctx,
    plans.map((plan) => plan.id),
    localDay(ctx.now),
  )
  const current = await currentPeople(
    ctx,
    ended.map((plan) => plan.person_id),
  )
  const isMerged = (plan: PlanRow) => (current.get(plan.person_id) ?? plan.person_id) !== plan.person_id
  for (const why of ['merged', 'ended'] as const)
    await keepHands(
      ctx,
      ended.filter((plan) => isMerged(plan) === (why === 'merged')),
      why,
    )
  await releaseSlots(
    ctx,
    communityId,
    KIND,
    ended.map((plan) => plan.id),
  )
  for (const plan of ended) await cancelTasks(ctx, 'care', plan.id)
  const obligationId = await roundOf(ctx, communityId)
  if (obligationId !== null)
    await dismiss(
      ctx,
      obligationId,
      ended.map((plan) => plan.person_id),
    )
}

/** To another door of the community. A carer who does not work there gives way; the one of the new grid is suggested. */
async function move(ctx: Ctx, plan: PlanRow, { homeId, path }: Housed): Promise<void> {
  const place = { home_id: homeId, area_path: path }
  await updatePlan(ctx, plan, place)
  const obligationId = await roundOf(ctx, plan.community_id)
  if (obligationId !== null) await relocate(ctx, { source: 'care', sourceId: plan.id, obligationId }, subjectOf({ ...plan, ...place }))
  await relocateSlots(ctx, { subjectKind: KIND, subjectId: plan.id, communityId: plan.community_id, homeId, path })
  await keepHands(ctx, [{ ...plan, ...place }], 'moved')
  await followCarers(ctx, [plan])
}

/** Whose last contact and interval give another day than before. Whoever is due by it is due now. */
export async function setIntervals(ctx: Ctx, wanted: readonly { plan: PlanRow; intervalDays: number }[]): Promise<number> {
  const changed = wanted.filter(({ plan, intervalDays }) => plan.interval_days !== intervalDays)
  await updateIntervals(
    ctx,
    changed.map(({ plan, intervalDays }) => ({
      community_id: plan.community_id,
      id: plan.id,
      interval_days: intervalDays,
      next_due: nextDue({ since: plan.since, lastContact: plan.last_contact }, intervalDays),
    })),
  )
  return changed.length
}

/** Who may be named for somebody beneath a path. */
export async function carersAt(ctx: Ctx, path: string): Promise<(accountId: string, at: string) => boolean> {
  const workers = await workersBeneath(ctx, path, CARERS, localDay(ctx.now))
  return (accountId, at) => workers.some((worker) => worker.accountId === accountId && worker.paths.some((own) => contains(own, at)))
}
