import type { testing } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof testing> = {
  'testing.read': ['gridWorker', 'stairHead', 'communityAdmin', 'streetCommander', 'volunteer'],
  'testing.plan': ['communityAdmin', 'streetCommander'],
  'testing.sample': ['gridWorker', 'stairHead', 'communityAdmin', 'volunteer'],
}
