import { postureEvents } from '@xiaomen/contract'
import { cron } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import { dropActs, noteStep } from './acts.ts'
import * as repo from './repo.ts'

export const jobs = [
  // An order past its last day holds no more by itself; this closes it in the books and tells the others.
  cron('1 0 * * *', 'posture.endExpired', async (services) => {
    await services.asSystem('posture.endExpired', async (ctx) => {
      for (const order of await repo.listPastEnd(ctx, localDay(ctx.now))) {
        await repo.updateEnded(ctx, order.id, { by: null, at: ctx.now, reason: 'expired' })
        await noteStep(ctx, order, 'expired')
        await dropActs(ctx, order.id)
        await ctx.emit(postureEvents.changed, { orderId: order.id, areaId: order.area_id })
      }
    })
  }),
]
