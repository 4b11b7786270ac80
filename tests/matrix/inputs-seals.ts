import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Input } from './inputs.ts'

const at = '2022-05-04T05:00:00Z'
const said = (sealId: string) => ({ id: uuidv7(), sealId, at, photoIds: [], note: null })
const safe = { isOwnDoor: true, opensFromInside: true, leavesEscapeFree: true }

export const SEALS_INPUTS: Record<string, Input> = {
  'seals.listSeals': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'seals.getSeal': { at: ({ place }) => ({ sealId: place.sealId }) },
  'seals.listHomes': { at: ({ place }) => ({ areaId: place.compoundId }) },
  // Its door bears one already.
  'seals.issueSeal': { at: ({ place }) => ({ id: uuidv7(), homeId: place.sealHomeId, number: '演练-3' }), status: 409 },
  'seals.tellHousehold': { at: ({ place }) => ({ id: uuidv7(), sealId: place.sealId, at, way: 'phone', agreesToSensor: false }) },
  // Without a photo.
  'seals.applySeal': { at: ({ place }) => ({ ...said(place.sealId), ...safe }), status: 400 },
  // It is on no door yet.
  'seals.checkSeal': { at: ({ place }) => ({ ...said(place.sealId), outcome: 'whole' }), status: 409 },
  'seals.removeSeal': { at: ({ place }) => said(place.sealId), status: 409 },
  'seals.withdrawSeal': { at: ({ place }) => ({ sealId: place.sealId }) },
  'seals.announceOpening': {
    at: ({ place }) => ({ id: uuidv7(), sealId: place.sealId, why: 'visit', from: at, until: '2022-05-04T09:00:00Z' }),
    status: 409,
  },
  'seals.answerAlarm': { at: ({ place }) => ({ alarmId: place.sealAlarmId, finding: 'weather', isWhole: false, note: null }) },
  'seals.addSensor': { at: ({ place }) => ({ sealId: place.sealId }) },
  'seals.endSensor': { at: ({ place }) => ({ sealId: place.sealId }), status: 409 },
  'seals.listOwn': { at: null },
  // A seal of one's own door only: nobody here has one.
  'seals.announceOwn': { at: null, plain: () => ({ id: uuidv7(), sealId: uuidv7(), why: 'medical' }), status: 404 },
}
