import type { sweeps } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof sweeps> = {
  'sweeps.plan': ['communityAdmin', 'streetCommander'],
  'sweeps.read': ['gridWorker', 'stairHead', 'communityAdmin', 'streetCommander', 'volunteer'],
  'sweeps.walk': ['gridWorker', 'stairHead', 'communityAdmin', 'volunteer'],
  'sweeps.paper': ['gridWorker', 'communityAdmin'],
  'sweeps.decide': ['communityAdmin'],
}
