import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Input } from './inputs.ts'

const at = '2022-05-04T04:00:00Z'
const round = { title: '演练二', ageFrom: 6, ageUntil: 60, perHead: 1, withStaff: true, dueOn: '2022-05-10' }

export const ANTIGEN_INPUTS: Record<string, Input> = {
  'antigen.getStock': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'antigen.receiveKits': { at: ({ place }) => ({ id: uuidv7(), communityId: place.communityId, count: 5, note: null }) },
  'antigen.spoilKits': { at: ({ place }) => ({ id: uuidv7(), communityId: place.communityId, count: 1, note: '压坏' }) },
  'antigen.openRound': { at: ({ place }) => ({ id: uuidv7(), areaId: place.compoundId, ...round }) },
  'antigen.closeRound': { at: ({ place }) => ({ roundId: place.antigenRoundId }) },
  'antigen.listRounds': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'antigen.getRound': { at: ({ place }) => ({ roundId: place.antigenRoundId }) },
  'antigen.listDoors': { at: null },
  // Of this home nobody's birthday is known: the round means the staff alone.
  'antigen.handOut': { at: ({ place }) => ({ id: uuidv7(), roundId: place.antigenRoundId, homeId: place.homeId, count: 1, at }), status: 409 },
  'antigen.handToEnterprise': {
    at: ({ place }) => ({ id: uuidv7(), roundId: place.antigenRoundId, enterpriseId: place.enterpriseId, count: 1 }),
  },
  'antigen.signForEnterprise': { at: ({ place }) => ({ handOutId: place.antigenHandOutId, contact: '沈掌柜' }) },
  'antigen.takeBack': { at: ({ place }) => ({ id: uuidv7(), handOutId: place.antigenHandOutId, count: 1, note: null }) },
  // Nobody goes to a workplace for it.
  'antigen.reportHelped': {
    at: ({ place }) => ({ id: uuidv7(), roundId: place.antigenRoundId, personId: place.antigenPersonId, result: 'negative', at }),
    status: 409,
  },
  'antigen.notePcr': { at: ({ place }) => ({ reportId: place.antigenReportId }) },
  'antigen.listOwn': { at: null },
  // For those of one's own home only.
  'antigen.signOwn': { at: null, plain: () => ({ handOutId: uuidv7() }), status: 404 },
  'antigen.reportOwn': {
    at: null,
    plain: () => ({ id: uuidv7(), roundId: uuidv7(), personId: uuidv7(), result: 'negative', photo: null }),
    status: 404,
  },
  'antigen.askOwnHelp': { at: null, plain: () => ({ roundId: uuidv7(), personId: uuidv7() }), status: 404 },
}
