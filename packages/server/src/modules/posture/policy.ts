import type { posture } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof posture> = {
  'posture.read': [
    'guard',
    'gridWorker',
    'stairHead',
    'communityAdmin',
    'streetCommander',
    'district',
    'supervisor',
    'volunteer',
    'laboratory',
    'tracer',
    'tracingHead',
    'merchant',
    'auditor',
    'operations',
  ],
  'posture.draft': ['communityAdmin', 'streetCommander', 'district'],
  'posture.approve': ['communityAdmin', 'streetCommander', 'district'],
}
