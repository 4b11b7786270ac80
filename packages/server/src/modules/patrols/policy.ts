import type { patrols } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof patrols> = {
  'patrols.read': ['guard', 'gridWorker', 'communityAdmin', 'streetCommander'],
  'patrols.plan': ['communityAdmin'],
  'patrols.walk': ['guard', 'gridWorker', 'communityAdmin', 'volunteer'],
  'patrols.report': ['guard', 'gridWorker', 'stairHead', 'communityAdmin', 'volunteer'],
  'patrols.answer': ['gridWorker', 'communityAdmin', 'streetCommander'],
}
