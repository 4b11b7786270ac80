import type { Role } from '@xiaomen/rules/access'

const planners: readonly Role[] = ['communityAdmin', 'streetCommander', 'district']
const readers: readonly Role[] = [...planners, 'supervisor']

export const SCREENING_EXPECTED: Record<string, readonly Role[]> = {
  'screening.previewPlan': planners,
  'screening.savePlan': planners,
  'screening.listPlans': readers,
  'screening.getPlan': readers,
  // Whoever may lay out a round by hand may do it from a plan.
  'screening.layOutRound': ['communityAdmin', 'streetCommander'],
  'screening.removePlan': planners,
  'screening.downloadWorkbook': readers,
  'screening.printPlan': readers,
}
