import type { Role } from '@xiaomen/rules/access'

const readers: readonly Role[] = ['gridWorker', 'communityAdmin', 'streetCommander']
const carers: readonly Role[] = ['gridWorker', 'communityAdmin']

export const AID_EXPECTED: Record<string, 'self' | readonly Role[]> = {
  'aid.listTransports': readers,
  'aid.getTransport': readers,
  'aid.requestTransport': carers,
  'aid.arrangeTransport': carers,
  'aid.stepTransport': carers,
  'aid.requestOwn': 'self',
  'aid.withdrawOwn': 'self',
  'aid.listOwn': 'self',
  'aid.listNeeds': readers,
  'aid.getNeed': readers,
  'aid.takeNeed': carers,
  'aid.finishNeed': carers,
  'aid.failNeed': carers,
  'aid.sayOwnNeed': 'self',
  'aid.answerOwnNeed': 'self',
  'aid.listOwnNeeds': 'self',
}
