// 联系记录: what a carer found, once under the id his phone made.
import { type care, careErrors, careEvents } from '@xiaomen/contract'
import { afterContact, countsAsContact, needsOffice, nextDue } from '@xiaomen/rules/care'
import type { Way } from '@xiaomen/rules/tasks'
import { createHash } from 'node:crypto'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail, failKeeping } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { currentPeople } from '../../registry/index.ts'
import { fulfil, noteTry, planTasks } from '../../tasks/index.ts'
import { findContact, insertConflict, insertContact } from '../repo/contact.ts'
import { findRound } from '../repo/interval.ts'
import { lockPlanOf, updatePlan } from '../repo/plan.ts'
import type { PlanRow } from '../tables.ts'
import { subjectOf } from '../turns.ts'
import { mustLookAfter, notFound, official } from './lists.ts'
import { sealMore } from './sealed.ts'

type Care = Handlers<typeof care>
type Recorded = Parameters<Care['recordContact']>[1]

const digestOf = (input: Recorded): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([input.personId, input.at, input.way, input.result, input.needs, input.note]))
    .digest()
const WAY_OF_TASK = { visit: 'visit', phone: 'phone', message: 'phone' } as const satisfies Record<Recorded['way'], Way>

export const recordContact: Care['recordContact'] = async (ctx, input) => {
  // A phone may still hold the id of one who was written twice.
  const plan = await lockPlanOf(ctx, (await currentPeople(ctx, [input.personId])).get(input.personId) ?? input.personId)
  if (!plan) throw notFound()
  await mustLookAfter(ctx, plan)
  ctx.audit.communityId(plan.community_id)
  ctx.audit.subjects([plan.person_id])
  if ((input.result === 'needsHelp') !== input.needs.length > 0) throw fail(careErrors, 'care.needs_unfit')
  const digest = digestOf(input)
  const known = await findContact(ctx, plan.community_id, input.id)
  if (known) {
    if (Buffer.from(known.digest).equals(digest)) return { id: input.id, isNew: false, nextDue: plan.next_due }
    await insertConflict(ctx, {
      community_id: plan.community_id,
      contact_id: input.id,
      digest,
      area_path: plan.area_path,
      received_at: ctx.now,
      account_id: official(ctx).id,
      sealed_body: ctx.crypto.seal('care', { table: 'care.contact_conflict', row: input.id, column: 'sealed_body' }, JSON.stringify(input)),
    })
    throw failKeeping(careErrors, 'care.other_bytes')
  }
  // A phone's clock is data, never order: what it says of the future is said now.
  const at = new Date(Math.min(Date.parse(input.at), ctx.now.getTime()))
  await insertContact(ctx, {
    community_id: plan.community_id,
    id: input.id,
    plan_id: plan.id,
    person_id: plan.person_id,
    area_path: plan.area_path,
    at,
    received_at: ctx.now,
    account_id: official(ctx).id,
    way: input.way,
    result: input.result,
    sealed_more: sealMore(ctx, input.id, { needs: [...new Set(input.needs)], note: input.note }),
    digest,
  })
  const told = { communityId: plan.community_id, personId: plan.person_id, contactId: input.id }
  if (needsOffice(input.result)) await askOffice(ctx, plan, input)
  if (input.result === 'needsHelp') await ctx.emit(careEvents.helpNeeded, told)
  await ctx.emit(careEvents.contactRecorded, told)
  return { id: input.id, isNew: true, nextDue: await settleTurn(ctx, plan, input, localDay(at)) }
}

/** Spoken to: the turn is done and the next one counted from that day. Not reached: it stays open, with the try. A plan that ended keeps the fact only. */
async function settleTurn(ctx: Ctx, plan: PlanRow, input: Recorded, day: string): Promise<string> {
  if (plan.until !== null) return plan.next_due
  const obligationId = (await findRound(ctx, plan.community_id))?.obligation_id
  const of = obligationId === undefined ? null : { obligationId, subjectId: plan.person_id }
  if (!countsAsContact(input.result)) {
    if (of) await noteTry(ctx, of, { outcome: 'nobodyHome', reason: 'noAnswer', tryOn: null, tryPart: null })
    if (plan.last_contact === null || day >= plan.last_contact) await updatePlan(ctx, plan, { last_result: input.result })
    return plan.next_due
  }
  const { lastContact } = afterContact({ since: plan.since, lastContact: plan.last_contact }, { day, result: input.result })
  const next = nextDue({ since: plan.since, lastContact }, plan.interval_days)
  // One that came so late that the person is owed another by now settles nothing that is due today.
  const isDone = next > localDay(ctx.now)
  if (of && isDone) await fulfil(ctx, of, { way: WAY_OF_TASK[input.way], by: official(ctx).id })
  await updatePlan(ctx, plan, {
    last_contact: lastContact,
    next_due: next,
    ...(day === lastContact ? { last_result: input.result } : {}),
    ...(isDone ? { planned_due: null } : {}),
  })
  return next
}

const OFFICE_TASK = { needsHelp: { key: 'help', title: '重点关爱求助' }, movedAway: { key: 'movedAway', title: '核对住户去向' } } as const

/** For the community's office, under the contact it follows from: regeneration of the person's own tasks leaves it alone. */
async function askOffice(ctx: Ctx, plan: PlanRow, input: Recorded): Promise<void> {
  const asked = OFFICE_TASK[input.result as keyof typeof OFFICE_TASK]
  const today = localDay(ctx.now)
  await planTasks(ctx, { source: 'care', sourceId: input.id, communityId: plan.community_id }, [
    { ...subjectOf(plan), ...asked, kind: 'errand', roles: ['communityAdmin'], accountId: null, obligationId: null, fromDay: today, dueOn: today, priority: 3 },
  ])
}
