import type { presence } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof presence> = {
  'presence.spots': ['communityAdmin', 'streetCommander', 'merchant'],
  'presence.confirm': ['guard', 'gridWorker', 'communityAdmin', 'merchant'],
  'presence.trace': ['tracer', 'tracingHead', 'communityAdmin'],
  'presence.see': ['tracer', 'tracingHead', 'communityAdmin', 'streetCommander'],
  'presence.sign': ['tracingHead', 'communityAdmin', 'streetCommander'],
}
