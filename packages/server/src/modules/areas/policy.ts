import type { areas } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof areas> = {
  'areas.read': [
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
  'areas.edit': ['communityAdmin', 'streetCommander', 'district'],
}
