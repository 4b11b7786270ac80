import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Input } from './inputs.ts'

const words = { ground: '演练', legalBasis: '演练' }
const hours = { from: '2022-05-04T06:00:00Z', until: '2022-05-05T06:00:00Z' }

export const ZONES_INPUTS: Record<string, Input> = {
  'zones.listKinds': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'zones.listZones': { at: null },
  'zones.listHere': { at: null },
  'zones.listOwn': { at: null },
  'zones.drawZone': {
    at: ({ place }) => ({ id: uuidv7(), areaId: place.communityId, kind: 'high', areaIds: [place.buildingId], centreId: null, ...words }),
  },
  'zones.drawStandstill': { at: ({ place }) => ({ id: uuidv7(), areaId: place.communityId, areaIds: [place.compoundId], ...hours, ...words }) },
  'zones.changeZone': { at: ({ place }) => ({ zoneId: place.zoneId, areaIds: [place.unitId], reason: '演练' }) },
  // Its days are not over.
  'zones.lowerZone': { at: ({ place }) => ({ zoneId: place.zoneId, reason: '演练' }), status: 409 },
  'zones.stateEvidence': {
    at: ({ place }) => ({ id: uuidv7(), zoneId: place.zoneId, kind: 'allTested', on: '2022-05-04', value: null, reference: '演练4' }),
  },
  'zones.signZone': { at: ({ place }) => ({ zoneId: place.draftZoneId, actId: place.zoneActId }) },
  // Only whoever asked for it takes it back.
  'zones.takeBack': { at: ({ place }) => ({ zoneId: place.draftZoneId, actId: place.zoneActId }), status: 409 },
}
