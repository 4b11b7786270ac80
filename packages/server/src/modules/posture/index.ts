// posture 平急与预案: which areas are in peace, watch or emergency, and under which plan pack.
// Owns posture.posture_order and the packs on disk; every module asks it what holds at a place.
// Tells posture.changed, hears nothing.
import { posture } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { jobs } from './jobs.ts'
import { allPacks } from './packs.ts'
import { policy } from './policy.ts'
import { approveOrder, current, draftOrder, endOrder, listOrders, listPacks } from './service.ts'

export const postureModule = defineModule('posture', {
  ops: posture,
  handlers: { current, listOrders, listPacks, draftOrder, approveOrder, endOrder },
  policy,
  jobs,
  start: async () => {
    allPacks()
  },
})

export { ordersInForce, planAt, plansInForce } from './plan.ts'
export { everyPack, findPack, tracksOf } from './packs.ts'
export type { Checklist } from './packs.ts'
export { putInForce } from './service.ts'
