import { localDay } from '../../packages/server/src/platform/time.ts'
import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Input } from './inputs.ts'

export const ASKED = { hours: 24, positivity: 0.001, pool: 'advised', tablesPerPoint: null, arrivals: 'slots' }

export const SCREENING_INPUTS: Record<string, Input> = {
  'screening.previewPlan': { at: ({ place }) => ({ areaId: place.compoundId, asked: ASKED }) },
  'screening.savePlan': { at: ({ place }) => ({ id: uuidv7(), areaId: place.compoundId, name: '演练测算', version: null, asked: ASKED }) },
  'screening.listPlans': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'screening.getPlan': { at: ({ place }) => ({ planId: place.planId }) },
  'screening.layOutRound': {
    at: ({ place }) => ({
      planId: place.planId,
      version: 1,
      campaignId: uuidv7(),
      name: '演练一轮',
      day: localDay(new Date()),
      fromClock: '00:00',
      isReserve: true,
    }),
  },
  // Changed by somebody meanwhile.
  'screening.removePlan': { at: ({ place }) => ({ planId: place.planId, version: 9 }), status: 409 },
  'screening.downloadWorkbook': { at: ({ place }) => ({ planId: place.planId, lang: 'zh' }) },
  'screening.printPlan': { at: ({ place }) => ({ planId: place.planId, lang: 'en' }) },
}
