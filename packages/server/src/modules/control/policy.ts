import type { control, controlCases, controlEditions, controlPlaces, controlTransfers } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof control & typeof controlCases & typeof controlEditions & typeof controlPlaces & typeof controlTransfers> = {
  'control.register': ['gridWorker', 'communityAdmin', 'streetCommander'],
  'control.confirm': ['communityAdmin', 'streetCommander'],
  'control.read': ['gridWorker', 'communityAdmin', 'streetCommander'],
  'control.open': ['gridWorker', 'communityAdmin', 'streetCommander'],
  'control.record': ['gridWorker', 'communityAdmin'],
  'control.release': ['communityAdmin', 'streetCommander'],
  'control.transfer': ['communityAdmin', 'streetCommander'],
  'control.receive': ['communityAdmin'],
  'control.edition': ['communityAdmin', 'streetCommander'],
}
