import type { aid } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof aid> = {
  'aid.read': ['gridWorker', 'communityAdmin', 'streetCommander'],
  'aid.request': ['gridWorker', 'communityAdmin'],
}
