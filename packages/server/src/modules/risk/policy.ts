import type { risk } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof risk> = {
  'risk.read': ['guard', 'gridWorker', 'communityAdmin', 'streetCommander', 'district', 'supervisor'],
  'risk.manage': ['communityAdmin', 'streetCommander', 'district'],
}
