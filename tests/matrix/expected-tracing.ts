import type { Role } from '@xiaomen/rules/access'

const readers: readonly Role[] = ['tracer', 'tracingHead', 'communityAdmin', 'streetCommander']
const hands: readonly Role[] = ['tracer', 'tracingHead', 'communityAdmin']
const heads: readonly Role[] = ['tracingHead', 'streetCommander']

export const TRACING_EXPECTED: Record<string, 'self' | readonly Role[]> = {
  'tracing.listTraced': readers,
  'tracing.countTraced': readers,
  'tracing.getTraced': readers,
  'tracing.getChains': readers,
  'tracing.getFigures': readers,
  'tracing.addTraced': hands,
  'tracing.editTraced': hands,
  'tracing.turnTraced': hands,
  'tracing.closeTraced': hands,
  'tracing.reopenTraced': hands,
  'tracing.tellTraced': hands,
  'tracing.listSuggestions': hands,
  'tracing.takeSuggestions': hands,
  'tracing.addMeeting': hands,
  'tracing.setMeeting': hands,
  // It is proposed by whoever may propose control, and traces: of those, the community.
  'tracing.proposeControl': ['communityAdmin'],
  'tracing.editMany': heads,
  'tracing.listEdits': heads,
  'tracing.undoEdit': heads,
  'tracing.importLines': heads,
  'tracing.getTemplate': heads,
  'tracing.askExport': heads,
  'tracing.listExports': heads,
  'tracing.signExport': heads,
  'tracing.fetchExport': heads,
}
