import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Input } from './inputs.ts'

const day = '2022-05-04'
const evidence = { kind: 'investigationDecision', reference: '演练', issuedBy: '演练' }
const journey = { from: '演练区', code: null, on: '2022-05-06', transport: 'car', vehicle: null }
const of = (arrivalId: string, version: number) => ({ arrivalId, version })

export const ARRIVALS_INPUTS: Record<string, Input> = {
  'arrivals.listArrivals': { at: ({ place }) => ({ areaId: place.compoundId, list: 'expected' }) },
  'arrivals.getArrival': { at: ({ place }) => ({ arrivalId: place.arrivedArrivalId }) },
  'arrivals.reportArrival': {
    at: ({ place }) => ({
      id: uuidv7(),
      communityId: place.communityId,
      personId: null,
      name: '演练甲',
      phone: '10100000883',
      document: null,
      door: null,
      ...journey,
    }),
  },
  // Of one's own home only: most roles here have none.
  'arrivals.reportOwn': {
    at: null,
    plain: () => ({ id: uuidv7(), personId: null, name: '演练乙', phone: '10100000884', ...journey }),
    status: (role) => (role === 'resident' ? 200 : 404),
  },
  'arrivals.listOwn': { at: null },
  'arrivals.acceptArrival': { at: ({ place }) => ({ ...of(place.reportedArrivalId, 1), homeId: place.homeId, who: { kind: 'homeOnly' }, on: day }) },
  'arrivals.markArrived': { at: ({ place }) => ({ ...of(place.reportedArrivalId, 1), on: day }) },
  'arrivals.noteCall': { at: ({ place }) => ({ ...of(place.missingArrivalId, 2), on: '2022-05-07' }) },
  'arrivals.cancelArrival': { at: ({ place }) => ({ ...of(place.reportedArrivalId, 1), ground: 'notComing' }) },
  'arrivals.handOver': { at: ({ place }) => ({ ...of(place.reportedArrivalId, 1), community: '外地社区', reason: '演练' }) },
  // Nobody handed it over.
  'arrivals.giveBack': { at: ({ place }) => ({ ...of(place.reportedArrivalId, 1), reason: '演练' }), status: 409 },
  'arrivals.clearArrival': { at: ({ place }) => ({ ...of(place.arrivedArrivalId, 2), ground: 'servedElsewhere' }) },
  'arrivals.proposeCase': { at: ({ place }) => ({ ...of(place.arrivedArrivalId, 2), caseId: uuidv7(), evidence, hasOwnSuite: true, guardian: null }) },
  'arrivals.revealPhone': { at: ({ place }) => ({ arrivalId: place.reportedArrivalId, purpose: 'callOnDuty' }) },
  'arrivals.importList': {
    at: ({ place }) => ({ communityId: place.communityId, isPreview: true }),
    file: { name: 'list.csv', bytes: Buffer.from('姓名,手机号,出发地,到达日期\n演练丙,10100000885,演练区,2022-05-06\n') },
  },
  'arrivals.getLink': { at: ({ place }) => ({ communityId: place.communityId, renew: false }) },
}
