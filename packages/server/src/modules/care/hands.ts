// Who looked after somebody from when on: every change of the two leaves a row, and what is open goes to the new one.
import { careEvents } from '@xiaomen/contract'
import type { CareChange } from '@xiaomen/rules/care'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { handTasks } from '../tasks/index.ts'
import { insertHands } from './repo/contact.ts'
import type { PlanRow } from './tables.ts'

export const accountId = (ctx: Ctx): string | null => (ctx.actor.kind === 'account' ? ctx.actor.id : null)

/** `plans` as they are after the change. */
export const keepHands = (
  ctx: Ctx,
  plans: readonly Pick<PlanRow, 'community_id' | 'id' | 'person_id' | 'area_path' | 'carer_id' | 'second_account' | 'second_person'>[],
  why: CareChange,
): Promise<void> =>
  insertHands(
    ctx,
    plans.map(({ community_id, id, person_id, area_path, carer_id, second_account, second_person }) => ({
      community_id,
      id: uuidv7(),
      plan_id: id,
      person_id,
      area_path,
      at: ctx.now,
      account_id: accountId(ctx),
      why,
      carer_id,
      second_account,
      second_person,
    })),
  )

/** The carers of these plans have changed: kept, their open tasks handed on, told. */
export async function afterHandOver(ctx: Ctx, plans: readonly PlanRow[], why: CareChange): Promise<void> {
  if (plans.length === 0) return
  await keepHands(ctx, plans, why)
  for (const [carerId, own] of Map.groupBy(plans, (plan) => plan.carer_id))
    await handTasks(
      ctx,
      'care',
      own.map((plan) => plan.id),
      carerId,
    )
  for (const [communityId, own] of Map.groupBy(plans, (plan) => plan.community_id)) await ctx.emit(careEvents.carerChanged, { communityId, people: own.length })
}
