import type { sites } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof sites> = {
  'sites.read': ['gridWorker', 'communityAdmin', 'streetCommander', 'district'],
  'sites.people': ['gridWorker', 'communityAdmin'],
  'sites.plan': ['communityAdmin', 'streetCommander'],
}
