import type { tracing } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

export const policy: Policy<typeof tracing> = {
  'tracing.read': ['tracer', 'tracingHead', 'communityAdmin', 'streetCommander'],
  'tracing.work': ['tracer', 'tracingHead', 'communityAdmin'],
  'tracing.lead': ['tracingHead', 'streetCommander'],
}
