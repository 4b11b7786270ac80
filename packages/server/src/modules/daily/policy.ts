import type { daily } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof daily> = {
  'daily.read': ['gridWorker', 'stairHead', 'communityAdmin', 'streetCommander', 'district', 'supervisor', 'auditor'],
  'daily.confirm': ['gridWorker', 'stairHead', 'communityAdmin', 'streetCommander'],
}
