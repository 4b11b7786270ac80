// Of who answers and who looks after whom: for every operation an input that is right for somebody of that place.
import type { Role } from '@xiaomen/rules/access'
import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Place } from './places.ts'

type Input = { at: ((asked: { place: Place }) => object) | null; plain?: () => object; status?: number | ((role: Role) => number) }
/** Others may hand over what is theirs; this is nobody's who has an account. */
const office = (role: Role) => (role === 'communityAdmin' ? 200 : 404)
const area = ({ place }: { place: Place }) => ({ areaId: place.compoundId })
const named = { kind: 'named', name: '演练丙', unit: '演练', phone: null }

export const HAND_INPUTS: Record<string, Input> = {
  'answerability.getBoard': { at: area },
  'answerability.listGaps': { at: area },
  'answerability.setAnswering': {
    at: ({ place }) => ({ post: 'third', places: [{ at: 'area', id: place.buildingId }], who: named, from: '2022-05-04', until: null }),
  },
  'answerability.downloadList': { at: ({ place }) => ({ areaId: place.compoundId, lang: 'zh' }) },
  'answerability.getResponsibilityBoard': { at: ({ place }) => ({ compoundId: place.compoundId }) },
  'answerability.listCandidates': { at: area },
  'answerability.listDuties': { at: area },
  'answerability.addDuty': {
    at: ({ place }) => ({
      id: uuidv7(),
      slot: 'volunteer',
      place: { at: 'area', id: place.compoundId },
      who: named,
      from: '2022-05-04',
      until: null,
      ordinal: 1,
      most: 3,
    }),
  },
  'answerability.changeDuty': { at: ({ place }) => ({ dutyId: place.dutyId, version: 1, until: null, ordinal: 2, most: null }) },
  'answerability.endDuty': { at: ({ place }) => ({ dutyId: place.dutyId }) },
  'answerability.setAbsent': { at: ({ place }) => ({ id: uuidv7(), handId: place.handId, from: '2022-05-04', until: '2022-05-05', reason: 'illness' }) },
  'answerability.endAbsence': { at: ({ place }) => ({ absenceId: place.absenceId }) },
  'answerability.listCared': { at: area },
  'answerability.giveCarers': { at: ({ place }) => ({ homeId: place.homeId, set: 'fiveCarersTaiyuan' }) },
  'answerability.releaseCarers': { at: ({ place }) => ({ homeId: place.homeId }) },
  'answerability.offerHandOver': {
    at: ({ place }) => ({ id: uuidv7(), fromHandId: place.handId, slotIds: [place.slotId], to: { kind: 'account', accountId: place.gridWorkerId } }),
    status: office,
  },
  'answerability.answerHandOver': { at: ({ place }) => ({ handoverId: place.carerHandoverId, answer: 'accepted', reason: null }), status: office },
  'answerability.listHeirs': { at: ({ place }) => ({ slotId: place.slotId }), status: office },
  'answerability.listMine': { at: null },
  'answerability.listHandovers': { at: area },
  'answerability.listMyCarers': { at: null },
  // The household's own only.
  'answerability.callCarer': { at: ({ place }) => ({ slotId: place.slotId }), status: (role) => (role === 'resident' ? 200 : 404) },
  'answerability.revealHand': { at: ({ place }) => ({ handId: place.handId, purpose: 'callOnDuty' }) },
}
