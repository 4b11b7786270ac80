// Of gate checks, patrols and photos: for every operation an input that is right for somebody of that place.
import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import { PHOTO } from './places-perimeter.ts'
import type { Place } from './places.ts'

type Input = { at: ((asked: { place: Place }) => object) | null; plain?: () => object; status?: number }
const at = '2022-05-04T04:00:00Z'

export const PERIMETER_INPUTS: Record<string, Input> = {
  'photos.add': { at: ({ place }) => ({ id: uuidv7(), areaId: place.compoundId, at, bytes: PHOTO }) },
  'photos.show': { at: ({ place }) => ({ photoId: place.photoId }) },

  'checklists.listGates': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'checklists.getGate': { at: ({ place }) => ({ gateId: place.gateId }) },
  'checklists.getCheck': { at: ({ place }) => ({ checkId: place.checkId }) },
  'checklists.recordCheck': {
    at: ({ place }) => ({
      id: uuidv7(),
      gateId: place.gateId,
      at,
      kind: 'again',
      packId: 'covid-19',
      edition: '2022-06-28',
      answers: [{ item: 'roster', answer: 'no', note: null, photoIds: [] }],
    }),
  },

  'patrols.listRoutes': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'patrols.saveRoute': {
    at: ({ place }) => ({
      id: uuidv7(),
      areaId: place.compoundId,
      version: null,
      name: '围挡二线',
      times: ['10:00'],
      toleranceMinutes: 30,
      points: [{ id: uuidv7(), name: '东角', hint: null }],
    }),
  },
  'patrols.endRoute': { at: ({ place }) => ({ routeId: place.routeId }) },
  'patrols.downloadLabels': { at: ({ place }) => ({ routeId: place.routeId, lang: 'zh', origin: 'https://example.test' }) },
  'patrols.getDay': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'patrols.getWalk': { at: null },
  'patrols.recordVisit': { at: ({ place }) => ({ id: uuidv7(), at, point: { pointId: place.pointId, reason: 'codeDamaged' } }) },
  'patrols.answerMissed': { at: ({ place }) => ({ missedId: place.missedId, answer: 'badWeather' }) },
  'patrols.listPlaces': { at: null },
  'patrols.reportBreach': {
    at: ({ place }) => ({ id: uuidv7(), areaId: place.compoundId, at, kind: 'climbed', place: null, note: null, photoIds: [] }),
  },
  'patrols.listBreaches': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'patrols.answerBreach': { at: ({ place }) => ({ breachId: place.breachId, outcome: 'repaired', note: null }) },
}
