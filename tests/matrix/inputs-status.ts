import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Input } from './inputs.ts'

const day = '2022-05-04'

export const STATUS_INPUTS: Record<string, Input> = {
  'status.listSources': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'status.addSource': { at: ({ place }) => ({ id: uuidv7(), areaId: place.compoundId, name: '诊所', kinds: ['clinicVisit'], trust: 'partner' }) },
  'status.setSourceActive': { at: ({ place }) => ({ sourceId: place.sourceId, isActive: false }) },
  'status.importFile': {
    at: ({ place }) => ({ id: uuidv7(), sourceId: place.sourceId, areaId: place.communityId, isPreview: false }),
    file: { name: 'signals.csv', bytes: Buffer.from('证件号码,类型,日期\n990101198003070017,就诊,2022-05-03\n') },
  },
  'status.listImports': { at: ({ place }) => ({ areaId: place.communityId }) },
  'status.signImport': { at: ({ place }) => ({ importId: place.listId }) },
  'status.declineImport': { at: ({ place }) => ({ importId: place.listId, reason: '没有文书' }) },
  'status.listUnmatched': { at: ({ place }) => ({ areaId: place.communityId }) },
  'status.settleUnmatched': { at: ({ place }) => ({ unmatchedId: place.unmatchedId, how: 'putAway' }) },
  'status.proposeSignal': {
    at: ({ place }) => ({ id: uuidv7(), personId: place.personId, sourceId: place.sourceId, kind: 'riskArea', from: day, until: null, evidence: '电话核实' }),
  },
  'status.confirmSignal': { at: ({ place }) => ({ signalId: place.signalId }) },
  'status.withdrawSignal': { at: ({ place }) => ({ signalId: place.signalId, reason: '弄错了人' }) },
  'status.listSignals': { at: ({ place }) => ({ areaId: place.communityId }) },
  'status.listStandings': { at: ({ place }) => ({ areaId: place.compoundId }) },
  // Without a signature nobody is heard, whoever is signed in.
  'status.receive': {
    at: null,
    plain: () => ({ events: [{ id: 'e-1', document: '990101198003070017', kind: 'codeRed', from: `${day}T00:00:00Z` }] }),
    status: 401,
  },
  'status.issueSecret': { at: ({ place }) => ({ sourceId: place.sourceId }) },
  'status.agreeSource': { at: ({ place }) => ({ sourceId: place.waitingSourceId, what: 'source' }) },
  'status.declineSource': { at: ({ place }) => ({ sourceId: place.waitingSourceId, what: 'source' }) },
  'status.listDigests': { at: ({ place }) => ({ areaId: place.compoundId }) },
  'status.getDigest': { at: ({ place }) => ({ communityId: place.communityId, digestId: place.digestId }) },
  'status.listHooks': { at: ({ place }) => ({ areaId: place.communityId }) },
  'status.addHook': {
    at: ({ place }) => ({
      id: uuidv7(),
      communityId: place.communityId,
      kind: 'wecom',
      name: '群',
      address: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=matrix',
      secret: null,
    }),
  },
  'status.setHookActive': { at: ({ place }) => ({ hookId: place.hookId, isActive: false }) },
  'status.revealEvidence': { at: ({ place }) => ({ signalId: place.signalId, purpose: 'verifyIdentity', reason: '本人申请核对' }) },
  'status.getMine': { at: null },
  // A signal of one's own only: nobody here is red themselves.
  'status.askCorrection': { at: null, plain: () => ({ id: uuidv7(), signalId: uuidv7(), text: null }), status: 404 },
  'status.listCorrections': { at: ({ place }) => ({ areaId: place.communityId }) },
  'status.decideCorrection': { at: ({ place }) => ({ correctionId: place.correctionId, answer: 'upheld', reason: '已向来源核实' }) },
}
