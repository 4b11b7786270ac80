// A round told as missed may turn out to have been walked: the phone had no network.
import { patrolsEvents } from '@xiaomen/contract'
import type { MissedAnswer } from '@xiaomen/rules/patrols'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay, startOfDay } from '../../platform/time.ts'
import { countOf } from './count.ts'
import { findRoute } from './repo/routes.ts'
import { listMissed, updateSettled } from './repo/visits.ts'
import type { MissedRow } from './tables.ts'

/** Rounds around an instant that were told as missed and of which nothing is missing any more. */
export async function settleWalked(ctx: Ctx, routeId: string, at: Date): Promise<void> {
  const yesterday = localDay(startOfDay(localDay(at), -1))
  const told = (await listMissed(ctx, [routeId], startOfDay(yesterday), startOfDay(yesterday, 3))).filter((one) => one.settled_at === null)
  const route = told.length === 0 ? undefined : await findRoute(ctx, routeId)
  if (!route) return
  const { rounds } = (await countOf(ctx, [route], yesterday, 3)).get(routeId)!
  const done = new Set(rounds.filter(({ state }) => state === 'done').map((round) => round.at))
  for (const missed of told) {
    if (!done.has(missed.round_at.getTime())) continue
    await settle(ctx, missed, { answer: null, by: null })
  }
}

/** Nobody is asked about it any more: it was walked, or somebody said why not. */
export async function settle(ctx: Ctx, missed: MissedRow, said: { answer: MissedAnswer | null; by: string | null }): Promise<void> {
  await updateSettled(ctx, missed, said)
  await ctx.emit(patrolsEvents.missedSettled, { communityId: missed.community_id, areaPath: missed.area_path, missedId: missed.id })
}
