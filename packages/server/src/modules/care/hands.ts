// What became of a plan, each with its reason: begun, moved, merged, ended. Who looked after somebody when is kept by answerability.
import type { CareChange } from '@xiaomen/rules/care'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { insertHands } from './repo/contact.ts'
import type { PlanRow } from './tables.ts'

export const accountId = (ctx: Ctx): string | null => (ctx.actor.kind === 'account' ? ctx.actor.id : null)

export const keepHands = (ctx: Ctx, plans: readonly Pick<PlanRow, 'community_id' | 'id' | 'person_id' | 'area_path'>[], why: CareChange): Promise<void> =>
  insertHands(
    ctx,
    plans.map(({ community_id, id, person_id, area_path }) => ({
      community_id,
      id: uuidv7(),
      plan_id: id,
      person_id,
      area_path,
      at: ctx.now,
      account_id: accountId(ctx),
      why,
      carer_id: null,
      second_account: null,
      second_person: null,
    })),
  )
