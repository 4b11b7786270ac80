import type { control, controlCases, controlEditions } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof control & typeof controlCases & typeof controlEditions> = {
  'control.register': ['gridWorker', 'communityAdmin', 'streetCommander'],
  'control.confirm': ['communityAdmin', 'streetCommander'],
  'control.read': ['gridWorker', 'communityAdmin', 'streetCommander'],
  'control.open': ['gridWorker', 'communityAdmin', 'streetCommander'],
  'control.record': ['gridWorker', 'communityAdmin'],
  'control.release': ['communityAdmin', 'streetCommander'],
  'control.edition': ['communityAdmin', 'streetCommander'],
}
