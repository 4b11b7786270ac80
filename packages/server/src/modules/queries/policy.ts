import type { queries } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

// How much of a person each of them sees is decided by the masks of rules/access, how much may leave by one hand by rules/queries.
export const policy: Policy<typeof queries> = {
  'queries.read': ['gridWorker', 'communityAdmin', 'streetCommander'],
  'queries.save': ['communityAdmin', 'streetCommander'],
  'queries.export': ['gridWorker', 'communityAdmin', 'streetCommander'],
  'queries.approve': ['communityAdmin', 'streetCommander', 'district'],
}
