import type { approvals } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof approvals> = {
  // Those who may sign anything at all; what each may sign is the permission of the act.
  'approvals.read': ['communityAdmin', 'streetCommander', 'district'],
}
