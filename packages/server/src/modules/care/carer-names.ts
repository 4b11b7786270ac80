import type { Ctx } from '../../platform/ctx.ts'
import { accountUnits } from '../access/index.ts'
import { listRunning } from './repo/plan.ts'

/** By person, the name of whoever was named to look after them. */
export async function carerNames(ctx: Ctx, personIds: readonly string[]): Promise<Map<string, string>> {
  const plans = await listRunning(ctx, { personIds: [...personIds] })
  const accounts = await accountUnits(
    ctx,
    plans.flatMap((plan) => plan.carer_id ?? []),
  )
  return new Map(
    plans.flatMap((plan) => (plan.carer_id !== null && accounts.has(plan.carer_id) ? [[plan.person_id, accounts.get(plan.carer_id)!.name] as const] : [])),
  )
}
