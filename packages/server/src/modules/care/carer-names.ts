import type { Ctx } from '../../platform/ctx.ts'
import { handNow, pairsOf } from './carers.ts'
import { listRunning } from './repo/plan.ts'

/** By person, the name of whoever was named to look after them. */
export async function carerNames(ctx: Ctx, personIds: readonly string[]): Promise<Map<string, string>> {
  const plans = await listRunning(ctx, { personIds: [...personIds] })
  const pair = await pairsOf(ctx, plans)
  return new Map(
    plans.flatMap((plan) => {
      const name = handNow(pair(plan).first)?.name
      return name === undefined ? [] : [[plan.person_id, name] as const]
    }),
  )
}
