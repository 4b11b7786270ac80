// 管控对象: a case as those who work with it read it, of a person or of a place. Part of `control`.
import { CARER_SLOTS, SLOT_GAPS } from '@xiaomen/rules/answerability'
import {
  CANCEL_GROUNDS,
  CASE_STATES,
  CHANGE_GROUNDS,
  DAY_HALVES,
  MEASURES,
  METHODS,
  NEEDS,
  RESULTS,
  SUBJECTS,
  SYMPTOMS,
  TRIGGERS,
  WORKS,
} from '@xiaomen/rules/control'
import { z } from 'zod'
import { day, id, instant, text } from './kit.ts'

export const EVIDENCE_KINDS = CHANGE_GROUNDS
/** A paper: its kind, its number, who wrote it. No "other". */
export const Evidence = z.object({ kind: z.enum(EVIDENCE_KINDS), reference: text(60), issuedBy: text(60) })
export const named = z.object({ zh: z.string(), en: z.string() })
export const state = z.enum(['proposed', 'declined', ...CASE_STATES])
const measure = z.enum(MEASURES)
export const half = z.enum(DAY_HALVES)
const standing = z.enum(['ahead', 'due', 'missed', 'done'])

export const CHANGE_KINDS = ['lengthen', 'shorten', 'expose', 'cancel'] as const

export const CaseLine = z.object({
  id,
  about: z.enum(SUBJECTS),
  /** Null for a place. */
  personId: id.nullable(),
  /** The area that a case of a place is about; null for a person. */
  placeId: id.nullable(),
  homeId: id.nullable(),
  name: z.string().nullable(),
  door: z.string().nullable(),
  areaName: z.string(),
  state,
  track: named,
  measure: measure.nullable(),
  /** The measure in the words of the pack. */
  measureName: named.nullable(),
  dayNumber: z.int().nullable(),
  lastDay: day.nullable(),
  releasableOn: day.nullable(),
  recordsToday: z.int(),
  recordsAsked: z.int(),
  testsDue: z.int(),
  testsMissed: z.int(),
  /** Of a place: works that are to be done today, and those that were not done on their day. */
  worksDue: z.int(),
  worksMissed: z.int(),
  openedBy: z.string(),
  openedUnit: z.string(),
  openedAt: instant,
  changeWaits: z.boolean(),
  appealWaits: z.boolean(),
})
export const StripDay = z.object({
  day,
  number: z.int(),
  measure: measure.nullable(),
  tests: z.array(z.object({ method: z.enum(METHODS), standing })),
  records: z.int(),
  recordsAsked: z.int(),
})
const FactView = z.object({
  id,
  kind: z.enum([
    'opened',
    'exposure',
    'test',
    'record',
    'survey',
    'work',
    'paper',
    'lengthened',
    'shortened',
    'edition',
    'editionUndone',
    'released',
    'transferred',
    'cancelled',
    'lifted',
    'restored',
  ]),
  day,
  at: instant,
  by: z.string().nullable(),
  unit: z.string().nullable(),
  way: z.enum(['office', 'visit', 'phone', 'own', 'family', 'rule']),
  half: half.nullable(),
  /** Null also for whoever may not see health there. */
  temperatureC: z.number().nullable(),
  symptoms: z.array(z.enum(SYMPTOMS)),
  needs: z.array(z.enum(NEEDS)),
  note: z.string().nullable(),
  method: z.enum(METHODS).nullable(),
  result: z.enum(RESULTS).nullable(),
  ct: z.number().nullable(),
  reference: z.string().nullable(),
  until: day.nullable(),
  ground: z.enum([...CHANGE_GROUNDS, ...CANCEL_GROUNDS]).nullable(),
  edition: z.string().nullable(),
  work: z.enum(WORKS).nullable(),
  /** What a survey counted, among how many, and the index that makes. */
  index: z.object({ name: named, counted: z.int(), among: z.int(), value: z.number() }).nullable(),
  photoIds: z.array(id),
})
/** Of a place, each time a work falls due: `on` its day, `doneOn` the day it was done, which may be later. */
const WorkView = z.object({ work: z.enum(WORKS), on: day, doneOn: day.nullable(), standing })
/** An index as the pack defines it: `value = per × counted ÷ among`; `below`, `surveys`: what the release asks of it, null where it asks nothing. */
export const IndexView = z.object({
  key: z.string(),
  name: named,
  counted: named,
  among: named,
  per: z.int(),
  below: z.number().nullable(),
  surveys: z.int().nullable(),
  isDraft: z.boolean(),
})
/** How many have signed beside its author, and how many it takes today. */
const Signatures = z.object({ have: z.int(), needed: z.int() })
const ChangeView = z.object({
  id,
  kind: z.enum(CHANGE_KINDS),
  day: day.nullable(),
  ground: z.enum([...CHANGE_GROUNDS, ...CANCEL_GROUNDS]),
  evidence: Evidence,
  by: z.string(),
  unit: z.string(),
  at: instant,
  mayAgree: z.boolean(),
  signatures: Signatures.nullable(),
  /** Where the case stands once it is agreed to; null where it ends, or where it cannot be done any more. */
  comesTo: z.object({ lastDay: day, releasableOn: day }).nullable(),
})
/** Which measure on which days, both included. */
export const MeasureSpan = z.object({ measure, name: named, from: day, to: day })
export const CaseView = CaseLine.extend({
  today: day,
  packId: z.string(),
  edition: z.string(),
  isDraft: z.boolean(),
  source: named,
  trigger: z.enum(TRIGGERS),
  anchorDay: day,
  from: day.nullable(),
  /** Days, tests and conditions are those it would have if it were confirmed today. */
  isForeseen: z.boolean(),
  /** A proposal by rules that are not in force there any more: it can only be declined. */
  isOutdated: z.boolean(),
  hasOwnSuite: z.boolean(),
  hasGuardian: z.boolean(),
  /** Masked with the telephone numbers there. */
  guardian: z.string().nullable(),
  evidence: Evidence,
  confirmedBy: z.string().nullable(),
  confirmedUnit: z.string().nullable(),
  refusal: z.string().nullable(),
  /** Of a proposal. */
  signatures: Signatures.nullable(),
  /** Those at the same home who came under control with this case, and whom this case followed. */
  alongside: z.array(z.object({ caseId: id, name: z.string().nullable(), state })),
  symptoms: z.array(z.enum(SYMPTOMS)),
  measures: z.array(MeasureSpan),
  days: z.array(StripDay),
  /** What its release takes. */
  release: z.array(z.object({ kind: z.string(), days: z.int().nullable(), isMet: z.boolean() })),
  facts: z.array(FactView),
  /** 五包一: who looks after the household, and which of them is missing. */
  carers: z.array(
    z.object({ slot: z.enum(CARER_SLOTS), name: z.string().nullable(), unit: z.string().nullable(), isCover: z.boolean(), gap: z.enum(SLOT_GAPS).nullable() }),
  ),
  /** Of a place, from its first day to its last. */
  works: z.array(WorkView),
  indexes: z.array(IndexView),
  change: ChangeView.nullable(),
  may: z.object({
    confirm: z.boolean(),
    decline: z.boolean(),
    record: z.boolean(),
    work: z.boolean(),
    change: z.boolean(),
    paper: z.boolean(),
    release: z.boolean(),
    transfer: z.boolean(),
    print: z.boolean(),
  }),
})
