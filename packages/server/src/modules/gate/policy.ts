import type { gate } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof gate> = {
  'gate.read': ['guard', 'gridWorker', 'communityAdmin', 'streetCommander', 'district', 'supervisor'],
  'gate.manage': ['communityAdmin', 'streetCommander'],
  'gate.record': ['guard', 'gridWorker', 'communityAdmin'],
  'gate.issue': ['gridWorker', 'communityAdmin'],
  'gate.keys': ['streetCommander', 'district', 'operations'],
  'gate.resolve': ['gridWorker', 'communityAdmin', 'streetCommander'],
}
