import type { Role } from '@xiaomen/rules/access'

const readers: readonly Role[] = ['gridWorker', 'communityAdmin', 'streetCommander']
const doorstep: readonly Role[] = ['gridWorker', 'communityAdmin']
const office: readonly Role[] = ['communityAdmin']

export const ARRIVALS_EXPECTED: Record<string, 'self' | readonly Role[]> = {
  'arrivals.listArrivals': readers,
  'arrivals.getArrival': readers,
  'arrivals.reportArrival': doorstep,
  'arrivals.reportOwn': 'self',
  'arrivals.listOwn': 'self',
  'arrivals.acceptArrival': office,
  'arrivals.markArrived': doorstep,
  'arrivals.noteCall': doorstep,
  'arrivals.cancelArrival': doorstep,
  'arrivals.handOver': office,
  'arrivals.giveBack': office,
  'arrivals.clearArrival': office,
  'arrivals.proposeCase': office,
  'arrivals.revealPhone': doorstep,
  'arrivals.importList': office,
  'arrivals.getLink': office,
}
