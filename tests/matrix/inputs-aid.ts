import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Input } from './inputs.ts'

const wanted = (personId: string) => ({ id: uuidv7(), personId, kind: 'birth', companionId: null, note: null })

export const AID_INPUTS: Record<string, Input> = {
  'aid.listTransports': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'aid.getTransport': { at: ({ place }) => ({ transportId: place.transportId }) },
  // One is under way for them already.
  'aid.requestTransport': { at: ({ place }) => wanted(place.transportPersonId), status: 409 },
  'aid.arrangeTransport': {
    at: ({ place }) => ({ transportId: place.transportId, version: 9, plate: null, escort: '王网格', hospital: '市二院' }),
    status: 409,
  },
  'aid.stepTransport': { at: ({ place }) => ({ transportId: place.transportId, version: 9, step: 'withdraw' }), status: 409 },
  'aid.listNeeds': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'aid.getNeed': { at: ({ place }) => ({ needId: place.needId }) },
  'aid.takeNeed': { at: ({ place }) => ({ needId: place.needId, version: 9 }), status: 409 },
  'aid.finishNeed': {
    at: ({ place }) => ({ needId: place.needId, version: 9, how: 'atDoor', photoIds: [], words: null, nextCallOn: null }),
    status: 409,
  },
  'aid.failNeed': { at: ({ place }) => ({ needId: place.needId, version: 9, reason: '缺货' }), status: 409 },
  'aid.sayOwnNeed': { at: null, plain: () => ({ id: uuidv7(), kind: 'food', note: null }), status: (role) => (role === 'resident' ? 200 : 404) },
  'aid.answerOwnNeed': { at: null, plain: () => ({ needId: uuidv7(), heard: 'got' }), status: 404 },
  'aid.listOwnNeeds': { at: null },
  'aid.listOwn': { at: null },
  // For those of one's own home only: a resident asks for a stranger, the others live at no home here.
  'aid.requestOwn': { at: null, plain: () => wanted(uuidv7()), status: (role) => (role === 'resident' ? 409 : 404) },
  'aid.withdrawOwn': { at: null, plain: () => ({ transportId: uuidv7() }), status: 404 },
}
