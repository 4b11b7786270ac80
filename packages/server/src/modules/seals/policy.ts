import type { seals } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof seals> = {
  'seals.read': ['gridWorker', 'communityAdmin', 'streetCommander'],
  'seals.issue': ['communityAdmin'],
  'seals.apply': ['gridWorker', 'communityAdmin'],
}
