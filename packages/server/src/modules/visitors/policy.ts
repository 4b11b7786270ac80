import type { visitors } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof visitors> = {
  'visitors.poster': ['communityAdmin'],
  'visitors.work': ['guard', 'gridWorker', 'communityAdmin'],
  'visitors.host': ['resident'],
}
