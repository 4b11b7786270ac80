// 本人查看与申请更正: what somebody is told of their own status, what they may ask for, and how the office answers. Part of `status`.
import {
  CORRECTION_ANSWERS,
  CORRECTION_STATES,
  REASON_CLASSES,
  SIGNAL_KINDS,
  SIGNAL_STATES,
  SIGNAL_WAYS,
  SOURCE_TRUSTS,
  STATUS_VERDICTS,
} from '@xiaomen/rules/status'
import { z } from 'zod'
import { command, day, event, id, instant, query, text } from './kit.ts'

const kind = z.enum(SIGNAL_KINDS)
const verdict = z.enum(STATUS_VERDICTS)
const reason = z.enum(REASON_CLASSES)

/** What weighs against somebody today, in their own words: what was said, by what kind of body, and the rule that made a colour of it. */
const OwnSignal = z.object({
  id,
  kind,
  verdict,
  reason,
  from: day,
  /** Then it ends by itself. */
  until: instant,
  way: z.enum(SIGNAL_WAYS),
  /** `name` is null where residents told: who they were stays with the office. */
  source: z.object({ trust: z.enum(SOURCE_TRUSTS), name: z.string().nullable() }),
  isAutomatic: z.boolean(),
  /** Which office brought it and which agreed; null where nobody's hand was in it. */
  hands: z.object({ isList: z.boolean(), by: z.string().nullable(), agreed: z.array(z.string()) }).nullable(),
  rule: z.object({ packId: z.string(), edition: z.string(), days: z.int(), isDraft: z.boolean(), source: z.object({ zh: z.string(), en: z.string() }) }),
  mayAsk: z.boolean(),
})
const OwnRequest = z.object({
  id,
  signalId: id,
  kind,
  askedAt: instant,
  dueAt: instant,
  text: z.string().nullable(),
  /** That a second official has yet to agree is the office's own affair: it is still being looked at. */
  state: z.enum(['open', ...CORRECTION_ANSWERS]),
  answeredAt: instant.nullable(),
  answeredBy: z.string().nullable(),
  answer: z.string().nullable(),
})
const CorrectionView = z.object({
  id,
  signalId: id,
  personId: id,
  name: z.string().nullable(),
  door: z.string().nullable(),
  kind,
  verdict,
  isAutomatic: z.boolean(),
  signalState: z.enum(SIGNAL_STATES),
  source: z.string(),
  askedAt: instant,
  dueAt: instant,
  isLate: z.boolean(),
  hasText: z.boolean(),
  /** Null also for whoever may not read it: it may say anything of a household. */
  text: z.string().nullable(),
  state: z.enum(CORRECTION_STATES),
  /** What the first official found, while a second one has yet to agree. */
  proposal: z.object({ by: z.string(), unit: z.string(), reason: z.string() }).nullable(),
  answeredAt: instant.nullable(),
  answer: z.string().nullable(),
  mayUphold: z.boolean(),
  mayCorrect: z.boolean(),
  mayReveal: z.boolean(),
})

export const correctionOps = {
  /** The signed-in resident's own colour, with everything that it is made of. */
  getMine: query({
    can: 'self',
    input: z.object({}),
    output: z.object({
      verdict,
      reason: reason.nullable(),
      since: instant.nullable(),
      until: instant.nullable(),
      signals: z.array(OwnSignal),
      requests: z.array(OwnRequest),
    }),
    reads: ['health'],
  }),
  /** 不对，请更正. One at a time for one signal; the same id with the same content is the same request. */
  askCorrection: command({ can: 'self', input: z.object({ id, signalId: id, text: text(300).nullable() }), output: OwnRequest, reads: ['health'] }),
  /** What waits, the oldest first; then what was answered in the last 30 days. */
  listCorrections: query({
    can: 'status.correct',
    input: z.object({ areaId: id }),
    output: z.array(CorrectionView),
    reads: ['name', 'door', 'health'],
  }),
  /** `corrected` by one waits for a second one of another unit; by the second the signal is withdrawn. The reason is what the resident reads. */
  decideCorrection: command({
    can: 'status.correct',
    input: z.object({ correctionId: id, answer: z.enum(CORRECTION_ANSWERS), reason: text(300) }),
    output: CorrectionView,
    reads: ['name', 'door', 'health'],
  }),
}

export const correctionErrors = {
  /** An earlier request about the same signal has not been answered yet. */
  'status.correction_asked': 409,
  /** The signal is decided with the request that waits about it, by two. */
  'status.correction_waits': 409,
  'status.correction_answered': 409,
  /** Nobody upholds what they entered or confirmed themselves. */
  'status.own_signal': 409,
} as const

export const correctionEvents = {
  correctionAsked: event('status.correctionAsked', z.object({ communityId: id, correctionId: id, areaPath: z.string(), dueAt: instant })),
  correctionAnswered: event(
    'status.correctionAnswered',
    z.object({ communityId: id, correctionId: id, areaPath: z.string(), answer: z.enum(CORRECTION_ANSWERS) }),
  ),
}
