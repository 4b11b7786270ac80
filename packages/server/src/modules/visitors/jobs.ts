import { stepPass } from '@xiaomen/rules/visitors'
import { cron, type Services } from '../../platform/module.ts'
import { localDay, startOfDay } from '../../platform/time.ts'
import { endVisitorPass, visitorPassages } from '../gate/index.ts'
import { deleteVisits, listVisitsToFollow, lockVisit } from './repo.ts'
import type { VisitRow } from './tables.ts'
import { takeStep } from './visit.ts'

/** What the clock, or a passage, makes of a visit; null: nothing. */
function stepOf({ state, requested_at, valid_until, credential_id }: VisitRow, now: Date, cameIn: ReadonlySet<string | null>): 'expire' | 'enter' | null {
  const isOver = valid_until === null ? requested_at < startOfDay(localDay(now)) : valid_until <= now
  const step = isOver ? 'expire' : credential_id !== null && cameIn.has(credential_id) ? 'enter' : null
  return step !== null && stepPass(state, step) !== null ? step : null
}

/** Who came in has used the pass; what is of yesterday is over. */
export async function followVisits({ asSystem }: Services): Promise<void> {
  await asSystem('visitors.follow', async (ctx) => {
    const open = await listVisitsToFollow(ctx, startOfDay(localDay(ctx.now)))
    for (const [communityId, visits] of Map.groupBy(open, (visit) => visit.community_id)) {
      const issued = visits.flatMap((visit) => (visit.state === 'issued' ? (visit.credential_id ?? []) : []))
      const passed = await visitorPassages(ctx, communityId, issued, visits[0]!.requested_at)
      const cameIn = new Set(issued.filter((id) => passed.get(id)?.inAt))
      for (const seen of visits.filter((visit) => stepOf(visit, ctx.now, cameIn) !== null)) {
        // Locked and looked at again: the host may have thought better of it since the list was read.
        const visit = await lockVisit(ctx, seen.id)
        const step = visit ? stepOf(visit, ctx.now, cameIn) : null
        if (!visit || step === null) continue
        if (step === 'expire' && visit.credential_id !== null) await endVisitorPass(ctx, communityId, visit.credential_id, 'expired')
        await takeStep(ctx, visit, step)
      }
    }
  })
}

export async function destroyVisits({ asSystem }: Services): Promise<void> {
  await asSystem('visitors.destroy', (ctx) => deleteVisits(ctx, localDay(ctx.now)))
}

export const jobs = [cron('* * * * *', 'visitors.follow', followVisits), cron('10 0 * * *', 'visitors.destroy', destroyVisits)]
