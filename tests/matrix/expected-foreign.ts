import type { Role } from '@xiaomen/rules/access'

const offices: readonly Role[] = ['communityAdmin', 'streetCommander']
const office: readonly Role[] = ['communityAdmin']

export const FOREIGN_EXPECTED: Record<string, 'self' | readonly Role[]> = {
  'foreign.listGivers': offices,
  'foreign.addGiver': offices,
  'foreign.importFile': offices,
  'foreign.listFiles': offices,
  'foreign.listAside': offices,
  'foreign.getAside': offices,
  'foreign.settleAside': offices,
  'foreign.listResults': office,
  'foreign.seeTo': office,
}
