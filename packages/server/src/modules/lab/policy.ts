import type { lab } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof lab> = {
  'lab.report': ['laboratory'],
  'lab.channels': ['streetCommander'],
  'lab.read': ['communityAdmin', 'streetCommander'],
  'lab.recall': ['gridWorker', 'communityAdmin'],
}
