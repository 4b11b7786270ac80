import type { doors } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof doors> = {
  'doors.read': ['guard', 'gridWorker', 'communityAdmin', 'streetCommander'],
  'doors.manage': ['communityAdmin'],
  'doors.issue': ['gridWorker', 'communityAdmin'],
  'doors.open': ['guard', 'communityAdmin'],
  'doors.answer': ['guard', 'communityAdmin', 'streetCommander'],
  'doors.fire': ['guard', 'communityAdmin', 'streetCommander'],
}
