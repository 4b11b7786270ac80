import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Input } from './inputs.ts'

const day = '2022-05-04'
const evidence = { kind: 'testResult', reference: '演练1', issuedBy: '演练' }
const asked = { at: `${day}T03:00:00Z`, day, half: 'morning', temperatureC: 36.6, symptoms: [], needs: ['food'], note: null }

export const CONTROL_INPUTS: Record<string, Input> = {
  'control.registerCase': { at: ({ place }) => ({ personId: place.personId, foundOn: day, evidence }) },
  'control.confirmCase': { at: ({ place }) => ({ caseId: place.caseId }) },
  'control.closeCase': { at: ({ place }) => ({ caseId: place.caseId, on: day, ground: 'registeredInError', evidence }) },
  'control.listCases': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'control.openCase': {
    at: ({ place }) => ({ id: uuidv7(), personId: place.personId, trigger: 'secondaryContact', anchorDay: day, evidence, hasOwnSuite: false, guardian: null }),
  },
  'control.foreseeOpening': { at: ({ place }) => ({ personId: place.personId, trigger: 'secondaryContact', anchorDay: day, hasOwnSuite: false }) },
  'control.listTracks': { at: ({ place }) => ({ areaId: place.compoundId }) },
  // The rules in force there know people only, and the case is one of a person: whoever may ask is told so.
  'control.openPlace': { at: ({ place }) => ({ id: uuidv7(), areaId: place.compoundId, trigger: 'placeOfCase', anchorDay: day, evidence }), status: 409 },
  'control.foreseePlace': { at: ({ place }) => ({ areaId: place.compoundId, trigger: 'placeOfCase', anchorDay: day }), status: 409 },
  'control.recordWork': {
    at: ({ place }) => ({ id: uuidv7(), caseId: place.controlId, at: `${day}T02:00:00Z`, work: 'disinfection', photoIds: [] }),
    status: 409,
  },
  'control.recordSurvey': {
    at: ({ place }) => ({ id: uuidv7(), caseId: place.controlId, at: `${day}T02:00:00Z`, index: 'breteau', counted: 1, among: 50, photoIds: [] }),
    status: 409,
  },
  'control.listOwnPlaces': { at: null },
  'control.confirmOpening': { at: ({ place }) => ({ caseId: place.proposedControlId }) },
  'control.declineOpening': { at: ({ place }) => ({ caseId: place.proposedControlId, reason: '查无此事' }) },
  'control.listControl': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'control.getControl': { at: ({ place }) => ({ caseId: place.controlId }) },
  'control.recordTest': {
    at: ({ place }) => ({ id: uuidv7(), caseId: place.controlId, at: `${day}T02:00:00Z`, method: 'pcr', result: 'negative', ct: null, reference: '演练3' }),
  },
  'control.recordDay': { at: ({ place }) => ({ ...asked, id: uuidv7(), caseId: place.controlId, way: 'phone' }) },
  // A case of one's own household only: nobody here is under control themselves.
  'control.recordOwnDay': { at: null, plain: () => ({ ...asked, id: uuidv7(), caseId: uuidv7() }), status: 404 },
  'control.addPaper': { at: ({ place }) => ({ id: uuidv7(), caseId: place.controlId, day, evidence }) },
  'control.proposeChange': {
    at: ({ place }) => ({ id: uuidv7(), caseId: place.controlId, kind: 'lengthen', day: '2022-06-30', ground: 'clinicReport', evidence }),
  },
  'control.decideChange': { at: ({ place }) => ({ changeId: place.changeId, agrees: true }) },
  // Its days are not over.
  'control.releaseCase': { at: ({ place }) => ({ caseId: place.controlId }), status: 409 },
  'control.printRelease': { at: ({ place }) => ({ caseId: place.controlId }), status: 409 },
  'control.listOwn': { at: null },
  'control.appealCase': { at: null, plain: () => ({ id: uuidv7(), caseId: uuidv7(), text: null }), status: 404 },
  'control.previewEdition': { at: ({ place }) => ({ id: uuidv7(), areaId: place.compoundId, packId: 'covid-19', edition: '2022-11-11' }) },
  'control.listEditionRuns': { at: null },
  'control.getEditionRun': { at: ({ place }) => ({ runId: place.runId, limit: 10 }) },
  'control.proposeEdition': { at: ({ place }) => ({ runId: place.runId }) },
  'control.signEdition': { at: ({ place }) => ({ runId: place.proposedRunId, actId: place.runActId }) },
  'control.undoEdition': { at: ({ place }) => ({ runId: place.runId, reason: '演练' }), status: 409 },
  'control.withdrawRun': { at: ({ place }) => ({ runId: place.proposedRunId }) },
  'control.listAppeals': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'control.decideAppeal': { at: ({ place }) => ({ appealId: place.appealId, answer: 'upheld', reason: '已向来源核实' }) },
  'control.listTransfers': { at: ({ place }) => ({ areaId: place.compoundId }) },
  // To no community that there is: which there are is told to nobody.
  'control.offerTransfer': {
    at: ({ place }) => ({ id: uuidv7(), caseId: place.controlId, community: '没有的社区', reason: '演练', home: null }),
    status: 409,
  },
  'control.sendOut': { at: ({ place }) => ({ id: uuidv7(), caseId: place.controlId, office: '外区疾控', reference: '演练5', reason: '演练' }) },
  'control.confirmSendOut': { at: ({ place }) => ({ transferId: place.sentId }) },
  'control.withdrawTransfer': { at: ({ place }) => ({ transferId: place.sentId }) },
  'control.acceptTransfer': { at: ({ place }) => ({ transferId: place.comingId, homeId: place.homeId, kind: 'family' }) },
  'control.returnTransfer': { at: ({ place }) => ({ transferId: place.comingId, reason: '不在这里' }) },
}
