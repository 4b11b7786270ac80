// 线索·接收与分流: one intake, one desk at a time, clocks from the pack.
import {
  LEAD_FAULTS,
  LEAD_FIELDS,
  LEAD_KINDS,
  LEAD_OUTCOMES,
  LEAD_STATES,
  LEAD_WAYS,
  RETURN_REASONS,
  STEP_KINDS,
  SUGGEST_DOUBTS,
  SUGGEST_WAYS,
  UNREAD_STATES,
} from '@xiaomen/rules/leads'
import { z } from 'zod'
import { command, day, event, file, id, instant, lang, operations, query, text, upload } from './kit.ts'
import { bilingual, sourced } from './packs-kit.ts'
import { CLOCK_EVENTS } from './packs-zones.ts'

/** `event`: the clock of the plan pack in force; where it has none, or there is none such, `hours`. */
const KindClock = z.strictObject({ event: z.enum(CLOCK_EVENTS).nullable(), hours: sourced(z.number().min(0.5).max(240)) })
const ScaleFigures = z.strictObject({ chiefs: z.int().min(1).max(20), lines: z.int().min(1).max(40), isDraft: z.boolean(), source: bilingual })
/** packs/leads.json: which clocks each kind of lead has, what supervision looks at, and how the centre is staffed. */
export const LeadsFile = z.strictObject({
  isDraft: z.boolean(),
  keepDays: sourced(z.int().min(1).max(365)),
  silentHours: sourced(z.number().min(0.5).max(48)),
  sampleShare: sourced(z.number().min(0).max(1)),
  holdMinutes: sourced(z.int().min(1).max(120)),
  retryMinutes: sourced(z.int().min(1).max(1440)),
  kinds: z
    .array(z.strictObject({ kind: z.enum(LEAD_KINDS), priority: z.int().min(1).max(5), accept: KindClock, tell: KindClock.nullable(), close: KindClock }))
    .length(LEAD_KINDS.length)
    .refine((kinds) => new Set(kinds.map(({ kind }) => kind)).size === kinds.length, 'leads.kind_twice'),
  scales: z.strictObject({ usual: ScaleFigures, surge: ScaleFigures }),
})

const count = z.int().min(0)
export const leadKind = z.enum(LEAD_KINDS)
const state = z.enum(LEAD_STATES)
const field = z.enum(LEAD_FIELDS).nullable()
const desk = z.object({ id, name: z.string() })
const giver = z.object({ id, name: z.string() })
const GiverView = giver.extend({ areaId: id, kind: leadKind, isLearnt: z.boolean(), lastAt: instant.nullable() })
/** As far as the reader may see what was said. */
export const leadSaid = {
  name: z.string().nullable(),
  phone: z.string().nullable(),
  document: z.string().nullable(),
  address: z.string().nullable(),
  said: z.string().nullable(),
}
export const LeadView = z.object({
  id,
  kind: leadKind,
  state,
  priority: z.int(),
  way: z.enum(LEAD_WAYS),
  ...leadSaid,
  hasPhone: z.boolean(),
  desk,
  /** To whom it is on its way; until that one takes it, it is the desk's. */
  offeredTo: desk.nullable(),
  suggested: desk.extend({ way: z.enum(SUGGEST_WAYS) }).nullable(),
  /** The second one that fits alike. */
  also: desk.nullable(),
  doubt: z.enum(SUGGEST_DOUBTS).nullable(),
  receivedAt: instant,
  /** The next moment that is owed; null once it is closed. */
  dueAt: instant.nullable(),
  sources: count,
  returns: count,
  tries: count,
  callAt: instant.nullable(),
  toldAt: instant.nullable(),
  remindedAt: instant.nullable(),
  outcome: z.enum(LEAD_OUTCOMES).nullable(),
  closedAt: instant.nullable(),
})
export const LEAD_READS = ['name', 'phone', 'document', 'door', 'health'] as const
/** What one lead says, as it is typed; read like a row of a file. */
export const leadTyped = {
  reference: text(60).optional(),
  name: text(200).optional(),
  phone: text(40).optional(),
  document: text(40).optional(),
  address: text(200).optional(),
  said: text(1000).optional(),
}
const Fault = z.object({ fault: z.enum(LEAD_FAULTS), field: z.enum(LEAD_FIELDS) })
const MOST_AT_ONCE = 500
const leadIds = z.array(id).min(1).max(MOST_AT_ONCE)
/** What of many was done; the rest is as it was, each with its reason. */
const Bulk = z.object({
  done: count,
  refused: z.array(z.object({ leadId: id, why: z.enum(['state', 'same_desk', 'centre', 'no_suggestion', 'not_found', 'changed_since']) })),
})

export const leads = operations('leads', {
  /** Of this area, those above it and those beneath. */
  listGivers: query({ can: 'leads.read', input: z.object({ areaId: id }), output: z.array(GiverView) }),
  /** `kind`: what the giver's leads are of, where a row does not say. */
  addGiver: command({
    can: 'leads.take',
    exists: ['watch', 'emergency'],
    input: z.object({ id, areaId: id, name: text(60), kind: leadKind }),
    output: GiverView,
  }),
  /** XLSX or CSV. `isPreview`: says what would happen and keeps nothing. `columns`: their meaning, once somebody has looked; remembered for the giver. */
  importFile: upload({
    can: 'leads.take',
    exists: ['watch', 'emergency'],
    input: z.object({ id, giverId: id, areaId: id, columns: z.array(field).max(100).optional(), isPreview: z.boolean() }),
    output: z.object({
      headers: z.array(z.string()),
      columns: z.array(field),
      isEnough: z.boolean(),
      rows: count,
      /** New people. */
      fresh: count,
      /** Joined to an open lead of the same person. */
      merged: count,
      /** Told before, by this file or another of this giver. */
      known: count,
      suggested: count,
      doubtful: count,
      unread: z.array(Fault.extend({ row: z.int() })),
      isAgain: z.boolean(),
      sample: z.array(z.object({ row: z.int(), kind: leadKind, ...leadSaid, sentAt: instant.nullable(), found: z.enum(['fresh', 'merged', 'known']) })),
    }),
    reads: [...LEAD_READS],
  }),
  /** By telephone, or by a form on paper. */
  add: command({
    can: 'leads.take',
    exists: ['watch', 'emergency'],
    input: z.object({ id, areaId: id, way: z.enum(['phone', 'form']), kind: leadKind, ...leadTyped }),
    output: z.object({ leadId: id, isMerged: z.boolean() }),
  }),
  /** Rows that could not be taken as they were, the oldest first, at most 300. */
  listUnread: query({
    can: 'leads.read',
    input: z.object({ areaId: id, state: z.enum(UNREAD_STATES) }),
    output: z.object({
      rows: z.array(
        Fault.extend({
          id,
          giver,
          row: z.int(),
          ...leadSaid,
          reference: z.string().nullable(),
          kindSaid: z.string().nullable(),
          sentAtSaid: z.string().nullable(),
          receivedAt: instant,
          reason: z.string().nullable(),
        }),
      ),
      open: count,
      isCut: z.boolean(),
    }),
    reads: [...LEAD_READS],
  }),
  /** Put right and taken in, or set aside, and why. */
  settleUnread: command({
    can: 'leads.take',
    input: z.object({
      unreadId: id,
      as: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('mended'), leadKind, ...leadTyped }),
        z.object({ kind: z.literal('aside'), reason: text(200) }),
      ]),
    }),
    output: z.object({ state: z.enum(UNREAD_STATES) }),
  }),

  /** Paged, what is owed first. Closed ones are asked for alone, the latest first; beside open ones they are left out. `from`: `next` of the page before. */
  list: query({
    can: 'leads.read',
    input: z.object({
      areaId: id,
      states: z.array(state).min(1).max(LEAD_STATES.length),
      deskId: id.optional(),
      doubt: z.enum(['sure', 'doubtful']).optional(),
      kind: leadKind.optional(),
      from: z.object({ at: instant, id }).nullable().optional(),
      limit: z.int().min(1).max(300),
    }),
    output: z.object({ rows: z.array(LeadView), next: z.object({ at: instant, id }).nullable() }),
    reads: [...LEAD_READS],
  }),
  get: query({
    can: 'leads.read',
    input: z.object({ leadId: id }),
    output: LeadView.extend({
      clocks: z.object({ acceptBy: instant.nullable(), tellBy: instant.nullable(), closeBy: instant }),
      acceptedAt: instant.nullable(),
      /** Which communities it may belong to and why, as of now. */
      candidates: z.array(desk.extend({ way: z.enum(SUGGEST_WAYS), score: z.int(), says: z.array(z.string()) })),
      from: z.array(
        z.object({ id, way: z.enum(LEAD_WAYS), giver: z.string().nullable(), row: z.int().nullable(), receivedAt: instant, said: z.string().nullable() }),
      ),
      steps: z.array(
        z.object({
          id,
          kind: z.enum(STEP_KINDS),
          at: instant,
          by: z.string().nullable(),
          desk: z.string(),
          reason: z.enum(RETURN_REASONS).nullable(),
          note: z.string().nullable(),
          isCorrection: z.boolean(),
        }),
      ),
      calls: z.array(z.object({ id, at: instant, by: z.string().nullable(), outcome: z.string(), note: z.string().nullable() })),
      statements: z.array(
        z.object({
          id,
          where: z.string(),
          from: instant,
          until: instant.nullable(),
          with: z.array(z.object({ name: z.string().nullable(), phone: z.string().nullable() })),
        }),
      ),
      hasHome: z.boolean(),
      mayDispatch: z.boolean(),
      mayAccept: z.boolean(),
      mayWork: z.boolean(),
      mayReopen: z.boolean(),
    }),
    reads: [...LEAD_READS, 'whereabouts'],
  }),
  /** Kind and priority put right by whoever reads it. A stricter kind brings its clocks nearer; a laxer one moves none. */
  triage: command({ can: 'leads.dispatch', input: z.object({ leadId: id, kind: leadKind, priority: z.int().min(1).max(5) }), output: z.object({}) }),
  /** To a community, to the one that is suggested for each (`toId: null`), or kept by the centre. One `batchId` for all parts of one act. */
  send: command({
    can: 'leads.dispatch',
    input: z.object({ batchId: id, areaId: id, leadIds, to: z.enum(['suggested', 'community', 'here']), toId: id.nullable(), isCorrection: z.boolean() }),
    output: Bulk,
  }),
  /** Takes back what was just done to many, where nobody has done anything since. */
  undo: command({ can: 'leads.dispatch', input: z.object({ areaId: id, batchId: id }), output: Bulk }),
  accept: command({ can: 'leads.accept', input: z.object({ batchId: id, areaId: id, leadIds }), output: Bulk }),
  giveBack: command({
    can: 'leads.accept',
    input: z.object({ batchId: id, areaId: id, leadIds, reason: z.enum(RETURN_REASONS), note: text(200).optional() }),
    output: Bulk,
  }),
  close: command({ can: 'leads.work', input: z.object({ leadId: id, outcome: z.enum(LEAD_OUTCOMES), note: text(500).optional() }), output: z.object({}) }),
  /** To a grid worker, as a task at the door. */
  giveTask: command({ can: 'leads.work', input: z.object({ leadId: id }), output: z.object({}) }),
  /** What lies at each desk. `lastAt`: when anything was last done there. */
  listLoads: query({
    can: 'leads.read',
    input: z.object({ areaId: id }),
    output: z.object({
      desks: z.array(
        desk.extend({
          isCentre: z.boolean(),
          waiting: count,
          /** On their way to others, and still here. */
          sent: count,
          /** On their way to it. */
          offered: count,
          working: count,
          overdue: count,
          closed: count,
          lastAt: instant.nullable(),
          isSilent: z.boolean(),
        }),
      ),
      open: count,
      overdue: count,
      unread: count,
      silentHours: z.number(),
      isDraft: z.boolean(),
    }),
  }),
  /** 反馈: what became of each lead of one giver, as a workbook to be sent back. */
  answerList: file({ can: 'leads.read', input: z.object({ areaId: id, giverId: id, from: day, until: day, lang }), reads: ['name'] }),

  /** 居民报送: somebody tells of oneself, or of what one has seen. */
  report: command({
    can: 'self',
    input: z.object({ id, kind: z.enum(['symptom', 'contact', 'riskArea', 'other']), said: text(1000), isOwn: z.boolean() }),
    output: z.object({}),
  }),
  /** What became of one's own reports. */
  listOwn: query({
    can: 'self',
    input: z.object({}),
    output: z.object({
      mayReport: z.boolean(),
      reports: z.array(z.object({ id, at: instant, said: z.string().nullable(), state: z.enum(['received', 'working', 'closed']) })),
    }),
  }),
})

export const leadsErrors = {
  'leads.file_unreadable': 400,
  'leads.file_too_long': 400,
  'leads.file_empty': 400,
  'leads.columns_missing': 400,
  'leads.giver_known': 409,
  /** `details.fault`, `details.field`. */
  'leads.unfit': 400,
  'leads.time_ahead': 400,
  'leads.not_a_desk': 400,
  'leads.state': 409,
  'leads.settled': 409,
  'leads.no_home': 409,
  'leads.not_here': 409,
  'leads.no_seat': 409,
  'leads.not_held': 409,
  'leads.too_many_reveals': 429,
  'leads.until_past': 400,
  'leads.scaled': 409,
  'leads.unsigned': 401,
  'leads.stale': 401,
  'leads.replayed': 409,
  'leads.same_unit': 409,
  'leads.channel_state': 409,
} as const

export const leadsEvents = {
  /** Somebody told where they were and with whom: statements of this lead are there. `communityId`, `areaPath`: of the centre. */
  told: event('leads.told', z.object({ communityId: id, leadId: id, areaPath: z.string() })),
  /** Leads of a centre came, moved or ended: pages look again. */
  changed: event('leads.changed', z.object({ communityId: id, areaPath: z.string() })),
}
