import type { tasks } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof tasks> = {
  'tasks.work': ['gridWorker', 'stairHead', 'communityAdmin', 'volunteer'],
  'tasks.read': ['gridWorker', 'stairHead', 'communityAdmin', 'streetCommander', 'district', 'supervisor'],
  'tasks.plan': ['communityAdmin', 'streetCommander'],
  'tasks.excuse': ['gridWorker', 'communityAdmin'],
  'tasks.assign': ['communityAdmin', 'streetCommander'],
}
