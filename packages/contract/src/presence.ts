import { CERTAINTIES, DOUBTS, PROOFS, SPOT_KINDS, TRACE_GROUNDS, TRACE_STATES } from '@xiaomen/rules/presence'
import { z } from 'zod'
import { ActView } from './approvals.ts'
import { command, day, file, id, instant, operations, query, text } from './kit.ts'
import { sourced } from './packs-kit.ts'

/** packs/presence.json: how long check-ins are kept, how long somebody stays who does not say, and what counts as a meeting. */
export const PresenceFile = z.strictObject({
  isDraft: z.boolean(),
  keepDays: sourced(z.int().min(14).max(28)),
  stayMinutes: sourced(z.int().min(5).max(480)),
  /** Nobody counts as there for longer, whatever they say later. */
  longestStayMinutes: sourced(z.int().min(60).max(1440)),
  nearMinutes: sourced(z.int().min(0).max(30)),
  minOverlapMinutes: sourced(z.int().min(1).max(120)),
})

const count = z.int().min(0)
const proof = z.enum(PROOFS)
const certainty = z.enum(CERTAINTIES)
const doubts = z.array(z.enum(DOUBTS))
const spotCode = z.string().regex(/^[A-Z0-9]{12}$/)
/** Who somebody is, for moments and sealed: what is checked in with it leaves no trace of their account. */
const pass = z.string().min(20).max(400)
const SpotView = z.object({
  id,
  areaId: id,
  areaName: z.string(),
  name: z.string(),
  kind: z.enum(SPOT_KINDS),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  posterPath: z.string(),
  /** Of the screen that draws the code anew; null for whoever does not look after the spot. */
  screenPath: z.string().nullable(),
  madeAt: instant,
  closedAt: instant.nullable(),
})
const Said = z.object({
  id,
  proof,
  at: instant,
  until: instant,
  isAssumed: z.boolean(),
  /** To be told to somebody of the place, who confirms it. */
  pairing: z.string().nullable(),
  deleteOn: day,
})

const Counts = z.object({
  people: count,
  second: count.nullable(),
  places: count,
  /** Check-ins by a paper code alone in those places, and passages of people nobody knows: they are not counted as anybody. */
  claims: count,
  unnamed: count,
  /** Where the person was outside the area that was asked about. */
  elsewhere: count,
})
const TraceLine = z.object({
  id,
  areaId: id,
  areaName: z.string(),
  ground: z.enum(TRACE_GROUNDS),
  /** As far as the reader may see it. */
  name: z.string().nullable(),
  from: instant,
  to: instant,
  ring: z.union([z.literal(1), z.literal(2)]),
  state: z.enum(TRACE_STATES),
  people: count,
  askedBy: z.string(),
  askedAt: instant,
  openUntil: instant.nullable(),
  maySign: z.boolean(),
})
const place = z.object({ key: z.string(), name: z.string(), kind: z.enum(['gate', 'spot']) })
const Found = z.object({
  key: z.string(),
  ring: z.union([z.literal(1), z.literal(2)]),
  personId: id.nullable(),
  name: z.string().nullable(),
  door: z.string().nullable(),
  /** Of somebody who is not in the ledger and wrote it down at the spot. */
  phone: z.string().nullable(),
  certainty,
  doubts,
  times: count,
  first: instant,
  last: instant,
})

export const presence = operations('presence', {
  /** 场所: of this area and beneath it, by name; those still open first. */
  listSpots: query({ can: 'presence.spots', input: z.object({ areaId: id }), output: z.array(SpotView) }),
  addSpot: command({
    can: 'presence.spots',
    input: z.object({
      id,
      areaId: id,
      name: text(60),
      kind: z.enum(SPOT_KINDS),
      position: z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }).nullable(),
    }),
    output: SpotView,
  }),
  closeSpot: command({ can: 'presence.spots', input: z.object({ spotId: id }), output: z.object({}) }),
  /** Another address for the screen: whoever has the old one draws codes that count nowhere. */
  renewScreen: command({ can: 'presence.spots', input: z.object({ spotId: id }), output: SpotView }),
  /** Who says to stand there, by a number and nothing else. */
  listWaiting: query({ can: 'presence.confirm', input: z.object({ spotId: id }), output: z.array(z.object({ id, at: instant, pairing: z.string() })) }),
  /** Somebody of the place has seen them. */
  confirm: command({ can: 'presence.confirm', exists: ['watch', 'emergency'], input: z.object({ checkInId: id }), output: z.object({}) }),
  /** The visitor's own code, read at the place. */
  scanVisitor: command({
    can: 'presence.confirm',
    exists: ['watch', 'emergency'],
    input: z.object({ id, spotId: id, code: z.string().min(1).max(1000) }),
    output: z.object({ isNew: z.boolean() }),
  }),

  getSpot: query({
    can: 'public',
    input: z.object({ code: spotCode }),
    output: z.object({ name: z.string(), areaName: z.string(), kind: z.enum(SPOT_KINDS) }),
  }),
  /** Null for an account of nobody in the ledger. */
  getPass: query({ can: 'self', input: z.object({}), output: z.object({ pass: pass.nullable() }) }),
  /** `step`: of the screen's code; null for the paper alone, which is a claim and no presence. Asked without the session, so that no account stands beside it. */
  checkIn: command({ can: 'public', input: z.object({ id, code: spotCode, step: z.string().max(60).nullable(), pass }), output: Said }),
  checkOut: command({ can: 'public', input: z.object({ checkInId: id, pass }), output: Said }),
  /** Own check-ins of the kept days, latest first. */
  listOwn: query({
    can: 'self',
    input: z.object({}),
    output: z.object({
      keepDays: count,
      rows: z.array(Said.extend({ spot: z.string(), areaName: z.string(), mayLeave: z.boolean() })),
    }),
    reads: ['whereabouts'],
  }),

  /** People of the ledger called exactly so, for whoever traces. */
  findPeople: query({
    can: 'presence.trace',
    exists: ['watch', 'emergency'],
    input: z.object({ areaId: id, name: text(40) }),
    output: z.object({ people: z.array(z.object({ personId: id, name: z.string().nullable(), door: z.string().nullable() })), isTooMany: z.boolean() }),
    reads: ['name', 'door'],
  }),
  /** 时空交集查询: counts at once, names once a second person of another unit has signed. */
  askTrace: command({
    can: 'presence.trace',
    exists: ['watch', 'emergency'],
    input: z.object({
      id,
      areaId: id,
      personId: id,
      from: instant,
      to: instant,
      ring: z.union([z.literal(1), z.literal(2)]),
      ground: z.enum(TRACE_GROUNDS),
      /** The case or the lead it is asked for. */
      refId: id.nullable(),
      reason: text(300),
    }),
    output: z.object({ id, counts: Counts }),
  }),
  listTraces: query({ can: 'presence.see', input: z.object({ areaId: id }), output: z.array(TraceLine), reads: ['name'] }),
  /** With names only while it is open. */
  getTrace: query({
    can: 'presence.see',
    input: z.object({ traceId: id }),
    output: TraceLine.extend({
      reason: z.string(),
      counts: Counts,
      waiting: ActView.nullable(),
      waitingExport: ActView.nullable(),
      mayWithdraw: z.boolean(),
      export: z.enum(['no', 'may', 'needsThird', 'asked']),
      /** By certainty, then by when they first met. */
      found: z.array(Found).nullable(),
      meetings: z.array(z.object({ who: z.string(), place, from: instant, to: instant, minutes: z.number().min(0), certainty, doubts })),
      isCut: z.boolean(),
    }),
    reads: ['name', 'door', 'phone', 'whereabouts'],
  }),
  signTrace: command({ can: 'presence.sign', input: z.object({ traceId: id }), output: z.object({ isOpen: z.boolean() }) }),
  withdrawTrace: command({ can: 'presence.trace', input: z.object({ traceId: id }), output: z.object({}) }),
  /** For more people than one signature lets out of the house. */
  askExport: command({ can: 'presence.trace', input: z.object({ traceId: id }), output: z.object({}) }),
  signExport: command({ can: 'presence.sign', input: z.object({ traceId: id }), output: z.object({ isDone: z.boolean() }) }),
  exportTrace: file({ can: 'presence.trace', input: z.object({ traceId: id }), reads: ['name', 'door', 'phone', 'whereabouts'] }),
})

export const presenceErrors = {
  'presence.spot_known': 409,
  'presence.spot_closed': 409,
  'presence.other_bytes': 409,
  /** The screen has drawn another code since. */
  'presence.code_over': 409,
  'presence.pass_over': 409,
  /** It would stand beside an account in the audit. */
  'presence.with_session': 409,
  'presence.not_waiting': 409,
  'presence.code_unreadable': 400,
  'presence.left_already': 409,
  'presence.window_reversed': 400,
  'presence.window_future': 400,
  'presence.window_too_long': 400,
  'presence.window_too_old': 400,
  'presence.same_unit': 409,
  'presence.not_open': 409,
  'presence.needs_third': 409,
} as const
