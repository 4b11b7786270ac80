import type { occupations } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof occupations> = {
  'occupations.read': ['gridWorker', 'communityAdmin', 'streetCommander', 'district'],
  'occupations.people': ['gridWorker', 'communityAdmin'],
  'occupations.note': ['gridWorker', 'communityAdmin'],
  'occupations.link': ['communityAdmin'],
}
