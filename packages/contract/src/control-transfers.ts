// 转出、转入: a case that goes to another community or to an office outside the system. Part of `control`.
import { RESIDENCY_KINDS } from '@xiaomen/rules/registry'
import { TRANSFER_STATES } from '@xiaomen/rules/control'
import { z } from 'zod'
import { command, day, event, id, instant, operations, query, text } from './kit.ts'

const named = z.object({ zh: z.string(), en: z.string() })
/** One transfer as this reader may see it: of a case that goes, or of one that comes. */
export const TransferView = z.object({
  id,
  box: z.enum(['out', 'in']),
  state: z.enum(TRANSFER_STATES),
  /** The case on this side of it; null on the other side before it is accepted. */
  caseId: id.nullable(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  /** Of the home where the case is; only on that side. */
  door: z.string().nullable(),
  track: named,
  measureName: named.nullable(),
  dayNumber: z.int().nullable(),
  lastDay: day.nullable(),
  fromName: z.string(),
  /** Community, or the office outside; null while nobody chose one. */
  toName: z.string().nullable(),
  /** The home there as far as the sender knows it. */
  home: z.string().nullable(),
  reason: z.string().nullable(),
  reference: z.string().nullable(),
  offeredBy: z.string().nullable(),
  offeredUnit: z.string().nullable(),
  offeredAt: instant,
  answeredAt: instant.nullable(),
  answeredUnit: z.string().nullable(),
  answer: z.string().nullable(),
  mayOffer: z.boolean(),
  mayWithdraw: z.boolean(),
  mayAnswer: z.boolean(),
  /** As the second person of a proposal to send it out. */
  mayConfirm: z.boolean(),
})
const shows = ['name', 'phone', 'door', 'health'] as const
const ofTransfer = z.object({ transferId: id })

export const controlTransfers = operations('control', {
  /** Those that wait first, then those of the last 90 days. */
  listTransfers: query({ can: 'control.transfer', input: z.object({ areaId: id }), output: z.array(TransferView), reads: shows }),
  /** `community`: name of the other one, "荷风社区" or "文澜街道 荷风社区". The one where the case is answers for it until it is accepted; days and clocks go on. */
  offerTransfer: command({
    can: 'control.transfer',
    input: z.object({ id, caseId: id, community: text(60), reason: text(200), home: text(100).nullable() }),
    output: TransferView,
    reads: shows,
  }),
  /** To an office that is not of this system. A second person of another unit agrees, then the case ends here. */
  sendOut: command({
    can: 'control.transfer',
    input: z.object({ id, caseId: id, office: text(60), reference: text(60), reason: text(200) }),
    output: TransferView,
    reads: shows,
  }),
  confirmSendOut: command({ can: 'control.confirm', input: ofTransfer, output: TransferView, reads: shows }),
  /** The offer is taken back; of somebody of whom the ledger says that they left: the case stays. */
  withdrawTransfer: command({ can: 'control.transfer', input: ofTransfer, output: TransferView, reads: shows }),
  /** Into a home of the own community: the case stands there with all its facts. Whoever the ledger there knows by the same document is that person. */
  acceptTransfer: command({
    can: 'control.receive',
    input: ofTransfer.extend({ homeId: id, kind: z.enum(RESIDENCY_KINDS) }),
    output: TransferView,
    reads: shows,
  }),
  returnTransfer: command({ can: 'control.receive', input: ofTransfer.extend({ reason: text(200) }), output: TransferView, reads: shows }),
})
export const controlTransferErrors = {
  /** A transfer of this case waits already. */
  'control.transfer_waits': 409,
  /** No community of the system has this name, or several have. */
  'control.no_such_community': 409,
  /** To the community where the case is. */
  'control.transfer_to_itself': 409,
  /** Whoever decided answers the appeal first. */
  'control.appeal_waits': 409,
} as const
const ofPlaces = z.object({ communityId: id, transferId: id, areaPath: z.string() })
export const controlTransferEvents = {
  transferOffered: event('control.transferOffered', ofPlaces),
  transferAnswered: event('control.transferAnswered', ofPlaces.extend({ answer: z.enum(['accepted', 'returned']) })),
}
