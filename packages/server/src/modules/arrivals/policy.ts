import type { arrivals } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof arrivals> = {
  'arrivals.read': ['gridWorker', 'communityAdmin', 'streetCommander'],
  'arrivals.report': ['gridWorker', 'communityAdmin'],
  'arrivals.mark': ['gridWorker', 'communityAdmin'],
  'arrivals.decide': ['communityAdmin'],
}
