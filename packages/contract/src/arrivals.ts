// 来返人员: reported before they come, matched when they come, decided by the pack, followed until it is closed.
import { REVEAL_PURPOSES } from '@xiaomen/rules/access'
import {
  ARRIVAL_FAULTS,
  ARRIVAL_STATES,
  ARRIVAL_TRIGGERS,
  CANCEL_ARRIVAL_GROUNDS,
  CLEAR_GROUNDS,
  LINK_REPORTERS,
  REPORTERS,
  SEEN_BY,
  TRANSPORTS,
} from '@xiaomen/rules/arrivals'
import { RESIDENCY_KINDS } from '@xiaomen/rules/registry'
import { isOfficialCode, RISK_LEVELS } from '@xiaomen/rules/risk'
import { z } from 'zod'
import { Evidence } from './control-views.ts'
import { command, day, event, id, instant, operations, query, text, upload } from './kit.ts'

export const ARRIVAL_LISTS = ['reported', 'expected', 'arrived', 'notArrived', 'controlCase', 'elsewhere', 'closed'] as const
export const ARRIVAL_NOTES = [
  'reported',
  'again',
  'accepted',
  'arrived',
  'missed',
  'called',
  'cancelled',
  'cleared',
  'proposed',
  'declined',
  'opened',
  'ended',
  'handedOver',
  'outside',
  'taken',
  'returned',
] as const
const phone = z.string().regex(/^\+?\d{5,15}$/)

/** Where somebody comes from, when and by what. `code`: the official code of the place, where it is known. */
const journey = {
  from: text(60),
  code: z.string().max(12).refine(isOfficialCode, 'risk.bad_code').nullable(),
  on: day,
  transport: z.enum(TRANSPORTS),
  vehicle: text(20).nullable(),
}
/** What is typed on the form of a community's link. */
export const ArrivalForm = z.object({ by: z.enum(LINK_REPORTERS), name: text(40), phone, ...journey, door: text(60) })

const Line = z.object({
  id,
  /** What whoever reported it was given. */
  number: z.string(),
  state: z.enum(ARRIVAL_STATES),
  isClosed: z.boolean(),
  reporter: z.enum(REPORTERS),
  personId: id.nullable(),
  homeId: id.nullable(),
  name: z.string().nullable(),
  door: z.string().nullable(),
  areaName: z.string(),
  on: day,
  arrivedOn: day.nullable(),
  seenBy: z.enum(SEEN_BY).nullable(),
  level: z.enum(RISK_LEVELS).nullable(),
  /** Of the plan in force there: what this comes to. */
  comesTo: z.enum(['control', 'tests', 'none']),
  /** When somebody asks, and whether the time is over. */
  chaseAt: instant,
  isOverdue: z.boolean(),
  isLateReport: z.boolean(),
  caseId: id.nullable(),
  /** A proposal waits for a second office. */
  waits: z.boolean(),
  version: z.int(),
})
const View = Line.extend({
  areaPath: z.string(),
  communityId: id,
  phone: z.string().nullable(),
  mayReveal: z.boolean(),
  document: z.string().nullable(),
  /** As it was reported; only for whoever decides there. */
  from: z.string().nullable(),
  code: z.string().nullable(),
  said: z.string().nullable(),
  transport: z.enum(TRANSPORTS),
  vehicle: z.string().nullable(),
  trigger: z.enum(ARRIVAL_TRIGGERS).nullable(),
  track: z.object({ zh: z.string(), en: z.string() }).nullable(),
  isDraft: z.boolean(),
  asksSuite: z.boolean(),
  guardianUnder: z.int(),
  rule: z.object({ packId: z.string(), edition: z.string(), source: z.object({ zh: z.string(), en: z.string() }).nullable() }),
  ground: z.enum([...CLEAR_GROUNDS, ...CANCEL_ARRIVAL_GROUNDS]).nullable(),
  place: z.string().nullable(),
  deleteOn: day.nullable(),
  /** Who of the ledger this may be, and which home was meant. */
  people: z.array(z.object({ personId: id, homeId: id.nullable(), name: z.string().nullable(), door: z.string().nullable() })),
  homes: z.array(z.object({ homeId: id, door: z.string().nullable() })),
  notes: z.array(z.object({ id, at: instant, what: z.enum(ARRIVAL_NOTES), by: z.string().nullable(), note: z.string().nullable() })),
  may: z.object({ decide: z.boolean(), mark: z.boolean(), propose: z.boolean() }),
})
const Own = z.object({ id, number: z.string(), name: z.string(), from: z.string(), on: day, state: z.enum(ARRIVAL_STATES), isClosed: z.boolean() })
const shows = ['name', 'phone', 'document', 'door', 'whereabouts'] as const
const during = ['watch', 'emergency'] as const
/** `version`: the one that was read. */
const one = { arrivalId: id, version: z.int() }

export const arrivals = operations('arrivals', {
  listArrivals: query({
    can: 'arrivals.read',
    input: z.object({ areaId: id.optional(), list: z.enum(ARRIVAL_LISTS) }),
    output: z.object({
      day,
      counts: z.object(Object.fromEntries(ARRIVAL_LISTS.map((list) => [list, z.int()])) as Record<(typeof ARRIVAL_LISTS)[number], z.ZodInt>),
      arrivals: z.array(Line),
      isCut: z.boolean(),
    }),
    reads: ['name', 'door'],
  }),
  getArrival: query({ can: 'arrivals.read', input: z.object({ arrivalId: id }), output: View, reads: shows }),
  /** By an official: of somebody of the ledger, or of somebody it does not know. The same person on the same day is one arrival, however many say so. */
  reportArrival: command({
    can: 'arrivals.report',
    exists: during,
    input: z.object({
      id,
      communityId: id,
      personId: id.nullable(),
      name: text(40).nullable(),
      phone: phone.nullable(),
      document: z
        .string()
        .max(20)
        .regex(/^[A-Za-z0-9]{5,20}$/)
        .nullable(),
      door: text(60).nullable(),
      ...journey,
    }),
    output: View,
    reads: shows,
  }),
  /** By a resident, for themselves or somebody of the household, and not in peace; `personId` null: somebody who comes to stay with them. */
  reportOwn: command({
    can: 'self',
    input: z.object({ id, personId: id.nullable(), name: text(40).nullable(), phone: phone.nullable(), ...journey }),
    output: Own,
    reads: ['name', 'whereabouts'],
  }),
  listOwn: query({
    can: 'self',
    input: z.object({}),
    output: z.object({
      isThere: z.boolean(),
      today: day,
      household: z.array(z.object({ personId: id, name: z.string(), isMe: z.boolean() })),
      arrivals: z.array(Own),
    }),
    reads: ['name', 'whereabouts'],
  }),
  /** Whose arrival it is and to which home: somebody of the ledger, somebody added to it, or only the home. `on`: another day than was said. */
  acceptArrival: command({
    can: 'arrivals.decide',
    input: z.object({
      ...one,
      homeId: id,
      who: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('known'), personId: id }),
        z.object({ kind: z.literal('added'), residency: z.enum(RESIDENCY_KINDS) }),
        z.object({ kind: z.literal('homeOnly') }),
      ]),
      on: day,
    }),
    output: View,
    reads: shows,
  }),
  markArrived: command({ can: 'arrivals.mark', input: z.object({ ...one, on: day }), output: View, reads: shows }),
  /** Somebody asked, and they are still to come: on this day. */
  noteCall: command({ can: 'arrivals.mark', input: z.object({ ...one, on: day.nullable() }), output: View, reads: shows }),
  cancelArrival: command({ can: 'arrivals.mark', input: z.object({ ...one, ground: z.enum(CANCEL_ARRIVAL_GROUNDS) }), output: View, reads: shows }),
  /** 不住这里: to another community, by its name; one of this system answers, any other is written down with the reason. */
  handOver: command({ can: 'arrivals.decide', input: z.object({ ...one, community: text(60), reason: text(100) }), output: View, reads: shows }),
  /** What another community handed over is not ours: back to it. */
  giveBack: command({ can: 'arrivals.decide', input: z.object({ ...one, reason: text(100) }), output: View, reads: shows }),
  clearArrival: command({ can: 'arrivals.decide', input: z.object({ ...one, ground: z.enum(CLEAR_GROUNDS) }), output: View, reads: shows }),
  /** Proposed by the pack's rule, counted from the day of arrival; another office confirms it as every case of control. */
  proposeCase: command({
    can: 'arrivals.decide',
    exists: during,
    input: z.object({
      ...one,
      caseId: id,
      evidence: Evidence,
      hasOwnSuite: z.boolean(),
      guardian: z.object({ name: text(40), phone: text(30).nullable() }).nullable(),
    }),
    output: View,
    reads: shows,
  }),
  revealPhone: command({
    can: 'arrivals.mark',
    input: z.object({ arrivalId: id, purpose: z.enum(REVEAL_PURPOSES) }),
    output: z.object({ value: z.string().nullable(), until: instant }),
    reads: ['phone'],
  }),
  /** A list from a station or an airport. Looked at first; taken in whole or not at all; the same file is taken in once. */
  importList: upload({
    can: 'arrivals.decide',
    exists: during,
    input: z.object({ communityId: id, isPreview: z.boolean() }),
    output: z.object({
      rows: z.int(),
      fresh: z.int(),
      matched: z.int(),
      isKnown: z.boolean(),
      faults: z.array(z.object({ row: z.int(), fault: z.enum(ARRIVAL_FAULTS) })),
    }),
    reads: ['name', 'phone', 'document', 'whereabouts'],
  }),
  /** The link by which anybody reports to a community without an account. `renew`: the old one leads nowhere from now on. */
  getLink: command({
    can: 'arrivals.decide',
    exists: during,
    input: z.object({ communityId: id, renew: z.boolean() }),
    output: z.object({ path: z.string(), madeAt: instant }),
  }),
})

export const arrivalsErrors = {
  'arrivals.wrong_state': 409,
  'arrivals.changed_meanwhile': 409,
  /** The same id came with other words. */
  'arrivals.other_bytes': 409,
  /** Somebody has to be known by the ledger before they come under control. */
  'arrivals.nobody_matched': 409,
  'arrivals.no_measure': 409,
  /** The pack names a measure: it is not cleared for want of one. */
  'arrivals.measure_due': 409,
  'arrivals.name_missing': 400,
  'arrivals.day_ahead': 400,
  /** Nobody reports for a year ahead or for last month. */
  'arrivals.day_far': 400,
  'arrivals.other_community': 409,
  'arrivals.case_waits': 409,
  'arrivals.unreadable_file': 400,
  'arrivals.not_a_workbook': 400,
  'arrivals.zip_bomb': 400,
  'arrivals.file_too_large': 413,
  'arrivals.no_columns': 400,
  'arrivals.too_many_rows': 400,
  'arrivals.bad_rows': 400,
} as const

export const arrivalsEvents = {
  changed: event('arrivals.changed', z.object({ communityId: id, arrivalId: id, areaPath: z.string(), state: z.enum(ARRIVAL_STATES) })),
  /** Told to another community, or answered by it: the system carries it there and back. */
  handedOver: event('arrivals.handedOver', z.object({ communityId: id, arrivalId: id, areaPath: z.string() })),
  answered: event('arrivals.answered', z.object({ communityId: id, arrivalId: id, areaPath: z.string(), isTaken: z.boolean() })),
}
