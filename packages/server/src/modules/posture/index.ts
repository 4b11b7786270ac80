// posture 平急与预案: which areas are in peace, watch or emergency, and under which plan pack.
// Owns posture.posture_order, posture.order_step, posture.local_edition and the packs on disk; every module asks it what holds at a place, the platform which functions exist there.
// Tells posture.changed, posture.asked and posture.editionApproved, hears nothing.
import { posture, postureEvents } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { jobs } from './jobs.ts'
import { allPacks } from './packs.ts'
import { needEditions } from './local-packs.ts'
import { ordersForFunctions } from './plan.ts'
import { policy } from './policy.ts'
import { previewOrder } from './preview.ts'
import { approveEdition, checkEdition, draftEdition, getEdition, getPack, listEditions, withdrawEdition } from './service-editions.ts'
import { amendOrder, approveOrder, current, draftOrder, endOrder, listFunctions, listOrders, listPacks, reinstateOrder, takeBack } from './service.ts'

export const postureModule = defineModule('posture', {
  ops: posture,
  handlers: {
    current,
    listOrders,
    listPacks,
    listFunctions,
    previewOrder,
    draftOrder,
    approveOrder,
    endOrder,
    amendOrder,
    reinstateOrder,
    takeBack,
    getPack,
    checkEdition,
    listEditions,
    getEdition,
    draftEdition,
    approveEdition,
    withdrawEdition,
  },
  policy,
  jobs,
  start: async ({ asSystem, functions }) => {
    allPacks()
    await asSystem('relay.editions', needEditions)
    // Under the relay's name: asked every few seconds, it leaves no audit row.
    await functions.use({ read: () => asSystem('relay.orders', ordersForFunctions), changedBy: postureEvents.changed })
  },
})

export { ordersInForce, planAt, plansInForce } from './plan.ts'
export { everyPack, findPack, tracksOf } from './packs.ts'
export type { Checklist, Pack } from './packs.ts'
export { type OrderShift, useCounter, useShift } from './counters.ts'
export { putInForce } from './setup-order.ts'
