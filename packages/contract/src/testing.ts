import { CARE_CATEGORIES } from '@xiaomen/rules/registry'
import { BOX_STATES, CAMPAIGN_STATES, DOUBTS, LABEL_KINDS, TUBE_STATES, UNBIND_REASONS } from '@xiaomen/rules/testing'
import { z } from 'zod'
import { Means } from './gate.ts'
import { clock, command, day, event, file, id, instant, lang, operations, query, text } from './kit.ts'
import { sourced } from './packs-kit.ts'
import { CoverageCounts } from './tasks.ts'

/** packs/testing.json: how many a table serves in an hour, how long a slot is, who is tested at home, how long tubes are kept. */
export const TestingFile = z.strictObject({
  isDraft: z.boolean(),
  perTableHour: sourced(z.int().min(1).max(200)),
  slotMinutes: sourced(z.union([z.literal(15), z.literal(30), z.literal(60)])),
  keepDays: sourced(z.int().min(1).max(365)),
  homeCategories: sourced(z.array(z.enum(CARE_CATEGORIES)).max(CARE_CATEGORIES.length)),
})

const size = z.union([z.literal(1), z.literal(5), z.literal(10), z.literal(20)])
const age = z.int().min(0).max(150)
const tables = z.int().min(1).max(50)
const label = z.string().max(40)

const CampaignHead = z.object({
  id,
  name: z.string(),
  areaId: id,
  areaName: z.string(),
  path: z.string(),
  /** How many communities it runs in, of those one sees. */
  communities: z.int(),
  day,
  fromClock: clock,
  untilClock: clock,
  poolSize: size,
  ageFrom: age,
  ageTo: age,
  state: z.enum(CAMPAIGN_STATES),
  /** The roster of a community is still being written. */
  isFilling: z.boolean(),
  coverage: CoverageCounts,
})
const PointView = z.object({
  id,
  communityId: id,
  name: z.string(),
  areaId: id,
  areaName: z.string(),
  tables: z.int(),
  batch: z.string(),
  isClosed: z.boolean(),
  /** As somebody there last said, and how long whoever comes now waits. */
  waiting: z.int().nullable(),
  waitingAt: instant.nullable(),
  waitMinutes: z.int().nullable(),
  tubes: z.int(),
  samples: z.int(),
  version: z.int(),
})
const Call = z.object({
  pointId: id,
  pointName: z.string(),
  areaId: id.nullable(),
  areaName: z.string(),
  fromClock: clock,
  untilClock: clock,
  people: z.int(),
})
const Candidate = z.object({
  personId: id,
  homeId: id.nullable(),
  /** Masked for whoever may not see it whole. */
  name: z.string().nullable(),
  /** Of the compound: several have a building 3. */
  place: z.string(),
  door: z.string().nullable(),
  isExpected: z.boolean(),
  /** Taken already in this campaign. */
  taken: z.object({ at: instant, tube: z.string() }).nullable(),
  /** Asked for another sample: the tube of the last one said nothing of them. */
  isAgain: z.boolean(),
})
const sampleDone = z.object({ id, isNew: z.boolean() })
const TubeView = z.object({
  code: z.string(),
  size,
  state: z.enum(TUBE_STATES),
  counted: z.int().nullable(),
  table: z.int(),
  openedAt: instant,
  samples: z.array(
    z.object({ id, number: z.int(), name: z.string().nullable(), door: z.string().nullable(), takenAt: instant, doubts: z.array(z.enum(DOUBTS)) }),
  ),
})

const counted = z.int().min(1).max(1_000)
const BoxView = z.object({ code: z.string(), state: z.enum(BOX_STATES), tubes: z.array(z.object({ code: z.string(), size })), closedAt: instant.nullable() })

export const testing = operations('testing', {
  listCampaigns: query({ can: 'testing.read', input: z.object({ areaId: id.optional() }), output: z.array(CampaignHead) }),
  getCampaign: query({
    can: 'testing.read',
    input: z.object({ campaignId: id }),
    output: CampaignHead.extend({
      points: z.array(PointView),
      tubes: z.object({ open: z.int(), sealed: z.int(), differing: z.int() }),
      doubts: z.int(),
      may: z.object({ plan: z.boolean() }),
    }),
  }),
  /** A street's runs in each of its communities under one id. `isReserve`: laid out ahead, started when it is needed. */
  planCampaign: command({
    can: 'testing.plan',
    exists: ['watch', 'emergency'],
    input: z
      .object({ id, areaId: id, name: text(40), day, fromClock: clock, untilClock: clock, poolSize: size, ageFrom: age, ageTo: age, isReserve: z.boolean() })
      .refine(({ fromClock, untilClock }) => fromClock < untilClock, { path: ['untilClock'], message: 'testing.hours' })
      .refine(({ ageFrom, ageTo }) => ageFrom <= ageTo, { path: ['ageTo'], message: 'testing.ages' }),
    output: z.object({ id, communities: z.int() }),
  }),
  /** From now on everybody of the roster is expected. A reserve takes today as its day. */
  startCampaign: command({
    can: 'testing.plan',
    exists: ['watch', 'emergency'],
    input: z.object({ campaignId: id }),
    output: z.object({ state: z.enum(CAMPAIGN_STATES) }),
  }),
  endCampaign: command({ can: 'testing.plan', input: z.object({ campaignId: id }), output: z.object({ state: z.enum(CAMPAIGN_STATES) }) }),
  addPoint: command({
    can: 'testing.plan',
    input: z.object({ id, campaignId: id, areaId: id, name: text(40), tables }),
    output: PointView,
  }),
  changePoint: command({
    can: 'testing.plan',
    input: z.object({ pointId: id, version: z.int(), name: text(40), tables, isClosed: z.boolean() }),
    output: PointView,
  }),
  /** 分时段叫号: these buildings come to the point in this order; what was planned for it before is replaced. */
  planCalls: command({
    can: 'testing.plan',
    input: z.object({ pointId: id, areaIds: z.array(id).max(200) }),
    output: z.object({ calls: z.array(Call), /** People who find no time before it closes. */ left: z.int() }),
  }),
  listCalls: query({ can: 'testing.read', input: z.object({ campaignId: id }), output: z.array(Call) }),
  /** For the stair head, to be printed: who comes when, household by household. */
  printCalls: file({ can: 'testing.plan', input: z.object({ pointId: id, lang }), reads: ['name', 'door'] }),
  /** Sheets of labels for tubes, or for the boxes they go away in. */
  printLabels: file({
    can: 'testing.plan',
    input: z.object({
      pointId: id,
      kind: z.enum(LABEL_KINDS).optional(),
      /** Lines (Code 128) for scanners that read nothing else; else a square. */
      symbol: z.enum(['square', 'lines']).optional(),
      from: z.int().min(1).max(9_999),
      count: z.int().min(1).max(500),
      lang,
    }),
  }),
  listDoubts: query({
    can: 'testing.read',
    input: z.object({ campaignId: id }),
    output: z.object({
      doubts: z.array(
        z.object({
          sampleId: id,
          kind: z.enum(DOUBTS),
          tube: z.string(),
          number: z.int().nullable(),
          pointName: z.string(),
          takenAt: instant,
          name: z.string().nullable(),
          door: z.string().nullable(),
          /** What was shown, of somebody nobody knows yet. */
          shown: z.string().nullable(),
          /** The tubes of the campaign this person stands in. */
          otherTubes: z.array(z.string()),
        }),
      ),
      isCut: z.boolean(),
    }),
    reads: ['name', 'door', 'document'],
  }),
  /** Looked into: it stands as it is, or it is somebody of the ledger after all. */
  settleDoubt: command({
    can: 'testing.plan',
    input: z.object({ sampleId: id, kind: z.enum(DOUBTS), personId: id.optional() }),
    output: z.object({ left: z.int() }),
  }),

  /** The points at which the caller may take samples now. */
  listMyPoints: query({
    can: 'testing.sample',
    input: z.object({}),
    output: z.array(
      z.object({
        pointId: id,
        campaignId: id,
        communityId: id,
        name: z.string(),
        areaName: z.string(),
        campaignName: z.string(),
        day,
        fromClock: clock,
        untilClock: clock,
        poolSize: size,
        batch: z.string(),
        tables: z.int(),
        waiting: z.int().nullable(),
      }),
    ),
  }),
  /** Who this is, before the sample is taken. Whatever cannot be read is an answer, not an error. */
  lookUp: query({
    can: 'testing.sample',
    input: z.object({ pointId: id, means: Means }),
    output: z.object({ candidates: z.array(Candidate), problem: z.string().nullable() }),
    reads: ['name', 'door'],
  }),
  /** The tubes of a table that are not closed yet. */
  listTubes: query({ can: 'testing.sample', input: z.object({ pointId: id }), output: z.array(TubeView), reads: ['name', 'door'] }),
  /** One swab into one tube. The phone makes the id; the same id and bytes again is the same sample, other bytes are refused and kept. */
  takeSample: command({
    can: 'testing.sample',
    offline: true,
    hot: true,
    input: z.object({
      id,
      pointId: id,
      table: z.int().min(1).max(50),
      tube: label,
      size,
      /** The tube is one household's. */
      isHousehold: z.boolean().optional(),
      means: Means,
      /** Whom the worker chose among the candidates of `lookUp`. */
      personId: id.nullish(),
      /** Time of the phone: data, never order. */
      at: instant,
    }),
    output: sampleDone,
  }),
  takeOut: command({
    can: 'testing.sample',
    offline: true,
    input: z.object({ id, pointId: id, sampleId: id, reason: z.enum(UNBIND_REASONS), at: instant }),
    output: z.object({ sampleId: id }),
  }),
  /** Closed with as many as the worker counted. */
  sealTube: command({
    can: 'testing.sample',
    offline: true,
    input: z.object({ id, pointId: id, table: z.int().min(1).max(50), tube: label, size, counted: z.int().min(1).max(40), at: instant }),
    output: z.object({ state: z.enum(TUBE_STATES), /** More (above nought) or fewer are known than were counted. */ differsBy: z.int() }),
  }),
  /** 装箱: the boxes of a point that are not with the laboratory yet, and the closed tubes that lie in none. */
  listBoxes: query({
    can: 'testing.sample',
    input: z.object({ pointId: id }),
    output: z.object({ boxes: z.array(BoxView), loose: z.array(z.object({ code: z.string(), size, sealedAt: instant })) }),
  }),
  /** One closed tube into one box. Scanned twice it lies there once. */
  packTube: command({
    can: 'testing.sample',
    offline: true,
    input: z.object({ id, pointId: id, box: label, tube: label, at: instant }),
    output: z.object({ box: z.string(), tubes: z.int() }),
  }),
  /** Closed with as many tubes as were counted; with another number it stays open. */
  closeBox: command({
    can: 'testing.sample',
    offline: true,
    input: z.object({ id, pointId: id, box: label, counted, at: instant }),
    output: z.object({ state: z.enum(BOX_STATES) }),
  }),
  /** 交接: to the courier, who counts again. Both sign with a touch; without both there is no hand-over. */
  sendBox: command({
    can: 'testing.sample',
    offline: true,
    input: z.object({
      id,
      pointId: id,
      box: label,
      counted,
      courier: text(40),
      isSignedHere: z.literal(true),
      isSignedByCourier: z.literal(true),
      at: instant,
    }),
    output: z.object({ state: z.enum(BOX_STATES) }),
  }),
  /** How many stand in the queue. */
  sayWaiting: command({
    can: 'testing.sample',
    input: z.object({ pointId: id, waiting: z.int().min(0).max(5_000) }),
    output: z.object({ waitMinutes: z.int() }),
  }),
})

export const testingErrors = {
  'testing.not_running': 409,
  'testing.has_ended': 409,
  'testing.no_points': 409,
  'testing.outside': 400,
  'testing.point_closed': 409,
  'testing.label_foreign': 400,
  'testing.label_unreadable': 400,
  'testing.tube_of_other_point': 409,
  'testing.other_bytes': 409,
  'testing.sample_unknown': 404,
  'testing.tube_gone': 409,
  'testing.tube_not_sealed': 409,
  'testing.tube_in_other_box': 409,
  'testing.box_not_open': 409,
  'testing.box_empty': 409,
  'testing.box_not_sealed': 409,
  'testing.box_not_sent': 409,
  'testing.box_unknown': 404,
  'testing.count_differs': 409,
  'testing.tube_of_other_box': 409,
} as const

export const testingEvents = {
  /** Samples came in at a community. */
  sampled: event('testing.sampled', z.object({ communityId: id })),
  /** A campaign began, ended, or something of it was changed. */
  changed: event('testing.changed', z.object({ communityId: id, campaignId: id })),
}
