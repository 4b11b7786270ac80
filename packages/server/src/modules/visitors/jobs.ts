import { cron, type Services } from '../../platform/module.ts'
import { localDay, startOfDay } from '../../platform/time.ts'
import { endVisitorPass, visitorPassages } from '../gate/index.ts'
import { deleteVisits, listOpenVisits } from './repo.ts'
import { takeStep } from './visit.ts'

/** Who came in has used the pass; what is of yesterday is over. */
export async function followVisits({ asSystem }: Services): Promise<void> {
  await asSystem('visitors.follow', async (ctx) => {
    const today = startOfDay(localDay(ctx.now))
    const open = await listOpenVisits(ctx)
    for (const [communityId, visits] of Map.groupBy(open, (visit) => visit.community_id)) {
      const passed = await visitorPassages(
        ctx,
        communityId,
        visits.flatMap((visit) => (visit.state === 'issued' && visit.credential_id !== null ? [visit.credential_id] : [])),
        visits[0]!.requested_at,
      )
      for (const visit of visits) {
        const isOver = visit.valid_until === null ? visit.requested_at < today : visit.valid_until <= ctx.now
        if (isOver) {
          if (visit.credential_id !== null) await endVisitorPass(ctx, communityId, visit.credential_id, 'expired')
          await takeStep(ctx, visit, 'expire')
        } else if (visit.credential_id !== null && visit.state === 'issued' && passed.get(visit.credential_id)?.inAt) await takeStep(ctx, visit, 'enter')
      }
    }
  })
}

export async function destroyVisits({ asSystem }: Services): Promise<void> {
  await asSystem('visitors.destroy', (ctx) => deleteVisits(ctx, localDay(ctx.now)))
}

export const jobs = [cron('* * * * *', 'visitors.follow', followVisits), cron('10 0 * * *', 'visitors.destroy', destroyVisits)]
