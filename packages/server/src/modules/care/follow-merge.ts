// Written twice and merged: one of the two plans rests, the other goes on with the carer and the last contact of both. Un-merged, the one that rested
// goes on as it was. Worked out afresh from who stands for whom today, so that merges and their undoing may be heard in any order.
import { nextDue } from '@xiaomen/rules/care'
import type { Ctx } from '../../platform/ctx.ts'
import { carersOf, chooseCarer, lastHandOf } from '../answerability/index.ts'
import { currentPeople } from '../registry/index.ts'
import { FIRST, followCarers, KIND } from './carers.ts'
import { giveBack } from './give-back.ts'
import { settlePerson, wake } from './people.ts'
import { findRunning, listPlansOf, updatePlan } from './repo/plan.ts'
import type { PlanRow } from './tables.ts'

export async function followMerge(ctx: Ctx, communityId: string, personIds: readonly string[]): Promise<void> {
  const plans = await listPlansOf(ctx, personIds)
  const current = await currentPeople(ctx, [...personIds, ...plans.map((plan) => plan.person_id)])
  const standsFor = (id: string) => current.get(id) ?? id
  const comeOver: PlanRow[] = []
  const left = new Set<string>()
  for (const plan of plans) {
    const into = standsFor(plan.person_id) === plan.person_id ? null : standsFor(plan.person_id)
    if (into === plan.merged_into) continue
    await updatePlan(ctx, plan, { merged_into: into })
    if (plan.merged_into !== null) left.add(plan.merged_into)
    if (into !== null) comeOver.push({ ...plan, merged_into: into })
    else await wake(ctx, plan)
  }
  for (const id of left) await giveBack(ctx, id)
  for (const id of new Set([...personIds, ...plans.map((plan) => plan.person_id)].flatMap((one) => [one, standsFor(one)])))
    await settlePerson(ctx, communityId, id)
  for (const plan of comeOver) await carryOver(ctx, plan)
  // A later last contact may make the next one due later.
  for (const id of new Set(comeOver.flatMap((plan) => plan.merged_into ?? []))) await settlePerson(ctx, communityId, id)
}

async function carryOver(ctx: Ctx, from: PlanRow): Promise<void> {
  const to = from.merged_into === null ? undefined : await findRunning(ctx, from.merged_into)
  if (!to) return
  if (from.last_contact !== null && (to.last_contact === null || from.last_contact > to.last_contact))
    await updatePlan(ctx, to, {
      last_contact: from.last_contact,
      last_result: from.last_result,
      next_due: nextDue({ since: to.since, lastContact: from.last_contact }, to.interval_days),
    })
  const handId = await lastHandOf(ctx, KIND, from.id, FIRST)
  const own = (await carersOf(ctx, KIND, [to.id])).get(to.id)?.find((one) => one.slot === FIRST)
  if (handId === null || own === undefined || own.hand !== null) return
  await chooseCarer(ctx, { kind: KIND, subjectIds: [to.id], slot: FIRST, communityId: to.community_id, who: { kind: 'hand', handId } })
  await followCarers(ctx, [to])
}
