import { uuidv7 } from '../../packages/server/src/platform/ids.ts'
import type { Input } from './inputs.ts'

const at = '2022-05-04T04:00:00Z'
const signed = { courier: '演练员', isSignedHere: true, isSignedByCourier: true }

export const LAB_INPUTS: Record<string, Input> = {
  'testing.listBoxes': { at: ({ place }) => ({ pointId: place.samplingPointId }) },
  'testing.packTube': { at: ({ place }) => ({ id: uuidv7(), pointId: place.samplingPointId, box: place.openBox, tube: place.looseTube, at }) },
  'testing.closeBox': { at: ({ place }) => ({ id: uuidv7(), pointId: place.samplingPointId, box: place.openBox, counted: 1, at }) },
  // Closed before it is sent.
  'testing.sendBox': { at: ({ place }) => ({ id: uuidv7(), pointId: place.samplingPointId, box: place.openBox, counted: 1, ...signed, at }), status: 409 },
  'lab.getDesk': { at: null },
  'lab.findBox': { at: ({ place }) => ({ box: place.sentBox }) },
  'lab.receiveBox': { at: ({ place }) => ({ box: place.sentBox, tubes: [] }) },
  'lab.findTube': { at: ({ place }) => ({ tube: place.receivedTube }) },
  // A result of a tube that is not known waits: it tells nothing of whether there is one.
  'lab.report': { at: null, plain: ({ place }) => ({ id: uuidv7(), tube: place.receivedTube, verdict: 'negative', ct: null }) },
  'lab.confirm': { at: ({ place }) => ({ tube: place.waitingTube, agree: true }) },
  'lab.amend': { at: ({ place }) => ({ id: uuidv7(), tube: place.poolTube, verdict: 'negative', ct: null, reason: 'misread' }) },
  'lab.getTemplate': { at: null, plain: () => ({ lang: 'zh' }) },
  'lab.importResults': { at: null, file: { name: 'results.csv', bytes: Buffer.from('管号,结果\r\n6901234567892,阴性') } },
  'lab.listChannels': { at: null },
  'lab.addChannel': { at: ({ place }) => ({ id: uuidv7(), areaId: place.compoundId, name: '检测系统' }) },
  'lab.agreeChannel': { at: ({ place }) => ({ channelId: place.channelId }) },
  // Nobody has agreed to it yet.
  'lab.takeSecret': { at: ({ place }) => ({ channelId: place.channelId }), status: 409 },
  'lab.endChannel': { at: ({ place }) => ({ channelId: place.channelId }) },
  // Without a signature nobody is heard, whoever is signed in.
  'lab.receive': { at: null, plain: ({ place }) => ({ results: [{ tube: place.receivedTube, verdict: 'negative' }] }), status: 401 },
  'lab.listPools': { at: null },
  'lab.getPool': { at: ({ place }) => ({ tube: place.poolTube }) },
  'lab.listTubes': { at: ({ place }) => ({ campaignId: place.campaignId, state: 'received' }) },
  'lab.listAtHome': { at: ({ place }) => ({ homeId: place.recallHomeId }) },
  'lab.recordRecall': { at: ({ place }) => ({ id: uuidv7(), recallId: place.recallId, answer: 'atHome', at }) },
  'lab.listOwn': { at: null },
}
