// 检测机构、混阳召回: boxes received, results of tubes, and everybody of a positive pool until the single test is in.
import { AMEND_REASONS, RECALL_ANSWERS, RECALL_STATES, VERDICTS } from '@xiaomen/rules/lab'
import { TUBE_STATES } from '@xiaomen/rules/testing'
import { z } from 'zod'
import { command, day, event, file, id, instant, lang, operations, query, text, upload } from './kit.ts'

const label = z.string().max(40)
const size = z.union([z.literal(1), z.literal(5), z.literal(10), z.literal(20)])
const verdict = z.enum(VERDICTS)
/** Cycle threshold: how soon the machine saw it. */
const ct = z.number().min(1).max(60).nullable()
const counts = z.partialRecord(z.enum(RECALL_STATES), z.int())

const TubeLine = z.object({ code: z.string(), size, state: z.enum(TUBE_STATES), at: instant })
const Waiting = z.object({ code: z.string(), verdict, at: instant, by: z.string(), /** Said by the reader: a colleague has to look. */ isOwn: z.boolean() })
const Unmatched = z.object({ id, code: z.string(), verdict, at: instant, problem: z.enum(['not_received', 'lost', 'result_stands', 'result_waits']) })
const ResultFact = z.object({
  kind: z.enum(['report', 'amend', 'confirm', 'decline']),
  verdict,
  reason: z.enum(AMEND_REASONS).nullable(),
  ct,
  at: instant,
  by: z.string(),
})
export const REPORT_ENDS = ['counts', 'waits', 'unmatched', 'known'] as const
/** Why a row of a file stops the whole file. */
export const ROW_PROBLEMS = ['label_unreadable', 'verdict_unknown', 'ct_unreadable', 'twice_in_file', 'result_stands', 'result_waits'] as const
export const MOST_RESULT_ROWS = 100_000

const Channel = z.object({
  id,
  name: z.string(),
  areaName: z.string(),
  state: z.enum(['asked', 'agreed', 'open', 'ended']),
  askedBy: z.string(),
  askedUnit: z.string(),
  askedAt: instant,
  heardAt: instant.nullable(),
  mayAgree: z.boolean(),
  mayTake: z.boolean(),
})
const Recalled = z.object({
  id,
  personId: id,
  homeId: id.nullable(),
  name: z.string().nullable(),
  door: z.string().nullable(),
  state: z.enum(RECALL_STATES),
  stateAt: instant,
  openedAt: instant,
  toldBy: z.string().nullable(),
  toldAt: instant.nullable(),
  /** The tube of the second sample. */
  againTube: z.string().nullable(),
})
const PoolLine = z.object({
  tube: z.string(),
  size,
  campaignName: z.string(),
  areaName: z.string(),
  positiveAt: instant,
  people: z.int(),
  open: z.int(),
  counts,
})

export const lab = operations('lab', {
  /** 本机构: what was received and waits for its result, what waits for a second one, what fits nothing yet. Codes and counts, nobody's name. */
  getDesk: query({
    can: 'lab.report',
    input: z.object({}),
    output: z.object({ received: z.int(), waiting: z.array(TubeLine), toConfirm: z.array(Waiting), unmatched: z.array(Unmatched) }),
  }),
  /** Before the tubes are scanned: whether the box is on its way, and how many the courier signed for. */
  findBox: query({ can: 'lab.report', input: z.object({ box: label }), output: z.object({ code: z.string(), tubes: z.int(), sentAt: instant.nullable() }) }),
  /** 签收: those scanned are there, those that were in the box and were not scanned are lost; one too many stops it. */
  receiveBox: command({
    can: 'lab.report',
    input: z.object({ box: label, tubes: z.array(label).max(1_000) }),
    output: z.object({ received: z.int(), lost: z.array(z.string()), matched: z.int() }),
  }),
  /** One tube: how it came here and what was said of it. */
  findTube: query({
    can: 'lab.report',
    input: z.object({ tube: label }),
    output: z.object({ tube: TubeLine, facts: z.array(ResultFact) }),
  }),
  /** One result, by scan. Positive counts when a second account of the laboratory says so too; of a tube that nobody received it waits until it is. */
  report: command({
    can: 'lab.report',
    input: z.object({ id, tube: label, verdict, ct }),
    output: z.object({ end: z.enum(REPORT_ENDS) }),
  }),
  /** 双人复核: by another account than the one that said it. Declined, the tube waits for a result again, or keeps the one it had. */
  confirm: command({ can: 'lab.report', input: z.object({ tube: label, agree: z.boolean() }), output: z.object({ state: z.enum(TUBE_STATES) }) }),
  /** A new fact that names the one it corrects. From or to positive it takes two as well. */
  amend: command({
    can: 'lab.report',
    input: z.object({ id, tube: label, verdict, ct, reason: z.enum(AMEND_REASONS) }),
    output: z.object({ end: z.enum(REPORT_ENDS) }),
  }),
  /** A workbook with what was received and has no result yet, to be filled in and sent back. */
  getTemplate: file({ can: 'lab.report', input: z.object({ lang }) }),
  /** A filled workbook or CSV (GB18030 or UTF-8). Every bad row is told with its reason; then nothing of the file is taken. */
  importResults: upload({
    can: 'lab.report',
    input: z.object({}),
    output: z.object({
      rows: z.int(),
      ends: z.partialRecord(z.enum(REPORT_ENDS), z.int()),
      bad: z.array(z.object({ row: z.int(), tube: z.string(), problem: z.enum(ROW_PROBLEMS) })),
    }),
  }),

  /** 签名接口: the systems that may report by themselves, docs/lab-api.md. */
  listChannels: query({ can: 'lab.channels', input: z.object({}), output: z.array(Channel) }),
  /** Asked for by one of the street; a second one of another unit agrees; whoever asked takes the secret, which is shown once. */
  addChannel: command({ can: 'lab.channels', input: z.object({ id, areaId: id, name: text(60) }), output: Channel }),
  agreeChannel: command({ can: 'lab.channels', input: z.object({ channelId: id }), output: Channel }),
  takeSecret: command({ can: 'lab.channels', input: z.object({ channelId: id }), output: z.object({ channelId: id, secret: z.string() }) }),
  /** At once, by one alone: what is signed with its secret is not heard any more. */
  endChannel: command({ can: 'lab.channels', input: z.object({ channelId: id }), output: Channel }),
  /** At most 1000 results a call. What fits is taken; what does not is told, tube by tube. A positive waits for somebody of the laboratory. */
  receive: command({
    can: 'public',
    signed: true,
    input: z.object({
      results: z
        .array(z.object({ tube: label, verdict, ct: ct.optional() }))
        .min(1)
        .max(1_000),
    }),
    output: z.object({
      ends: z.partialRecord(z.enum(REPORT_ENDS), z.int()),
      refused: z.array(z.object({ tube: z.string(), problem: z.enum(['label_unreadable', 'twice', 'result_stands', 'result_waits']) })),
    }),
  }),

  /** 混阳: positive tubes and what has become of their people, the latest first. */
  listPools: query({ can: 'lab.read', input: z.object({}), output: z.array(PoolLine) }),
  /** "Where are the ten now." */
  getPool: query({
    can: 'lab.read',
    input: z.object({ tube: label }),
    output: PoolLine.extend({
      campaignId: id,
      people: z.array(Recalled.extend({ areaId: id.nullable(), areaName: z.string(), buildingId: id.nullable() })),
      /** Places in the tube of which nobody knows whose they are: somebody looks in the list of doubts. */
      unknown: z.array(z.int()),
      hands: z.array(
        z.object({ kind: z.enum(['closed', 'handedOver', 'received']), counted: z.int(), at: instant, by: z.string(), courier: z.string().nullable() }),
      ),
      sealedAt: instant.nullable(),
    }),
    reads: ['name', 'door', 'health'],
  }),
  /** Tubes of a round by state, the oldest first, with how many there are of each. */
  listTubes: query({
    can: 'lab.read',
    input: z.object({ campaignId: id, state: z.enum(TUBE_STATES) }),
    output: z.object({ counts: z.partialRecord(z.enum(TUBE_STATES), z.int()), tubes: z.array(TubeLine), isCut: z.boolean() }),
  }),
  /** Whoever of a home is asked to stay in, for the visit. */
  listAtHome: query({ can: 'lab.recall', input: z.object({ homeId: id }), output: z.array(Recalled), reads: ['name', 'door', 'health'] }),
  /** What was found at the door: told and at home, or not reached. */
  recordRecall: command({
    can: 'lab.recall',
    offline: true,
    input: z.object({ id, recallId: id, answer: z.enum(RECALL_ANSWERS), at: instant }),
    output: z.object({ state: z.enum(RECALL_STATES) }),
  }),
  /** Own tests, and whether the reader is asked to stay at home and be sampled again. */
  listOwn: query({
    can: 'self',
    input: z.object({}),
    output: z.object({
      tests: z.array(z.object({ day, size, end: z.enum(['waiting', 'negative', 'positive', 'again']) })),
      recall: z.object({ state: z.enum(RECALL_STATES), since: instant }).nullable(),
    }),
    reads: ['health'],
  }),
})

export const labErrors = {
  'lab.not_received': 409,
  'lab.result_waits': 409,
  'lab.result_stands': 409,
  'lab.no_result': 409,
  'lab.same_verdict': 409,
  'lab.nothing_waits': 409,
  'lab.same_person': 409,
  'lab.tube_unknown': 404,
  'lab.other_bytes': 409,
  'lab.file_unreadable': 400,
  'lab.file_columns': 400,
  'lab.unsigned': 401,
  'lab.stale': 401,
  'lab.replayed': 409,
  'lab.same_unit': 409,
  'lab.channel_state': 409,
} as const

const ofRecall = z.object({ communityId: id, recallId: id, personId: id, homeId: id.nullable(), areaPath: z.string() })
export const labEvents = {
  /** Tubes of a community came to something, or did not come. */
  resulted: event('lab.resulted', z.object({ communityId: id })),
  /** Somebody of a positive pool has to stay at home, or may go out again. A later version is a later word. */
  recallChanged: event('lab.recallChanged', ofRecall.extend({ mayPass: z.boolean(), version: z.int() })),
  /** A pool, or where its people are, is not what it was. */
  poolChanged: event('lab.poolChanged', z.object({ communityId: id, campaignId: id })),
}
