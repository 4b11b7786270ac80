import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Input } from './inputs.ts'

const day = '2022-05-04'

export const LEADS_INPUTS: Record<string, Input> = {
  'leads.listGivers': { at: ({ place }) => ({ areaId: place.communityId }) },
  'leads.addGiver': { at: ({ place }) => ({ id: uuidv7(), areaId: place.communityId, name: `来源${uuidv7()}`, kind: 'contact' }) },
  'leads.importFile': {
    at: ({ place }) => ({ id: uuidv7(), giverId: place.leadGiverId, areaId: place.communityId, isPreview: false }),
    file: { name: 'leads.csv', bytes: Buffer.from('姓名,手机号\n某某,10900000077\n') },
  },
  'leads.add': { at: ({ place }) => ({ id: uuidv7(), areaId: place.communityId, way: 'phone', kind: 'contact', phone: '10900000078' }) },
  'leads.listUnread': { at: ({ place }) => ({ areaId: place.communityId, state: 'open' }) },
  'leads.settleUnread': { at: ({ place }) => ({ unreadId: place.unreadId, as: { kind: 'aside', reason: '演练' } }) },
  'leads.list': { at: ({ place }) => ({ areaId: place.communityId, states: ['received', 'offered'], limit: 10 }) },
  'leads.get': { at: ({ place }) => ({ leadId: place.leadId }) },
  'leads.triage': { at: ({ place }) => ({ leadId: place.leadId, kind: 'contact', priority: 2 }) },
  'leads.send': {
    at: ({ place }) => ({ batchId: uuidv7(), areaId: place.communityId, leadIds: [place.leadId], to: 'here', toId: null, isCorrection: false }),
  },
  'leads.undo': { at: ({ place }) => ({ areaId: place.communityId, batchId: uuidv7() }) },
  'leads.accept': { at: ({ place }) => ({ batchId: uuidv7(), areaId: place.communityId, leadIds: [place.offeredLeadId] }) },
  'leads.giveBack': { at: ({ place }) => ({ batchId: uuidv7(), areaId: place.communityId, leadIds: [place.offeredLeadId], reason: 'notHere' }) },
  'leads.close': { at: ({ place }) => ({ leadId: place.leadId, outcome: 'noRisk' }) },
  // Nobody knows where they live.
  'leads.giveTask': { at: ({ place }) => ({ leadId: place.leadId }), status: 409 },
  'leads.listLoads': { at: ({ place }) => ({ areaId: place.communityId }) },
  'leads.answerList': { at: ({ place }) => ({ areaId: place.communityId, giverId: place.leadGiverId, from: day, until: day, lang: 'zh' }) },
  // Of oneself, by whoever is in the ledger.
  'leads.report': {
    at: null,
    plain: () => ({ id: uuidv7(), kind: 'symptom', said: '演练', isOwn: true }),
    status: (role) => (role === 'resident' ? 200 : 403),
  },
  'leads.listOwn': { at: null },
  'leads.getCallDesk': { at: ({ place }) => ({ areaId: place.communityId }) },
  'leads.takeSeat': { at: ({ place }) => ({ id: uuidv7(), areaId: place.communityId }) },
  // Whoever has no seat leaves none, and rings nobody.
  'leads.leaveSeat': { at: ({ place }) => ({ areaId: place.communityId, toAccountId: null }), status: 409 },
  'leads.nextCall': { at: ({ place }) => ({ areaId: place.communityId }), status: 409 },
  'leads.revealPhone': { at: ({ place }) => ({ leadId: place.leadId, purpose: 'callOnDuty' }) },
  'leads.recordCall': {
    at: ({ place }) => ({ id: uuidv7(), leadId: place.leadId, outcome: 'busy', callAt: null, lang: null, statements: [] }),
  },
  'leads.getStaff': { at: ({ place }) => ({ areaId: place.communityId }) },
  'leads.scaleUp': {
    at: ({ place }) => ({
      id: uuidv7(),
      areaId: place.communityId,
      until: '2022-05-05T04:00:00Z',
      chiefs: [place.guardId],
      lines: [[place.spareGuardId]],
      volunteers: [],
    }),
  },
  'leads.scaleDown': { at: ({ place }) => ({ areaId: place.communityId }) },
  'leads.listFindings': { at: ({ place }) => ({ areaId: place.communityId, of: 'overdue' }) },
  'leads.remind': { at: ({ place }) => ({ areaId: place.communityId, leadIds: [place.leadId] }) },
  'leads.reopen': { at: ({ place }) => ({ leadId: place.closedLeadId, reason: '演练' }) },
  'leads.drawSamples': { at: ({ place }) => ({ areaId: place.communityId, day }) },
  'leads.checkSample': { at: ({ place }) => ({ sampleId: place.leadSampleId, isGood: true }) },
  'leads.listCorrections': { at: ({ place }) => ({ areaId: place.communityId }) },
  'leads.listChannels': { at: ({ place }) => ({ areaId: place.communityId }) },
  'leads.addChannel': { at: ({ place }) => ({ id: uuidv7(), areaId: place.communityId, name: '协查平台', kind: 'contact' }) },
  'leads.agreeChannel': { at: ({ place }) => ({ channelId: place.leadChannelId }) },
  // Nobody has agreed to it yet.
  'leads.takeSecret': { at: ({ place }) => ({ channelId: place.leadChannelId }), status: 409 },
  'leads.endChannel': { at: ({ place }) => ({ channelId: place.leadChannelId }) },
  // Without a signature nobody is heard, whoever is signed in.
  'leads.receive': { at: null, plain: () => ({ leads: [{ phone: '10900000079' }] }), status: 401 },
}
