import type { registry, registryEnterprises, registryLandlords, registryStays } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

// How much of a person each of them sees is decided by the masks of rules/access, not here.
export const policy: Policy<typeof registry & typeof registryLandlords & typeof registryEnterprises & typeof registryStays> = {
  'registry.import': ['communityAdmin'],
  'registry.export': ['communityAdmin'],
  'registry.chart': ['gridWorker', 'stairHead', 'communityAdmin', 'streetCommander', 'volunteer'],
  'registry.read': ['gridWorker', 'stairHead', 'communityAdmin', 'streetCommander', 'auditor'],
  'registry.reveal': ['gridWorker', 'communityAdmin'],
  'registry.edit': ['gridWorker', 'communityAdmin'],
  'registry.duplicates': ['communityAdmin', 'streetCommander'],
  'registry.merge': ['communityAdmin'],
  'registry.reshape': ['communityAdmin'],
  'registry.invite': ['gridWorker', 'communityAdmin'],
  'registry.settings': ['communityAdmin'],
  'registry.enterprises': ['gridWorker', 'stairHead', 'communityAdmin', 'streetCommander', 'merchant', 'auditor'],
  'registry.enterprise': ['gridWorker', 'communityAdmin'],
  // A merchant's grant is a place: whoever works there is the merchant's own list.
  'registry.staff': ['gridWorker', 'communityAdmin', 'merchant'],
}
