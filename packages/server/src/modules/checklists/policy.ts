import type { checklists } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof checklists> = {
  'checklists.read': ['guard', 'gridWorker', 'communityAdmin', 'streetCommander', 'district', 'supervisor'],
  'checklists.check': ['guard', 'gridWorker', 'communityAdmin'],
}
