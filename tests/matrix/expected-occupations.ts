import type { Role } from '@xiaomen/rules/access'

const readers: readonly Role[] = ['gridWorker', 'communityAdmin', 'streetCommander', 'district']
const doorstep: readonly Role[] = ['gridWorker', 'communityAdmin']
const office: readonly Role[] = ['communityAdmin']

export const OCCUPATIONS_EXPECTED: Record<string, 'self' | readonly Role[]> = {
  'occupations.listEmployers': readers,
  'occupations.getEmployer': doorstep,
  'occupations.noteTest': doorstep,
  'occupations.issueLink': office,
  'occupations.endLink': office,
  'occupations.listMissing': readers,
  'occupations.getMissing': doorstep,
  'occupations.downloadEmployers': readers,
}
