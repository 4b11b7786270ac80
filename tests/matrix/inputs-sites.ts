import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Input } from './inputs.ts'

const hours = { fromClock: '08:00', untilClock: '18:00' }
const plan = { fromDay: '2022-05-06', ...hours, teams: 2, tables: 3, mostDays: 2 }

export const SITES_INPUTS: Record<string, Input> = {
  'sites.listSites': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'sites.previewPlan': { at: ({ place }) => ({ areaId: place.compoundId, ...plan }) },
  'sites.savePlan': { at: ({ place }) => ({ id: uuidv7(), areaId: place.compoundId, ...plan }) },
  'sites.tryPoint': { at: ({ place }) => ({ areaId: place.compoundId, people: 100, ...hours, comes: 'free' }) },
  'sites.addSession': {
    at: ({ place }) => ({ id: uuidv7(), enterpriseId: place.siteId, day: '2022-05-07', ...hours, tables: 1, how: { kind: 'onSite' } }),
  },
  'sites.cancelSession': { at: ({ place }) => ({ sessionId: place.siteSessionId, version: 1 }) },
  'sites.listSessions': { at: ({ place }) => ({ areaId: place.compoundId, fromDay: '2022-05-01' }) },
  'sites.getSession': { at: ({ place }) => ({ sessionId: place.siteSessionId }) },
}
