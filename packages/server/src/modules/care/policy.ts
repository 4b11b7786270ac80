import type { care } from '@xiaomen/contract'
import type { Role } from '@xiaomen/rules/access'
import type { Policy } from '../../platform/module.ts'

/** Who may look after somebody. One who only does that sees those he was named for, and of them who, where and when. */
export const CARERS: readonly Role[] = ['gridWorker', 'stairHead', 'communityAdmin', 'volunteer']

export const policy: Policy<typeof care> = {
  'care.read': ['gridWorker', 'communityAdmin'],
  'care.contact': CARERS,
  'care.assign': ['communityAdmin'],
  'care.count': ['gridWorker', 'communityAdmin', 'streetCommander'],
}
