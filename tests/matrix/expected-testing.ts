import type { Role } from '@xiaomen/rules/access'
import { ANTIGEN_EXPECTED } from './expected-antigen.ts'
import { LEADS_EXPECTED } from './expected-leads.ts'
import { LAB_EXPECTED } from './expected-lab.ts'
import { FOREIGN_EXPECTED } from './expected-foreign.ts'
import { OCCUPATIONS_EXPECTED } from './expected-occupations.ts'
import { SCREENING_EXPECTED } from './expected-screening.ts'
import { SITES_EXPECTED } from './expected-sites.ts'
import { TRACING_EXPECTED } from './expected-tracing.ts'

const readers: readonly Role[] = ['gridWorker', 'stairHead', 'communityAdmin', 'streetCommander', 'volunteer']
const planners: readonly Role[] = ['communityAdmin', 'streetCommander']
const samplers: readonly Role[] = ['gridWorker', 'stairHead', 'communityAdmin', 'volunteer']

/** Of testing, and of what is planned before it and handed out beside it. */
export const TESTING_EXPECTED: Record<string, 'self' | 'public' | readonly Role[]> = {
  ...SCREENING_EXPECTED,
  ...ANTIGEN_EXPECTED,
  ...LAB_EXPECTED,
  ...FOREIGN_EXPECTED,
  ...LEADS_EXPECTED,
  ...TRACING_EXPECTED,
  ...SITES_EXPECTED,
  ...OCCUPATIONS_EXPECTED,
  'testing.listCampaigns': readers,
  'testing.getCampaign': readers,
  'testing.listCalls': readers,
  'testing.listDoubts': readers,
  'testing.planCampaign': planners,
  'testing.startCampaign': planners,
  'testing.endCampaign': planners,
  'testing.addPoint': planners,
  'testing.changePoint': planners,
  'testing.planCalls': planners,
  'testing.printCalls': planners,
  'testing.printLabels': planners,
  'testing.settleDoubt': planners,
  'testing.listMyPoints': samplers,
  'testing.lookUp': samplers,
  'testing.listTubes': samplers,
  'testing.takeSample': samplers,
  'testing.takeOut': samplers,
  'testing.sealTube': samplers,
  'testing.sayWaiting': samplers,
  'testing.listBoxes': samplers,
  'testing.packTube': samplers,
  'testing.closeBox': samplers,
  'testing.sendBox': samplers,
}
