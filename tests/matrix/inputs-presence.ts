import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Input } from './inputs.ts'

const PASS = 'A'.repeat(40)
const asked = { from: '2022-05-03T04:00:00Z', to: '2022-05-04T04:00:00Z', ring: 1, ground: 'lead', refId: null, reason: '演练' }

export const PRESENCE_INPUTS: Record<string, Input> = {
  'presence.listSpots': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'presence.addSpot': { at: ({ place }) => ({ id: uuidv7(), areaId: place.compoundId, name: `场所${uuidv7()}`, kind: 'shop', position: null }) },
  'presence.closeSpot': { at: ({ place }) => ({ spotId: place.spotId }) },
  'presence.renewScreen': { at: ({ place }) => ({ spotId: place.spotId }) },
  'presence.listWaiting': { at: ({ place }) => ({ spotId: place.spotId }) },
  'presence.confirm': { at: ({ place }) => ({ checkInId: place.checkInId }) },
  'presence.scanVisitor': { at: ({ place }) => ({ id: uuidv7(), spotId: place.spotId, code: 'nobody' }), status: 400 },
  'presence.getSpot': { at: null, plain: ({ place }) => ({ code: place.spotCode }) },
  'presence.getPass': { at: null },
  // A pass that this server did not seal is nobody's.
  'presence.checkIn': { at: null, plain: ({ place }) => ({ id: uuidv7(), code: place.spotCode, step: null, pass: PASS }), status: 409 },
  'presence.checkOut': { at: null, plain: ({ place }) => ({ checkInId: place.checkInId, pass: PASS }), status: 409 },
  'presence.listOwn': { at: null },
  'presence.findPeople': { at: ({ place }) => ({ areaId: place.communityId, name: '沈小满' }) },
  'presence.askTrace': { at: ({ place }) => ({ id: uuidv7(), areaId: place.communityId, personId: place.personId, ...asked }) },
  'presence.listTraces': { at: ({ place }) => ({ areaId: place.communityId }) },
  'presence.getTrace': { at: ({ place }) => ({ traceId: place.openTraceId }) },
  'presence.signTrace': { at: ({ place }) => ({ traceId: place.traceId }) },
  'presence.withdrawTrace': { at: ({ place }) => ({ traceId: place.traceId }) },
  'presence.askExport': { at: ({ place }) => ({ traceId: place.openTraceId }) },
  // Nobody has asked for more people than one signature lets out.
  'presence.signExport': { at: ({ place }) => ({ traceId: place.openTraceId }), status: 409 },
  'presence.exportTrace': { at: ({ place }) => ({ traceId: place.openTraceId }) },
}
