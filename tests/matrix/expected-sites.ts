import type { Role } from '@xiaomen/rules/access'

const readers: readonly Role[] = ['gridWorker', 'communityAdmin', 'streetCommander', 'district']
const doorstep: readonly Role[] = ['gridWorker', 'communityAdmin']
const planners: readonly Role[] = ['communityAdmin', 'streetCommander']

export const SITES_EXPECTED: Record<string, 'self' | readonly Role[]> = {
  'sites.listSites': readers,
  'sites.previewPlan': planners,
  'sites.savePlan': planners,
  'sites.tryPoint': planners,
  'sites.addSession': planners,
  'sites.cancelSession': planners,
  'sites.listSessions': readers,
  'sites.getSession': doorstep,
}
