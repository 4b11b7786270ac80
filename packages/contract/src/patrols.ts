import { BREACH_KINDS, BREACH_OUTCOMES, HERE_REASONS, MISSED_ANSWERS, MOST_POINTS, MOST_TIMES, ROUND_STATES } from '@xiaomen/rules/patrols'
import { MOST_PHOTOS } from '@xiaomen/rules/photos'
import { z } from 'zod'
import { command, day, event, file, id, instant, lang, operations, query, text } from './kit.ts'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const PointView = z.object({ id, ordinal: z.int(), name: z.string(), hint: z.string().nullable() })
const RouteView = z.object({
  id,
  areaId: id,
  areaName: z.string(),
  path: z.string(),
  name: z.string(),
  version: z.int(),
  times: z.array(z.string()),
  toleranceMinutes: z.int(),
  points: z.array(PointView),
})
/** `missing` in the order one walks. */
const RoundView = z.object({
  at: instant,
  from: instant,
  until: instant,
  state: z.enum(ROUND_STATES),
  visited: z.array(z.object({ pointId: id, at: instant })),
  missing: z.array(id),
  /** For a round that was missed: what the community is asked about, and what it said. */
  missedId: id.nullable(),
  answer: z.enum(MISSED_ANSWERS).nullable(),
})
export const BreachView = z.object({
  id,
  areaId: id.nullable(),
  areaName: z.string(),
  path: z.string(),
  kind: z.enum(BREACH_KINDS),
  at: instant,
  place: z.string().nullable(),
  note: z.string().nullable(),
  photoIds: z.array(id),
  by: z.string().nullable(),
  outcome: z.enum(BREACH_OUTCOMES).nullable(),
  answeredAt: instant.nullable(),
  answeredBy: z.string().nullable(),
  answerNote: z.string().nullable(),
})

export const patrols = operations('patrols', {
  listRoutes: query({ can: 'patrols.read', input: z.object({ areaId: id.optional() }), output: z.array(RouteView) }),
  /** Makes a route (`version` null) or changes it. A point that is left out is one no more; new times hold from now on. */
  saveRoute: command({
    can: 'patrols.plan',
    input: z.object({
      id,
      areaId: id,
      version: z.int().nullable(),
      name: text(40),
      times: z.array(time).min(1).max(MOST_TIMES),
      toleranceMinutes: z.int().min(5).max(360),
      /** In the order one walks. */
      points: z
        .array(z.object({ id, name: text(40), hint: text(100).nullable() }))
        .min(1)
        .max(MOST_POINTS),
    }),
    output: RouteView,
  }),
  endRoute: command({ can: 'patrols.plan', input: z.object({ routeId: id }), output: z.object({}) }),
  /** The codes of a route's points, one label each, to be printed on A4 and hung up. */
  downloadLabels: file({
    can: 'patrols.plan',
    input: z.object({
      routeId: id,
      lang,
      /** Address people reach this server by, for the codes. */
      origin: z.string().regex(/^https?:\/\/[A-Za-z0-9.:[\]-]{1,150}$/),
    }),
  }),

  /** The rounds of a day, by route. */
  getDay: query({
    can: 'patrols.read',
    input: z.object({ areaId: id.optional(), day: day.optional() }),
    output: z.object({ day, routes: z.array(RouteView.extend({ rounds: z.array(RoundView) })) }),
  }),
  /** What a walker's phone keeps: the routes, how the rounds stand now, and by what each code is known. */
  getWalk: query({
    can: 'patrols.walk',
    input: z.object({}),
    output: z.object({
      now: instant,
      routes: z.array(
        RouteView.extend({
          /** SHA-256 of the code in hexadecimal, so that the phone knows the point and holds no codes. */
          marks: z.array(z.object({ pointId: id, mark: z.string() })),
          rounds: z.array(RoundView),
        }),
      ),
    }),
  }),
  /** Somebody at a check point: by its code, or by its id and why the code was not scanned. The phone makes the id. */
  recordVisit: command({
    can: 'patrols.walk',
    offline: true,
    input: z.object({
      id,
      at: instant,
      point: z.union([z.object({ code: z.string().max(40) }), z.object({ pointId: id, reason: z.enum(HERE_REASONS) })]),
    }),
    output: z.object({ id, isNew: z.boolean(), pointId: id }),
  }),
  answerMissed: command({ can: 'patrols.answer', input: z.object({ missedId: id, answer: z.enum(MISSED_ANSWERS) }), output: z.object({}) }),

  /** Where the caller may report from: compounds, or what lies deeper where that is all of the caller's. To be kept on the phone. */
  listPlaces: query({ can: 'patrols.report', input: z.object({}), output: z.array(z.object({ areaId: id, name: z.string() })) }),
  /** 越界报告. The phone makes the id; its photos go before it. */
  reportBreach: command({
    can: 'patrols.report',
    offline: true,
    input: z.object({
      id,
      areaId: id,
      at: instant,
      kind: z.enum(BREACH_KINDS),
      place: text(60).nullable(),
      note: text(200).nullable(),
      photoIds: z.array(id).max(MOST_PHOTOS),
    }),
    output: z.object({ id, isNew: z.boolean() }),
  }),
  /** Unanswered ones first, then the last answered. */
  listBreaches: query({
    can: 'patrols.read',
    input: z.object({ areaId: id.optional(), isOpen: z.boolean().optional() }),
    output: z.array(BreachView),
    reads: ['name'],
  }),
  answerBreach: command({
    can: 'patrols.answer',
    input: z.object({ breachId: id, outcome: z.enum(BREACH_OUTCOMES), note: text(200).nullable() }),
    output: z.object({}),
  }),
})

export const patrolsErrors = {
  'patrols.not_one_community': 400,
  /** Two rounds would share their time: a visit could count for either. */
  'patrols.times_too_close': 400,
  'patrols.name_taken': 409,
  'patrols.changed_meanwhile': 409,
  'patrols.point_unknown': 404,
  /** By more than a clock that is a little wrong: what was visited tomorrow cannot be counted today. */
  'patrols.time_ahead': 400,
  'patrols.other_bytes': 409,
  'patrols.answered_already': 409,
} as const

const about = z.object({ communityId: id, areaPath: z.string() })
export const patrolsEvents = {
  routeChanged: event('patrols.routeChanged', about.extend({ routeId: id })),
  visited: event('patrols.visited', about.extend({ routeId: id })),
  roundMissed: event('patrols.roundMissed', about.extend({ routeId: id, missedId: id })),
  /** Nothing is missing of it after all, or the community has said why. */
  missedSettled: event('patrols.missedSettled', about.extend({ missedId: id })),
  breachReported: event('patrols.breachReported', about.extend({ breachId: id })),
  breachAnswered: event('patrols.breachAnswered', about.extend({ breachId: id })),
}
