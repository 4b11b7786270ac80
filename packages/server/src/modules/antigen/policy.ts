import type { antigen } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof antigen> = {
  'antigen.read': ['gridWorker', 'communityAdmin', 'streetCommander'],
  'antigen.hand': ['gridWorker', 'communityAdmin'],
  'antigen.plan': ['communityAdmin'],
}
