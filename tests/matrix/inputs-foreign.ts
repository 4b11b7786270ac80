import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Input } from './inputs.ts'

export const FOREIGN_INPUTS: Record<string, Input> = {
  'foreign.listGivers': { at: ({ place }) => ({ areaId: place.communityId }) },
  'foreign.addGiver': { at: ({ place }) => ({ id: uuidv7(), areaId: place.communityId, name: `来源${uuidv7()}`, method: 'nucleic' }) },
  'foreign.importFile': {
    at: ({ place }) => ({ id: uuidv7(), giverId: place.giverId, areaId: place.communityId, isPreview: false }),
    file: { name: 'results.csv', bytes: Buffer.from('证件号码,采样时间,结果\nX0000009,2022-05-03,阴性\n') },
  },
  'foreign.listFiles': { at: ({ place }) => ({ areaId: place.communityId }) },
  'foreign.listAside': { at: ({ place }) => ({ areaId: place.communityId, state: 'open' }) },
  'foreign.getAside': { at: ({ place }) => ({ asideId: place.asideId }) },
  'foreign.settleAside': { at: ({ place }) => ({ asideId: place.asideId, as: { kind: 'elsewhere', reason: '演练' } }) },
  'foreign.listResults': { at: ({ place }) => ({ areaId: place.communityId, only: 'all' }) },
  'foreign.seeTo': { at: ({ place }) => ({ resultId: place.resultId }) },
}
