import { MEASURES } from '@xiaomen/rules/control'
import { CHECKS, POSTING_LEVELS } from '@xiaomen/rules/daily'
import { GATE_RULES } from '@xiaomen/rules/gate'
import { RULE_SUBJECTS } from '@xiaomen/rules/packs'
import { LONGEST_RETENTION_DAYS, ORDER_ACTS, ORDER_STEPS, POSTURES, RETENTION_DAYS } from '@xiaomen/rules/posture'
import { z } from 'zod'
import { ActView } from './approvals.ts'
import { editionErrors, editionOps } from './posture-editions.ts'
import { command, day, event, id, instant, operations, query, text } from './kit.ts'

/** 个人信息保护影响评估. `assessedBy`: office and post, not a person's name. */
const Assessment = z.object({ processed: text(1000), necessity: text(1000), risks: text(1000), measures: text(1000), assessedBy: text(100), assessedOn: day })

export const PostureOrder = z.object({
  id,
  areaId: id,
  areaName: z.string(),
  posture: z.enum(POSTURES),
  packId: z.string(),
  edition: z.string(),
  legalBasis: z.string(),
  purpose: z.string(),
  state: z.enum(['drafted', 'inForce', 'ended']),
  draftedBy: z.string(),
  approvedBy: z.string().nullable(),
  from: instant.nullable(),
  /** Its last day: it ends by itself. */
  until: day,
  /** Days that what was gathered under it is kept after its end. */
  retentionDays: z.int(),
  /** Null: put in force before one was asked for, or an order for peace. Kept for three years. */
  assessment: z
    .object({
      processed: z.string(),
      necessity: z.string(),
      risks: z.string(),
      measures: z.string(),
      assessedBy: z.string(),
      assessedOn: day,
      keptUntil: day,
    })
    .nullable(),
  endedAt: instant.nullable(),
  /** Until when what people ended may be taken up again; null: not, or no more. */
  reinstatableUntil: instant.nullable(),
  /** What waits for a signature. `until`: the day asked for, where the days would change. */
  waiting: ActView.omit({ subjectId: true })
    .extend({ kind: z.enum(ORDER_ACTS), until: day.nullable(), reason: z.string().nullable() })
    .nullable(),
  /** Its life so far. `until`: the last day that this step set. */
  steps: z.array(
    z.object({ kind: z.enum(ORDER_STEPS), at: instant, name: z.string().nullable(), unit: z.string(), until: day.nullable(), reason: z.string().nullable() }),
  ),
})

const Plan = z.object({ posture: z.enum(POSTURES), packId: z.string(), edition: z.string() })
/** What an act on an order does to those under control: now by measure (null: not begun), and then. */
const ControlShift = z.object({
  measures: z.array(z.object({ measure: z.enum(MEASURES).nullable(), count: z.int() })),
  due: z.int(),
  /** Released with the order, and taken up again with it. */
  lifted: z.int(),
  restored: z.int(),
  /** Whom no rule of the new edition names: due for release by its change of edition. */
  trackless: z.int(),
  /** Who stays under the rules of another pack until their days are over. */
  otherPack: z.int(),
  /** Places under works, of which nobody is counted above: now, ended with the order, taken up again with it. */
  places: z.object({ open: z.int(), lifted: z.int(), restored: z.int() }),
})
const ZoneCount = z.object({ zones: z.int(), standstills: z.int(), homes: z.int() })
const ZoneShift = z.object({ lifted: ZoneCount, kept: ZoneCount, takenUp: ZoneCount })
/** Null: of no module that is there, or not for the reader. */
const OrderShifts = z.object({ control: ControlShift.nullable(), zones: ZoneShift.nullable() })
export type OrderShifts = z.output<typeof OrderShifts>

export const COUNTED = ['gates', 'heldPeople', 'openCases', 'standings', 'openTasks'] as const

export const posture = operations('posture', {
  /** What is in force at an area: the nearest order upward, or peace. */
  current: query({
    can: 'posture.read',
    input: z.object({ areaId: id }),
    output: z.object({ posture: z.enum(POSTURES), packId: z.string(), edition: z.string(), order: PostureOrder.nullable() }),
  }),
  listOrders: query({ can: 'posture.read', input: z.object({}), output: z.array(PostureOrder) }),
  listPacks: query({
    can: 'posture.read',
    input: z.object({}),
    output: z.array(
      z.object({ packId: z.string(), edition: z.string(), zh: z.string(), en: z.string(), effectiveFrom: day, isDraft: z.boolean(), isLocal: z.boolean() }),
    ),
  }),
  /** Operations that do not always exist, and where among the caller's areas they do today. */
  listFunctions: query({ can: 'posture.read', input: z.object({}), output: z.record(z.string(), z.array(z.string())) }),
  /** What would change, before it does: under an order not yet drafted, or by the next step of this one (in force, ended, taken up again). */
  previewOrder: query({
    can: 'posture.read',
    input: z.union([z.object({ orderId: id }), z.object({ areaId: id, posture: z.enum(POSTURES), packId: z.string().max(60), edition: z.string().max(60) })]),
    output: z.object({
      before: Plan,
      after: Plan,
      /** Names of operations. */
      begin: z.array(z.string()),
      cease: z.array(z.string()),
      gate: z.array(z.object({ rule: z.enum(GATE_RULES), before: z.string(), after: z.string() })),
      daily: z.array(z.object({ level: z.enum(POSTING_LEVELS), begins: z.array(z.enum(CHECKS)), ceases: z.array(z.enum(CHECKS)) })),
      covers: z.object({
        communities: z.int(),
        compounds: z.int(),
        buildings: z.int(),
        homes: z.int(),
        /** Areas beneath with an order of their own, which stays theirs. */
        ownOrders: z.int(),
      }),
      /** Of tracks, daily questions, zones, colours, clocks and checklists, rule by rule. */
      rules: z.array(
        z.object({
          of: z.enum(RULE_SUBJECTS),
          key: z.string(),
          name: z.object({ zh: z.string(), en: z.string() }).nullable(),
          before: z.string().nullable(),
          after: z.string().nullable(),
        }),
      ),
      /** How many there are now: gates it reaches, and what is open and would be left. */
      counts: z.array(z.object({ what: z.enum(COUNTED), count: z.int() })),
      shifts: OrderShifts,
    }),
  }),
  draftOrder: command({
    can: 'posture.draft',
    input: z.object({
      areaId: id,
      posture: z.enum(POSTURES),
      packId: z.string().max(60),
      edition: z.string().max(60),
      // An order that lacks one of these is answered with the field and a sentence.
      legalBasis: text(200).optional(),
      purpose: text(200).optional(),
      until: day.optional(),
      retentionDays: z.int().min(1).max(LONGEST_RETENTION_DAYS).default(RETENTION_DAYS),
      assessment: Assessment.nullish(),
    }),
    output: PostureOrder,
  }),
  /** Signs what waits about an order: its draft, a change of its days, its end, its being taken up again. `actId`: what was shown to whoever signs. */
  approveOrder: command({ can: 'posture.approve', input: z.object({ orderId: id, actId: id }), output: PostureOrder }),
  /** Takes a draft back at once; asks for the end of what is in force, which a second person of another unit signs. */
  endOrder: command({ can: 'posture.approve', input: z.object({ orderId: id, reason: text(200) }), output: PostureOrder }),
  /** Asks for another last day: an earlier one takes a second person, a later one two. */
  amendOrder: command({ can: 'posture.approve', input: z.object({ orderId: id, until: day, reason: text(200) }), output: PostureOrder }),
  /** Asks that what was ended within the last 24 hours hold again, exactly as before. */
  reinstateOrder: command({ can: 'posture.approve', input: z.object({ orderId: id, reason: text(200) }), output: PostureOrder }),
  /** Whoever asked for it takes it back while it waits. */
  takeBack: command({ can: 'posture.approve', input: z.object({ orderId: id, actId: id }), output: PostureOrder }),
  ...editionOps,
})
export const postureErrors = {
  'posture.same_person': 409,
  'posture.weaker_than_above': 409,
  'posture.unknown_pack': 400,
  'posture.wrong_state': 409,
  /** An order without this field is not drafted. */
  'posture.incomplete': 400,
  'posture.too_long': 400,
  'posture.act_waits': 409,
  'posture.too_late': 409,
  ...editionErrors,
} as const
export const postureEvents = {
  changed: event('posture.changed', z.object({ orderId: id, areaId: id })),
  /** Something about an order waits for a signature, or does so no more; what holds stays as it is. */
  asked: event('posture.asked', z.object({ orderId: id, areaId: id })),
  editionApproved: event('posture.editionApproved', z.object({ editionId: id, areaId: id })),
}
