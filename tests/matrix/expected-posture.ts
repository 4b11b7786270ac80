// Orders, plan packs and their editions: read by everybody who works here, written by offices.
import type { Role } from '@xiaomen/rules/access'

/** Whoever works for the neighbourhood, in whatever part of it. */
export const staff: readonly Role[] = [
  'guard',
  'gridWorker',
  'stairHead',
  'communityAdmin',
  'streetCommander',
  'district',
  'supervisor',
  'volunteer',
  'laboratory',
  'tracer',
  'tracingHead',
  'merchant',
  'auditor',
  'operations',
]
const postureHands: readonly Role[] = ['communityAdmin', 'streetCommander', 'district']

export const POSTURE_EXPECTED: Record<string, readonly Role[]> = {
  'posture.current': staff,
  'posture.listOrders': staff,
  'posture.listPacks': staff,
  'posture.listFunctions': staff,
  'posture.previewOrder': staff,
  'posture.getPack': staff,
  'posture.checkEdition': postureHands,
  'posture.listEditions': staff,
  'posture.getEdition': staff,
  'posture.draftEdition': postureHands,
  'posture.approveEdition': postureHands,
  'posture.withdrawEdition': postureHands,
  'posture.draftOrder': postureHands,
  'posture.approveOrder': postureHands,
  'posture.endOrder': postureHands,
  'posture.amendOrder': postureHands,
  'posture.reinstateOrder': postureHands,
  'posture.takeBack': postureHands,
}
