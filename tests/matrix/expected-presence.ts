import type { Role } from '@xiaomen/rules/access'

const keepers: readonly Role[] = ['communityAdmin', 'streetCommander', 'merchant']
const seers: readonly Role[] = ['guard', 'gridWorker', 'communityAdmin', 'merchant']
const tracers: readonly Role[] = ['tracer', 'tracingHead', 'communityAdmin']
const signers: readonly Role[] = ['tracingHead', 'communityAdmin', 'streetCommander']
const readers: readonly Role[] = ['tracer', 'tracingHead', 'communityAdmin', 'streetCommander']

export const PRESENCE_EXPECTED: Record<string, 'self' | 'public' | readonly Role[]> = {
  'presence.listSpots': keepers,
  'presence.addSpot': keepers,
  'presence.closeSpot': keepers,
  'presence.renewScreen': keepers,
  'presence.listWaiting': seers,
  'presence.confirm': seers,
  'presence.scanVisitor': seers,
  'presence.getSpot': 'public',
  'presence.getPass': 'self',
  'presence.checkIn': 'public',
  'presence.checkOut': 'public',
  'presence.listOwn': 'self',
  'presence.findPeople': tracers,
  'presence.askTrace': tracers,
  'presence.listTraces': readers,
  'presence.getTrace': readers,
  'presence.signTrace': signers,
  'presence.withdrawTrace': tracers,
  'presence.askExport': tracers,
  'presence.signExport': signers,
  'presence.exportTrace': tracers,
}
