import type { foreign } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof foreign> = {
  'foreign.read': ['communityAdmin', 'streetCommander'],
  'foreign.take': ['communityAdmin', 'streetCommander'],
  'foreign.see': ['communityAdmin'],
}
