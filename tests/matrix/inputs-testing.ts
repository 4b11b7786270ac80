import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Input } from './inputs.ts'
import { LAB_INPUTS } from './inputs-lab.ts'

const at = '2022-05-04T04:00:00Z'
const plan = { name: '演练检测', day: '2099-05-04', fromClock: '08:00', untilClock: '18:00', poolSize: 10, ageFrom: 0, ageTo: 150, isReserve: false }

export const TESTING_INPUTS: Record<string, Input> = {
  ...LAB_INPUTS,
  'testing.listCampaigns': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'testing.getCampaign': { at: ({ place }) => ({ campaignId: place.campaignId }) },
  'testing.listCalls': { at: ({ place }) => ({ campaignId: place.campaignId }) },
  'testing.listDoubts': { at: ({ place }) => ({ campaignId: place.campaignId }) },
  'testing.planCampaign': { at: ({ place }) => ({ ...plan, id: uuidv7(), areaId: place.compoundId }) },
  'testing.startCampaign': { at: ({ place }) => ({ campaignId: place.reserveId }) },
  'testing.endCampaign': { at: ({ place }) => ({ campaignId: place.campaignId }) },
  'testing.addPoint': { at: ({ place }) => ({ id: uuidv7(), campaignId: place.campaignId, areaId: place.compoundId, name: '西门', tables: 1 }) },
  'testing.changePoint': { at: ({ place }) => ({ pointId: place.samplingPointId, version: 9, name: '北门', tables: 3, isClosed: false }), status: 409 },
  'testing.planCalls': { at: ({ place }) => ({ pointId: place.samplingPointId, areaIds: [place.compoundId] }) },
  'testing.printCalls': { at: ({ place }) => ({ pointId: place.samplingPointId, lang: 'zh' }) },
  'testing.printLabels': { at: ({ place }) => ({ pointId: place.samplingPointId, from: 1, count: 5, lang: 'zh' }) },
  'testing.settleDoubt': { at: ({ place }) => ({ sampleId: place.sampleId, kind: 'unknownPerson' }) },
  'testing.listMyPoints': { at: null },
  'testing.lookUp': { at: ({ place }) => ({ pointId: place.samplingPointId, means: { kind: 'door', value: '101' } }) },
  'testing.listTubes': { at: ({ place }) => ({ pointId: place.samplingPointId }) },
  'testing.takeSample': {
    at: ({ place }) => ({
      id: uuidv7(),
      pointId: place.samplingPointId,
      table: 1,
      tube: place.tubeLabel,
      size: 10,
      means: { kind: 'door', value: '101' },
      at,
    }),
  },
  'testing.takeOut': { at: ({ place }) => ({ id: uuidv7(), pointId: place.samplingPointId, sampleId: place.sampleId, reason: 'refused', at }) },
  'testing.sealTube': { at: ({ place }) => ({ id: uuidv7(), pointId: place.samplingPointId, table: 1, tube: place.tubeLabel, size: 10, counted: 1, at }) },
  'testing.sayWaiting': { at: ({ place }) => ({ pointId: place.samplingPointId, waiting: 5 }) },
}
