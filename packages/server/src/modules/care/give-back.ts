// What came over with a merge and belongs to somebody else again.
import { nextDue } from '@xiaomen/rules/care'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay } from '../../platform/time.ts'
import { findLastSpoken, listContacts } from './repo/contact.ts'
import { findRunning, listPlansOf, updatePlan } from './repo/plan.ts'

/** Whoever stood for another goes on with the contacts of the own people only: one who was never called may not count as called. */
export async function giveBack(ctx: Ctx, personId: string): Promise<void> {
  const plan = await findRunning(ctx, personId)
  if (!plan) return
  const own = [personId, ...(await listPlansOf(ctx, [personId])).filter((one) => one.merged_into === personId).map((one) => one.person_id)]
  const spoken = await findLastSpoken(ctx, own)
  const [last] = await listContacts(ctx, own, 1)
  const lastContact = spoken === undefined ? null : localDay(spoken.at)
  await updatePlan(ctx, plan, {
    last_contact: lastContact,
    last_result: last?.result ?? null,
    next_due: nextDue({ since: plan.since, lastContact }, plan.interval_days),
  })
}
