import {
  ABSENCE_REASONS,
  ANSWER_GAPS,
  ANSWER_PLACES,
  ANSWER_POSTS,
  AT_KINDS,
  CARED_KINDS,
  CARER_SLOTS,
  HAND_KINDS,
  HANDOVER_STATES,
  SLOT_CHANGES,
  SLOT_GAPS,
} from '@xiaomen/rules/answerability'
import { REVEAL_PURPOSES, ROLES } from '@xiaomen/rules/access'
import { z } from 'zod'
import { command, day, event, file, id, instant, lang, operations, query, text } from './kit.ts'

const bilingual = z.object({ zh: z.string(), en: z.string() })
/** Somebody who answers or looks after: the number is told by `revealHand` or `callCarer` only. */
const HandView = z.object({
  id,
  kind: z.enum(HAND_KINDS),
  accountId: id.nullable(),
  name: z.string(),
  unit: z.string(),
  hasPhone: z.boolean(),
})
const who = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hand'), handId: id }),
  z.object({ kind: z.literal('account'), accountId: id, phone: text(20).optional() }),
  z.object({ kind: z.literal('person'), personId: id }),
  z.object({ kind: z.literal('named'), name: text(40), unit: text(60), phone: text(20).nullable() }),
])
const place = z.object({ at: z.enum(AT_KINDS), id })
const AnswerRow = z.object({
  place: z.object({ at: z.enum(AT_KINDS), kind: z.enum(ANSWER_PLACES), id, name: z.string(), path: z.string() }),
  /** Who answers, or answered last. */
  who: HandView.nullable(),
  from: day.nullable(),
  until: day.nullable(),
  gap: z.enum(ANSWER_GAPS).nullable(),
})
const PostView = z.object({ key: z.enum(ANSWER_POSTS), name: bilingual, holder: bilingual, isDraft: z.boolean(), source: bilingual })
const AbsenceView = z.object({ id, handId: id, from: day, until: day, reason: z.enum(ABSENCE_REASONS) })
export const DutyView = z.object({
  id,
  slot: z.enum(CARER_SLOTS),
  place: z.object({ at: z.enum(AT_KINDS), id, name: z.string(), path: z.string() }),
  who: HandView,
  from: day,
  until: day.nullable(),
  ordinal: z.int(),
  most: z.int().nullable(),
  /** Households looked after now, own and covered. */
  homes: z.int(),
  /** False: the account was ended, or works elsewhere. */
  isThere: z.boolean(),
  version: z.int(),
})
export const CarerView = z.object({
  slotId: id,
  slot: z.enum(CARER_SLOTS),
  hand: HandView.nullable(),
  cover: HandView.nullable(),
  gap: z.enum(SLOT_GAPS).nullable(),
  handoverId: id.nullable(),
})
const CaredView = z.object({
  subjectKind: z.enum(CARED_KINDS),
  subjectId: id,
  homeId: id,
  /** Of whoever is in care, for those who may read it. */
  personId: id.nullable(),
  door: z.string().nullable(),
  carers: z.array(CarerView),
})
const HandoverView = z.object({
  id,
  from: HandView,
  to: HandView,
  state: z.enum(HANDOVER_STATES),
  offeredAt: instant,
  slots: z.array(z.object({ slotId: id, slot: z.enum(CARER_SLOTS), door: z.string().nullable() })),
  reason: z.string().nullable(),
  mayAnswer: z.boolean(),
  mayWithdraw: z.boolean(),
})
/** How many may be set in one act. */
const MOST_PLACES = 500

export const answerability = operations('answerability', {
  /** 四级包保: every place of every level within one community, answered for or a gap. */
  getBoard: query({
    can: 'answerability.read',
    input: z.object({ areaId: id }),
    output: z.object({
      day,
      isDraft: z.boolean(),
      posts: z.array(PostView.extend({ places: z.int(), gaps: z.int(), rows: z.array(AnswerRow) })),
    }),
    reads: ['name'],
  }),
  /** By community, how many places nobody answers for and how many slots are empty. */
  listGaps: query({
    can: 'answerability.read',
    input: z.object({ areaId: id }),
    output: z.array(z.object({ communityId: id, name: z.string(), places: z.int(), gaps: z.int(), slots: z.int(), slotGaps: z.int() })),
  }),
  /** One person for many places at once, from a day on; whoever answered before does so until the day before. `who` null: nobody from that day on. */
  setAnswering: command({
    can: 'answerability.plan',
    input: z.object({
      post: z.enum(ANSWER_POSTS),
      places: z.array(place).min(1).max(MOST_PLACES),
      who: who.nullable(),
      from: day,
      until: day.nullable(),
    }),
    output: z.object({ set: z.int() }),
    reads: ['name'],
  }),
  /** The four-level list of one community's area on A4. */
  downloadList: file({ can: 'answerability.print', input: z.object({ areaId: id, lang }), reads: ['name'] }),
  /** 责任牌: the three named persons of a compound. */
  getResponsibilityBoard: query({
    can: 'answerability.read',
    input: z.object({ compoundId: id }),
    output: z.object({
      compound: z.string(),
      people: z.array(z.object({ title: bilingual, who: HandView.nullable(), gap: z.enum(ANSWER_GAPS).nullable() })),
    }),
    reads: ['name'],
  }),
  /** Who may be named in this community: accounts that work there, and whom the office wrote down before. */
  listCandidates: query({
    can: 'answerability.plan',
    input: z.object({ areaId: id }),
    output: z.object({
      accounts: z.array(z.object({ accountId: id, name: z.string(), unit: z.string(), role: z.enum(ROLES) })),
      hands: z.array(HandView),
    }),
    reads: ['name'],
  }),

  /** Duty lists of the area and of what lies around it, in the order they are gone through. */
  listDuties: query({
    can: 'answerability.read',
    input: z.object({ areaId: id }),
    output: z.object({
      day,
      duties: z.array(DutyView),
      absences: z.array(AbsenceView),
      sets: z.array(z.object({ key: z.string(), name: bilingual, slots: z.array(z.enum(CARER_SLOTS)), isDraft: z.boolean(), source: bilingual })),
    }),
    reads: ['name'],
  }),
  addDuty: command({
    can: 'answerability.plan',
    input: z.object({
      id,
      slot: z.enum(CARER_SLOTS),
      place,
      who,
      from: day,
      until: day.nullable(),
      ordinal: z.int().min(1).max(999),
      most: z.int().min(1).max(9_999).nullable(),
    }),
    output: z.object({ id }),
    reads: ['name'],
  }),
  changeDuty: command({
    can: 'answerability.plan',
    input: z.object({
      dutyId: id,
      version: z.int(),
      until: day.nullable(),
      ordinal: z.int().min(1).max(999),
      most: z.int().min(1).max(9_999).nullable(),
    }),
    output: z.object({ version: z.int() }),
  }),
  /** From now on; whom the list gave households gives way to the next. */
  endDuty: command({ can: 'answerability.plan', input: z.object({ dutyId: id }), output: z.object({}) }),
  /** Ill or away, from a day to a day: what is open is covered by the next of the list, and given back after it. */
  setAbsent: command({
    can: 'answerability.plan',
    input: z.object({ id, handId: id, from: day, until: day, reason: z.enum(ABSENCE_REASONS) }),
    output: z.object({ covered: z.int(), uncovered: z.int() }),
  }),
  /** Back before the day. */
  endAbsence: command({ can: 'answerability.plan', input: z.object({ absenceId: id }), output: z.object({}) }),

  /** Who looks after whom; only those with an empty slot when asked so. */
  listCared: query({
    can: 'answerability.read',
    input: z.object({ areaId: id, gapsOnly: z.boolean().optional(), after: z.string().max(80).optional() }),
    output: z.object({ slots: z.int(), gaps: z.int(), rows: z.array(CaredView), next: z.string().max(80).nullable() }),
    reads: ['name', 'door'],
  }),
  /** A household is given the carers of a set. What it has of them already it keeps. */
  giveCarers: command({
    can: 'answerability.assign',
    input: z.object({ homeId: id, set: z.string().max(40) }),
    output: z.object({ carers: z.array(z.object({ slot: z.enum(CARER_SLOTS), gap: z.enum(SLOT_GAPS).nullable() })) }),
  }),
  /** Of a household that was given them by the office. */
  releaseCarers: command({ can: 'answerability.assign', input: z.object({ homeId: id }), output: z.object({ released: z.int() }) }),

  /** Some of what somebody looks after, or all of it, is offered to another; until that one accepts, nothing changes. */
  offerHandOver: command({
    can: 'answerability.care',
    input: z.object({ id, fromHandId: id, slotIds: z.array(id).min(1).max(MOST_PLACES).nullable(), to: who }),
    output: z.object({ id, slots: z.int() }),
    reads: ['name'],
  }),
  answerHandOver: command({
    can: 'answerability.care',
    input: z.object({ handoverId: id, answer: z.enum(['accepted', 'declined', 'withdrawn']), reason: text(200).nullable() }),
    output: z.object({ handed: z.int() }),
  }),
  /** Whom one may hand over to at these places. */
  listHeirs: query({
    can: 'answerability.care',
    input: z.object({ slotId: id }),
    output: z.array(z.object({ accountId: id, name: z.string(), unit: z.string() })),
  }),
  /** 我包保的: the caller's places, households and what is offered. */
  listMine: query({
    can: 'answerability.care',
    input: z.object({}),
    output: z.object({
      hands: z.array(id),
      places: z.array(z.object({ post: bilingual, name: z.string(), within: z.string(), from: day, until: day.nullable() })),
      cared: z.array(CaredView.extend({ isCover: z.boolean() })),
      handovers: z.array(HandoverView),
    }),
    reads: ['name', 'door'],
  }),
  /** Hand-overs of an area that wait for an answer. */
  listHandovers: query({
    can: 'answerability.read',
    input: z.object({ areaId: id }),
    output: z.array(HandoverView),
    reads: ['name', 'door'],
  }),

  /** 谁在关心我们: for the household itself, without saying which of them is looked after or why. */
  listMyCarers: query({
    can: 'self',
    input: z.object({}),
    output: z.array(
      z.object({
        slotId: id,
        slot: z.enum(CARER_SLOTS),
        name: z.string().nullable(),
        unit: z.string().nullable(),
        isCover: z.boolean(),
        hasPhone: z.boolean(),
      }),
    ),
    reads: ['care', 'name'],
  }),
  /** The household calls: the number for five minutes. Leaves a trace, as every look at a number does. */
  callCarer: command({ can: 'self', input: z.object({ slotId: id }), output: z.object({ value: z.string().nullable(), until: instant }), reads: ['phone'] }),
  revealHand: command({
    can: 'answerability.reveal',
    input: z.object({ handId: id, purpose: z.enum(REVEAL_PURPOSES) }),
    output: z.object({ value: z.string().nullable(), until: instant }),
    reads: ['phone'],
  }),
})

export const answerabilityErrors = {
  'answerability.not_one_community': 400,
  'answerability.place_unfit': 400,
  'answerability.ends_before_start': 400,
  'answerability.starts_before_today': 400,
  'answerability.absence_too_long': 400,
  'answerability.unknown_set': 400,
  'answerability.reason_missing': 400,
  /** On this list with these days already. */
  'answerability.on_duty_already': 409,
  'answerability.absent_already': 409,
  'answerability.changed_meanwhile': 409,
  /** Whoever holds nothing at that place cannot look after somebody there. */
  'answerability.no_rights_there': 409,
  'answerability.same_person': 409,
  'answerability.two_slots': 409,
  'answerability.offered_already': 409,
  'answerability.nothing_to_hand_over': 409,
  'answerability.answered_already': 409,
} as const

export const answerabilityEvents = {
  /** Ids and words only: who it is now is asked with `carersOf`. */
  carerChanged: event(
    'answerability.carerChanged',
    z.object({
      communityId: id,
      areaPath: z.string(),
      subjectKind: z.enum(CARED_KINDS),
      subjectId: id,
      slotId: id,
      slot: z.enum(CARER_SLOTS),
      why: z.enum(SLOT_CHANGES),
    }),
  ),
  answeringChanged: event('answerability.answeringChanged', z.object({ communityId: id })),
  handoverOffered: event('answerability.handoverOffered', z.object({ communityId: id, areaPath: z.string(), handoverId: id })),
  handoverAnswered: event(
    'answerability.handoverAnswered',
    z.object({ communityId: id, areaPath: z.string(), handoverId: id, state: z.enum(HANDOVER_STATES) }),
  ),
}
