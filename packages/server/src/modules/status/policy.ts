import type { status } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof status> = {
  'status.read': ['communityAdmin', 'streetCommander'],
  'status.alerts': ['gridWorker', 'communityAdmin', 'streetCommander'],
  'status.manage': ['communityAdmin', 'streetCommander'],
  'status.report': ['communityAdmin', 'streetCommander'],
  'status.confirm': ['communityAdmin', 'streetCommander'],
  'status.correct': ['communityAdmin', 'streetCommander'],
  'status.evidence': ['communityAdmin', 'streetCommander'],
}
