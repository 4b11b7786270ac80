import type { leads, leadsCalls } from '@xiaomen/contract'
import type { Policy } from '../../platform/module.ts'

// The centre dispatches, the community takes or gives back; whoever looks after the centre's work is not the one who does it alone.
export const policy: Policy<typeof leads & typeof leadsCalls> = {
  'leads.read': ['communityAdmin', 'streetCommander', 'tracer', 'tracingHead'],
  'leads.take': ['streetCommander', 'tracer', 'tracingHead'],
  'leads.dispatch': ['streetCommander', 'tracer', 'tracingHead'],
  'leads.accept': ['communityAdmin'],
  'leads.work': ['communityAdmin', 'tracer', 'tracingHead'],
  'leads.call': ['communityAdmin', 'tracer', 'tracingHead'],
  'leads.supervise': ['streetCommander', 'tracingHead'],
  'leads.scale': ['streetCommander'],
  'leads.channels': ['streetCommander'],
}
