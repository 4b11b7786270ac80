import { controlEvents, postureEvents } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { on } from '../../platform/module.ts'
import { ordersInForce } from '../posture/index.ts'
import { isTakenUp, TAKEN_UP_MS } from './orders.ts'
import { putCaseMark } from './repo/case-marks.ts'
import { listTouching, listUnderOrders } from './repo/zone.ts'
import { end, noteStep, settle } from './settle.ts'

type Case = { communityId: string; caseId: string; areaPath: string; foundOn: string }
async function markCase(ctx: Ctx, { communityId, caseId, areaPath, foundOn }: Case, isError: boolean): Promise<void> {
  await putCaseMark(ctx, { community_id: communityId, case_id: caseId, area_path: areaPath, found_on: foundOn, is_error: isError })
  for (const zone of await listTouching(ctx, [areaPath])) await settle(ctx, zone)
}

// Each may run twice for one event and in any order; running it again must change nothing that people see.
export const reactions = [
  // Also one that nobody has confirmed yet: a zone is not lifted over it.
  on(controlEvents.caseRegistered, 'countCase', (ctx, told) => markCase(ctx, told, false)),
  on(controlEvents.caseClosed, 'uncountCase', async (ctx, told) => {
    if (told.ground === 'registeredInError') await markCase(ctx, told, true)
  }),
  // Never longer than its order, whatever takes that order's place.
  on(postureEvents.changed, 'followOrder', async (ctx) => {
    const orders = new Map((await ordersInForce(ctx)).map((order) => [order.id, order]))
    for (const zone of await listUnderOrders(ctx, new Date(ctx.now.getTime() - TAKEN_UP_MS))) {
      const order = orders.get(zone.order_id)
      if (zone.state !== 'ended') {
        if (!order) await end(ctx, zone, 'orderEnded', null)
        else if (order.until !== zone.order_until && zone.state === 'inForce') await settle(ctx, zone, { order_until: order.until })
      } else if (order && isTakenUp(zone, ctx.now)) {
        await noteStep(ctx, zone, 'takenUpAgain')
        await settle(ctx, zone, { state: 'inForce', ended_at: null, end_reason: null, order_until: order.until })
      }
    }
  }),
]
