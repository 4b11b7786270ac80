import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Input } from './inputs.ts'

const DATES = { onsetOn: null, sampledOn: null, reportedOn: '2022-05-03', isolatedOn: null }
const somebody = () => ({ kind: 'other', name: `某人${uuidv7().slice(-6)}`, phone: null, document: null, address: null, sex: 'unknown', birthday: null })

export const TRACING_INPUTS: Record<string, Input> = {
  'tracing.listTraced': { at: ({ place }) => ({ areaId: place.communityId, standing: null, only: 'all', search: null }) },
  'tracing.countTraced': { at: ({ place }) => ({ areaId: place.communityId }) },
  'tracing.getTraced': { at: ({ place }) => ({ tracedId: place.tracedId }) },
  'tracing.addTraced': { at: ({ place }) => ({ id: uuidv7(), areaId: place.communityId, who: somebody(), standing: 'contact', caseKind: null, ...DATES }) },
  'tracing.editTraced': { at: ({ place }) => ({ tracedId: place.tracedToEdit, version: 1, caseKind: null, ...DATES, isolatedOn: '2022-05-03' }) },
  'tracing.turnTraced': {
    at: ({ place }) => ({ tracedId: place.tracedToTurn, version: 1, to: 'case', caseKind: 'confirmed', sampledOn: '2022-05-03', reason: '演练' }),
  },
  'tracing.closeTraced': { at: ({ place }) => ({ tracedId: place.tracedToClose, version: 1, reason: 'noContact', on: '2022-05-03' }) },
  'tracing.reopenTraced': { at: ({ place }) => ({ tracedId: place.tracedToOpen, version: 2, reason: '演练' }) },
  'tracing.tellTraced': { at: ({ place }) => ({ tracedId: place.tracedToTell, version: 1, way: 'phone' }) },
  'tracing.listSuggestions': { at: ({ place }) => ({ tracedId: place.tracedId }) },
  'tracing.takeSuggestions': { at: ({ place }) => ({ tracedId: place.tracedId, keys: ['household nobody'] }) },
  'tracing.addMeeting': {
    at: ({ place }) => ({
      id: uuidv7(),
      tracedId: place.tracedId,
      who: somebody(),
      whoMayHaveCaughtIt: 'they',
      how: 'meal',
      certainty: 'certain',
      day: '2022-05-02',
      dayTo: '2022-05-02',
      minutes: null,
      place: null,
    }),
  },
  'tracing.setMeeting': {
    at: ({ place }) => ({ exposureId: place.meetingId, version: 1, isActive: true, certainty: 'probable', isInfection: false }),
  },
  'tracing.proposeControl': {
    at: ({ place }) => ({ tracedId: place.tracedToControl, version: 1, caseId: uuidv7(), reference: 'LD-1', issuedBy: '演练', hasOwnSuite: true }),
  },
  'tracing.editMany': {
    at: ({ place }) => ({ id: uuidv7(), areaId: place.communityId, tracedIds: [place.tracedId], change: { kind: 'isolated', on: '2022-05-03' } }),
  },
  'tracing.listEdits': { at: ({ place }) => ({ areaId: place.communityId }) },
  'tracing.undoEdit': { at: ({ place }) => ({ editId: place.tracingEditId }) },
  'tracing.getChains': { at: ({ place }) => ({ areaId: place.communityId, from: '2022-05-01', to: '2022-05-04', withContacts: true }) },
  'tracing.getFigures': { at: ({ place }) => ({ areaId: place.communityId, by: 'report' }) },
  'tracing.importLines': {
    at: ({ place }) => ({ id: uuidv7(), areaId: place.communityId, otherwise: 'contact', isPreview: false }),
    file: { name: 'lines.csv', bytes: Buffer.from('编号,身份,姓名,报告日期\nM-1,密接,某甲,2022-05-03\n') },
  },
  'tracing.getTemplate': { at: ({ place }) => ({ areaId: place.communityId, layout: 'zh' }) },
  'tracing.askExport': { at: ({ place }) => ({ id: uuidv7(), areaId: place.communityId, format: 'zh', withNames: false, reason: '演练' }) },
  'tracing.listExports': { at: ({ place }) => ({ areaId: place.communityId }) },
  // Fewer than fifty: nobody has to sign, and only who asked may fetch.
  'tracing.signExport': { at: ({ place }) => ({ exportId: place.tracingExportOfTwo }), status: 409 },
  'tracing.fetchExport': { at: ({ place }) => ({ exportId: place.tracingExportId, as: 'xlsx' }), status: 404 },
}
