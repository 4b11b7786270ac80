import type { control } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof control> = {
  'control.register': ['gridWorker', 'communityAdmin', 'streetCommander'],
  'control.confirm': ['communityAdmin', 'streetCommander'],
  'control.read': ['gridWorker', 'communityAdmin', 'streetCommander'],
}
