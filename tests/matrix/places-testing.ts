import { labelOf } from '@xiaomen/rules/testing'
import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Caller, Town } from '../../packages/server/src/platform/testing.ts'
import { ok } from './people.ts'
import { type AntigenIds, furnishAntigen } from './places-antigen.ts'
import { type ForeignIds, furnishForeign } from './places-foreign.ts'
import { furnishLeads, type LeadIds } from './places-leads.ts'
import { furnishLab, type LabIds } from './places-lab.ts'
import { furnishOccupations, type OccupationIds } from './places-occupations.ts'
import { furnishScreening, type ScreeningIds } from './places-screening.ts'
import { furnishSites, type SiteIds } from './places-sites.ts'
import { furnishTracing, type TracingIds } from './places-tracing.ts'

export type TestingIds = AntigenIds &
  LabIds &
  ScreeningIds &
  ForeignIds &
  LeadIds &
  OccupationIds &
  SiteIds &
  TracingIds & {
    campaignId: string
    reserveId: string
    samplingPointId: string
    tubeLabel: string
    sampleId: string
  }
const noon = '2022-05-04T04:00:00Z'

type Of = Parameters<typeof furnishAntigen>[2]
/** A campaign that runs, with a point and a sample of somebody nobody knows; one that lies ready; a plan that was kept, and kits handed out. */
export async function furnishTesting(town: Town, office: Caller, path: string, of: Of): Promise<TestingIds> {
  const compoundId = of.areaId
  const beside = {
    ...(await furnishAntigen(town, path, of)),
    ...(await furnishScreening(office, compoundId)),
    ...(await furnishOccupations(office, of)),
    ...(await furnishSites(office, of)),
    ...(await furnishLeads(town, { communityId: of.communityId, path })),
    ...(await furnishForeign(office, { communityId: of.communityId, personId: of.staffPersonId })),
    ...(await furnishTracing(town, path, of)),
  }
  const [campaignId, reserveId] = [uuidv7(), uuidv7()]
  const plan = { areaId: compoundId, name: '演练检测', day: '2022-05-04', fromClock: '08:00', untilClock: '18:00', poolSize: 10, ageFrom: 0, ageTo: 150 }
  const points = []
  for (const [id, isReserve] of [
    [campaignId, false],
    [reserveId, true],
  ] as const) {
    ok(await office.call('testing.planCampaign', { ...plan, id, isReserve }), 'planCampaign')
    points.push(ok(await office.call('testing.addPoint', { id: uuidv7(), campaignId: id, areaId: compoundId, name: '东门', tables: 2 }), 'addPoint'))
  }
  ok(await office.call('testing.startCampaign', { campaignId }), 'startCampaign')
  await town.drain()
  const { id: samplingPointId, batch } = points[0]
  const tubeLabel = labelOf({ kind: 'tube', batch, serial: 1 })
  const sampleId = uuidv7()
  const sample = { id: sampleId, pointId: samplingPointId, table: 1, tube: tubeLabel, size: 10, means: { kind: 'document', value: 'X0000000' }, at: noon }
  ok(await office.call('testing.takeSample', sample), 'takeSample')
  await town.drain()
  const lab = await furnishLab(town, office, { pointId: samplingPointId, batch, areaId: of.areaId, path })
  return { ...beside, ...lab, campaignId, reserveId, samplingPointId, tubeLabel, sampleId }
}
