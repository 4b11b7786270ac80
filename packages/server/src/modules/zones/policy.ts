import type { zones } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof zones> = {
  'zones.read': ['guard', 'gridWorker', 'stairHead', 'communityAdmin', 'streetCommander', 'district', 'supervisor', 'volunteer'],
  'zones.draw': ['communityAdmin', 'streetCommander', 'district'],
  'zones.approve': ['communityAdmin', 'streetCommander', 'district'],
}
