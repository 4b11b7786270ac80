// 人员管控: people under control, from the proposal to the release, and the record of every day. Part of `control`.
import { CANCEL_GROUNDS, CASE_STATES, CHANGE_GROUNDS, METHODS, NEEDS, type Refusal, RESULTS, SUBJECTS, SYMPTOMS, TRIGGERS } from '@xiaomen/rules/control'
import { CORRECTION_ANSWERS, CORRECTION_STATES } from '@xiaomen/rules/status'
import { z } from 'zod'
import { CaseLine, CaseView, CHANGE_KINDS, Evidence, EVIDENCE_KINDS, half, MeasureSpan, named, state, StripDay } from './control-views.ts'
import { command, day, event, file, id, instant, operations, query, text } from './kit.ts'

/** What a living body can have: 365 for 36.5 is refused. */
const temperatureC = z.number().min(34).max(43)

export const CASE_LISTS = ['waiting', 'open', 'due', 'ended'] as const
export const RECORD_WAYS = ['visit', 'phone'] as const

const OwnAppeal = z.object({
  id,
  askedAt: instant,
  dueAt: instant,
  text: z.string().nullable(),
  state: z.enum(['open', ...CORRECTION_ANSWERS]),
  answeredAt: instant.nullable(),
  answeredBy: z.string().nullable(),
  answer: z.string().nullable(),
})
const OwnCase = z.object({
  id,
  communityId: id,
  today: day,
  isMe: z.boolean(),
  name: z.string(),
  state: z.enum(CASE_STATES),
  track: named,
  measure: named.nullable(),
  rules: z.array(named),
  from: day,
  until: day,
  releasableOn: day,
  endedOn: day.nullable(),
  endedWithOrder: z.boolean(),
  trigger: z.enum(TRIGGERS),
  anchorDay: day,
  evidence: z.object({ kind: z.enum(EVIDENCE_KINDS), issuedBy: z.string() }),
  /** Which offices, never which official. */
  units: z.array(z.string()),
  rule: z.object({ packId: z.string(), edition: z.string(), source: named, isDraft: z.boolean() }),
  days: z.array(StripDay),
  symptoms: z.array(z.enum(SYMPTOMS)),
  /** Of today; empty: nothing is asked. */
  asked: z.array(z.object({ half, isDone: z.boolean() })),
  mayRecord: z.boolean(),
  mayAppeal: z.boolean(),
  appeals: z.array(OwnAppeal),
})
const AppealView = z.object({
  id,
  caseId: id,
  personId: id,
  name: z.string().nullable(),
  door: z.string().nullable(),
  track: named,
  caseState: state,
  askedAt: instant,
  dueAt: instant,
  isLate: z.boolean(),
  hasText: z.boolean(),
  text: z.string().nullable(),
  state: z.enum(CORRECTION_STATES),
  proposal: z.object({ by: z.string(), unit: z.string(), reason: z.string() }).nullable(),
  answeredAt: instant.nullable(),
  answer: z.string().nullable(),
  mayUphold: z.boolean(),
  mayCorrect: z.boolean(),
})

const Asked = z.object({
  id,
  caseId: id,
  at: instant,
  /** The day and half that were asked about. */
  day,
  half,
  temperatureC: temperatureC.nullable(),
  symptoms: z.array(z.enum(SYMPTOMS)).max(SYMPTOMS.length),
  needs: z.array(z.enum(NEEDS)).max(NEEDS.length),
  note: text(300).nullable(),
})
const Recorded = z.object({ id, isNew: z.boolean(), records: z.int(), recordsAsked: z.int() })
const shows = ['name', 'door', 'health'] as const

export const controlCases = operations('control', {
  /** Proposed on evidence: restricts nobody until a second person of another unit confirms it. Those at the same home come with it where the rules say so. */
  openCase: command({
    can: 'control.open',
    exists: ['watch', 'emergency'],
    input: z.object({
      id,
      personId: id,
      trigger: z.enum(TRIGGERS),
      anchorDay: day,
      evidence: Evidence,
      hasOwnSuite: z.boolean(),
      guardian: z.object({ name: text(40), phone: text(30).nullable() }).nullable(),
    }),
    output: CaseView,
    reads: shows,
  }),
  /** What may be opened here today, of people and of places: the tracks of the plan in force there. */
  listTracks: query({
    can: 'control.open',
    input: z.object({ areaId: id }),
    output: z.object({
      guardianUnder: z.int(),
      tracks: z.array(
        z.object({
          key: z.string(),
          about: z.enum(SUBJECTS),
          name: named,
          triggers: z.array(z.enum(TRIGGERS)),
          asksSuite: z.boolean(),
          isDraft: z.boolean(),
        }),
      ),
    }),
  }),
  /** What it would come to, before it is proposed. Restricts nobody and keeps nothing. */
  foreseeOpening: query({
    can: 'control.open',
    input: z.object({ personId: id, trigger: z.enum(TRIGGERS), anchorDay: day, hasOwnSuite: z.boolean() }),
    output: z.object({
      track: named,
      measures: z.array(MeasureSpan),
      tests: z.array(z.object({ day, method: z.enum(METHODS) })),
      recordsPerDay: z.int(),
      lastDay: day,
      releasableOn: day,
      mayPassGate: z.boolean(),
      /** Those at the same home who would come along. */
      alongside: z.int(),
    }),
  }),
  confirmOpening: command({ can: 'control.confirm', exists: ['watch', 'emergency'], input: z.object({ caseId: id }), output: CaseView, reads: shows }),
  declineOpening: command({ can: 'control.confirm', input: z.object({ caseId: id, reason: text(200) }), output: CaseView, reads: shows }),
  /** Of people unless places are asked for. */
  listControl: query({
    can: 'control.read',
    input: z.object({ areaId: id.optional(), list: z.enum(CASE_LISTS).optional(), about: z.enum(SUBJECTS).optional() }),
    output: z.object({
      day,
      counts: z.object({ waiting: z.int(), open: z.int(), due: z.int(), ended: z.int() }),
      cases: z.array(CaseLine),
      isCut: z.boolean(),
    }),
    reads: ['name', 'door', 'health'],
  }),
  getControl: query({ can: 'control.read', input: z.object({ caseId: id }), output: CaseView, reads: ['name', 'door', 'health', 'phone'] }),
  recordTest: command({
    can: 'control.record',
    input: z.object({
      id,
      caseId: id,
      at: instant,
      method: z.enum(METHODS),
      result: z.enum(RESULTS),
      ct: z.number().min(1).max(60).nullable(),
      reference: text(60),
    }),
    output: CaseView,
    reads: shows,
  }),
  /** 一天一问一记录. The same id with the same bytes is accepted again; with other bytes it is kept and refused. Two who ask at once are both kept, and counted once. */
  recordDay: command({ can: 'control.record', offline: true, input: Asked.extend({ way: z.enum(RECORD_WAYS) }), output: Recorded }),
  recordOwnDay: command({ can: 'self', offline: true, input: Asked, output: Recorded }),
  addPaper: command({
    can: 'control.confirm',
    input: z.object({ id, caseId: id, day, evidence: Evidence }),
    output: CaseView,
    reads: shows,
  }),
  proposeChange: command({
    can: 'control.open',
    input: z.object({
      id,
      caseId: id,
      kind: z.enum(CHANGE_KINDS),
      /** Until when, or the day of the exposure; none for an end. */
      day: day.nullable(),
      ground: z.enum([...CHANGE_GROUNDS, ...CANCEL_GROUNDS]),
      evidence: Evidence,
    }),
    output: CaseView,
    reads: shows,
  }),
  decideChange: command({ can: 'control.confirm', input: z.object({ changeId: id, agrees: z.boolean() }), output: CaseView, reads: shows }),
  releaseCase: command({ can: 'control.release', input: z.object({ caseId: id }), output: CaseView, reads: shows }),
  /** 解除通知: one A4 page in both languages. */
  printRelease: file({ can: 'control.read', input: z.object({ caseId: id }), reads: ['name', 'door', 'health'] }),
  /** 我的管控: of the signed-in resident and of the household. */
  listOwn: query({ can: 'self', input: z.object({}), output: z.array(OwnCase), reads: ['name', 'health'] }),
  /** 不对，请核查. One at a time of one case; the same id with the same content is the same appeal. */
  appealCase: command({ can: 'self', input: z.object({ id, caseId: id, text: text(300).nullable() }), output: OwnAppeal, reads: ['health'] }),
  listAppeals: query({ can: 'control.confirm', input: z.object({ areaId: id }), output: z.array(AppealView), reads: shows }),
  /** `corrected` by one waits for a second one of another unit; by the second the case is cancelled with all that it caused. */
  decideAppeal: command({
    can: 'control.confirm',
    input: z.object({ appealId: id, answer: z.enum(CORRECTION_ANSWERS), reason: text(300) }),
    output: AppealView,
    reads: shows,
  }),
})

type RefusalErrors = { [K in Refusal as `control.${K}`]: 409 }
const refusals = {
  'control.unknown_track': 409,
  'control.anchor_ahead': 409,
  'control.nothing_left': 409,
  'control.already_open': 409,
  'control.not_open': 409,
  'control.day_not_begun': 409,
  'control.day_before_case': 409,
  'control.day_after_case': 409,
  'control.older_exposure': 409,
  'control.not_longer': 409,
  'control.not_shorter': 409,
  'control.too_early': 409,
  'control.evidence_missing': 409,
  'control.has_positive': 409,
  'control.edition_in_force': 409,
  'control.no_such_edition': 409,
  'control.not_lifted': 409,
} as const satisfies RefusalErrors
export const controlCaseErrors = {
  ...refusals,
  /** Somebody this young has a guardian named with the case. */
  'control.guardian_missing': 409,
  /** Proposed by rules that are not in force there any more. */
  'control.rules_changed': 409,
  'control.ground_unfit': 400,
  /** The same id came with other content: kept for review, not counted. */
  'control.other_bytes': 409,
  /** Something proposed of this case still waits for a second person. */
  'control.change_waits': 409,
  'control.appeal_asked': 409,
  'control.appeal_answered': 409,
  /** Nobody upholds what they opened or confirmed themselves. */
  'control.own_case': 409,
  /** Asked of a place what is only asked of people, or the other way round. */
  'control.other_subject': 409,
} as const

const ofCase = z.object({ communityId: id, caseId: id, personId: id, homeId: id.nullable(), areaPath: z.string() })
export const controlCaseEvents = {
  /** Whether the gates hold this person; a later version wins. */
  restrictionChanged: event('control.restrictionChanged', ofCase.extend({ mayPass: z.boolean(), version: z.int() })),
  /** Somebody came under control, or the state of the case changed. */
  controlChanged: event('control.controlChanged', ofCase.extend({ state })),
  /** The same of a place. */
  placeChanged: event('control.placeChanged', z.object({ communityId: id, caseId: id, placeId: id, areaPath: z.string(), state })),
  /** What is needed stays sealed in the fact. */
  needsSaid: event('control.needsSaid', z.object({ communityId: id, caseId: id, factId: id, areaPath: z.string() })),
  appealAsked: event('control.appealAsked', z.object({ communityId: id, appealId: id, areaPath: z.string(), dueAt: instant })),
  appealAnswered: event('control.appealAnswered', z.object({ communityId: id, appealId: id, areaPath: z.string(), answer: z.enum(CORRECTION_ANSWERS) })),
}
