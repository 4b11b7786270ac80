import type { photos } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof photos> = {
  'photos.add': ['guard', 'gridWorker', 'stairHead', 'communityAdmin', 'volunteer'],
  'photos.read': ['gridWorker', 'communityAdmin', 'streetCommander'],
}
