import type { Ctx } from '../../platform/ctx.ts'
import { plansInForce } from '../posture/index.ts'

export type Plans = Awaited<ReturnType<typeof plansInForce>>
/** How long another process' change of posture may go unnoticed here; this process hears of its own at once. */
const GOOD_FOR_MS = 1_000

let remembered: { plans: Plans; db: unknown; until: number } | null = null

/** What holds where, for passages: read once a second, not once a group. */
export async function rememberedPlans(ctx: Ctx, db: unknown): Promise<Plans> {
  if (remembered && remembered.db === db && performance.now() < remembered.until) return remembered.plans
  const plans = await plansInForce(ctx)
  remembered = { plans, db, until: performance.now() + GOOD_FOR_MS }
  return plans
}

export const forgetPlans = (): void => {
  remembered = null
}
