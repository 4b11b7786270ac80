import type { screening } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof screening> = {
  'screening.read': ['communityAdmin', 'streetCommander', 'district', 'supervisor'],
  'screening.plan': ['communityAdmin', 'streetCommander', 'district'],
}
