import { ANSWERS, DIFFERENCE_KINDS, DIFFERENCE_STATES, STOP_STATES, SWEEP_OUTCOMES, SWEEP_STATES } from '@xiaomen/rules/sweeps'
import { CARE_CATEGORIES, DOCUMENT_KINDS, HOME_USES, RESIDENCY_KINDS } from '@xiaomen/rules/registry'
import { DAY_PARTS, EXCUSES, REASONS, STANDINGS, WAYS } from '@xiaomen/rules/tasks'
import { LEVELS } from '@xiaomen/rules/areas'
import { z } from 'zod'
import { command, day, event, file, id, instant, lang, operations, query, text } from './kit.ts'
import { CoverageCounts } from './tasks.ts'

const document = z.object({
  kind: z.enum(DOCUMENT_KINDS),
  number: text(30),
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/)
    .optional(),
})
const care = z.array(z.enum(CARE_CATEGORIES)).max(CARE_CATEGORIES.length)
const count = z.int()

/** What somebody at a door said; the numbers are taken as typed and read when the office accepts them. */
const Answered = z.object({
  personId: id,
  answer: z.enum(ANSWERS),
  phone: text(20).optional(),
  document: document.optional(),
  care: care.optional(),
})
const Newcomer = z.object({ name: text(50), kind: z.enum(RESIDENCY_KINDS), phone: text(20).optional(), document: document.optional(), care: care.optional() })
const visit = {
  /** Made by the phone. */
  id,
  homeId: id,
  at: instant,
  way: z.enum(['visit', 'phone', 'paper']),
  outcome: z.enum(SWEEP_OUTCOMES),
  reason: z.enum(REASONS).nullable(),
  tryOn: day.nullable(),
  tryPart: z.enum(DAY_PARTS).nullable(),
  people: z.array(Answered).max(60),
  newcomers: z.array(Newcomer).max(20),
  homeUse: z.enum(HOME_USES).nullable(),
  note: text(300).nullable(),
  /** An earlier visit of the same worker that this one replaces. */
  corrects: id.nullable(),
}
const Recorded = z.object({ id, isNew: z.boolean(), state: z.enum(STOP_STATES), isDisputed: z.boolean() })

const SweepHead = z.object({
  id,
  name: z.string(),
  areaId: id,
  areaName: z.string(),
  path: z.string(),
  round: count,
  state: z.enum(SWEEP_STATES),
  fromDay: day,
  dueOn: day,
})
export const StopCounts = z.object({ notVisited: count, nobodyHome: count, refused: count, vacant: count, done: count, gone: count })
export const SweepView = SweepHead.extend({
  coverage: CoverageCounts,
  states: StopCounts,
  /** By which way the settled ones were settled. */
  ways: z.object({ visit: count, phone: count, ownReport: count, paper: count }),
  disputes: count,
  /** Differences from the ledger that nobody has decided. */
  undecided: count,
})
const Place = { homeId: id, page: count, row: count, place: z.array(z.string()), door: z.string().nullable(), floor: z.int().nullable() }
export const StopView = z.object({
  ...Place,
  areaId: id.nullable(),
  state: z.enum(STOP_STATES),
  standing: z.enum(STANDINGS),
  excuse: z.enum(EXCUSES).nullable(),
  isDisputed: z.boolean(),
  tries: count,
  lastWay: z.enum(WAYS).nullable(),
  lastAt: instant.nullable(),
  tryOn: day.nullable(),
  tryPart: z.enum(DAY_PARTS).nullable(),
})
/** A visit as it stands on record. `ruling`: what it says counts. */
export const VisitView = z.object({
  id,
  at: instant,
  receivedAt: instant,
  by: z.string().nullable(),
  way: z.enum(WAYS),
  outcome: z.enum(SWEEP_OUTCOMES),
  reason: z.enum(REASONS).nullable(),
  people: z.array(z.object({ name: z.string(), answer: z.enum(ANSWERS) })),
  newcomers: z.array(z.string()),
  homeUse: z.enum(HOME_USES).nullable(),
  note: z.string().nullable(),
  isRuling: z.boolean(),
  isSuperseded: z.boolean(),
})
const Resident = z.object({ personId: id, name: z.string(), kind: z.enum(RESIDENCY_KINDS) })
/** A door as a worker's phone keeps it. `code` opens the family's own report. */
export const DoorView = z.object({
  homeId: id,
  page: count,
  row: count,
  unit: z.string(),
  door: z.string(),
  floor: z.int().nullable(),
  use: z.enum(HOME_USES),
  state: z.enum(STOP_STATES),
  /** Nothing is owed here any more. */
  isSettled: z.boolean(),
  tries: count,
  lastAt: instant.nullable(),
  tryOn: day.nullable(),
  tryPart: z.enum(DAY_PARTS).nullable(),
  people: z.array(Resident),
  code: z.string(),
})
export const DifferenceView = z.object({
  id,
  ...Place,
  kind: z.enum(DIFFERENCE_KINDS),
  state: z.enum(DIFFERENCE_STATES),
  at: instant,
  by: z.string().nullable(),
  /** Whom it is about, as the ledger or the visit names them. */
  name: z.string().nullable(),
  phone: z.string().nullable(),
  document: z.string().nullable(),
  residency: z.enum(RESIDENCY_KINDS).nullable(),
  care: z.array(z.enum(CARE_CATEGORIES)).nullable(),
  use: z.enum(HOME_USES).nullable(),
})

export const sweeps = operations('sweeps', {
  /** A stop at every home that fits. `id` is made by the caller: a second press plans nothing twice. */
  planSweep: command({
    can: 'sweeps.plan',
    input: z.object({ id, areaId: id, name: text(60), uses: z.array(z.enum(HOME_USES)).min(1).max(HOME_USES.length), fromDay: day, dueOn: day }),
    output: z.object({ id, homes: count }),
  }),
  /** 再访: what is unexplained, at another part of the day than those tried. */
  startRound: command({ can: 'sweeps.plan', input: z.object({ sweepId: id, onDay: day, dueOn: day }), output: z.object({ round: count, homes: count }) }),
  /** Refused while a home is unexplained, a contradiction unsettled or a difference undecided: `details` says how many. */
  closeSweep: command({ can: 'sweeps.plan', input: z.object({ sweepId: id }), output: z.object({}) }),
  /** Newest first. */
  listSweeps: query({
    can: 'sweeps.read',
    input: z.object({ areaId: id.optional(), isOpen: z.boolean().optional() }),
    output: z.array(SweepView),
  }),
  getSweep: query({
    can: 'sweeps.read',
    input: z.object({ sweepId: id }),
    output: SweepView.extend({
      buildings: z.array(
        z.object({
          areaId: id,
          level: z.enum(LEVELS),
          place: z.array(z.string()),
          path: z.string(),
          coverage: CoverageCounts,
          states: StopCounts,
          disputes: count,
        }),
      ),
    }),
  }),
  /** In the order of the printed list. */
  listStops: query({
    can: 'sweeps.read',
    input: z.object({
      sweepId: id,
      areaId: id.optional(),
      state: z.enum(STOP_STATES).optional(),
      /** Only what is still unexplained today. */
      isMissing: z.boolean().optional(),
      page: z.int().min(1).max(5000).optional(),
      after: z
        .string()
        .regex(/^\d{1,5}-\d{1,3}$/)
        .optional(),
      limit: z.int().min(1).max(500),
    }),
    output: z.object({ stops: z.array(StopView), next: z.string().nullable() }),
    reads: ['door'],
  }),
  /** One building (or unit) in one answer, to be kept on the phone. */
  getBuildingStops: query({
    can: 'sweeps.walk',
    input: z.object({ sweepId: id, areaId: id }),
    output: z.object({ sweep: SweepHead, areaId: id, place: z.array(z.string()), doors: z.array(DoorView) }),
    reads: ['name', 'door'],
  }),
  /** By the home, by its place on the printed list, or by the code left at the door. */
  getStop: query({
    can: 'sweeps.walk',
    input: z.object({
      sweepId: id,
      at: z.union([
        z.object({ homeId: id }),
        z.object({ page: z.int().min(1).max(5000), row: z.int().min(1).max(100) }),
        z.object({ code: z.string().max(40) }),
      ]),
    }),
    output: z.object({ sweep: SweepHead, areaId: id.nullable(), place: z.array(z.string()), door: DoorView, visits: z.array(VisitView) }),
    reads: ['name', 'door'],
  }),
  /** The same id with the same bytes is accepted again; with other bytes it is kept and refused. */
  recordVisit: command({ can: 'sweeps.walk', offline: true, input: z.object({ sweepId: id, ...visit }), output: Recorded }),
  /** A page of the paper list, or an afternoon of calls, in one go; each visit under its own id. */
  recordVisits: command({
    can: 'sweeps.paper',
    input: z.object({ sweepId: id, visits: z.array(z.object(visit)).min(1).max(100) }),
    output: z.object({ visits: z.array(Recorded) }),
  }),
  /** 纸质清单 with tick boxes and a code per row, or the cards to leave at doors. A page to be printed. */
  downloadSheet: file({
    can: 'sweeps.paper',
    input: z.object({
      sweepId: id,
      areaId: id,
      lang,
      what: z.enum(['list', 'cards']),
      /** Only doors still unexplained. */
      isMissing: z.boolean(),
      /** Address people reach this server by, for the codes. */
      origin: z.string().regex(/^https?:\/\/[A-Za-z0-9.:[\]-]{1,150}$/),
    }),
    reads: ['name', 'door'],
  }),

  /** Opens the family's own report by the code left at the door; names masked. `code` travels in the body, never in the address. */
  openReport: command({
    can: 'public',
    input: z.object({ code: z.string().max(40) }),
    output: z.object({
      communityName: z.string(),
      sweepName: z.string(),
      dueOn: day,
      isOpen: z.boolean(),
      isReported: z.boolean(),
      people: z.array(z.object({ personId: id, name: z.string() })),
    }),
  }),
  reportHome: command({
    can: 'public',
    input: z.object({
      id,
      code: z.string().max(40),
      at: instant,
      people: z.array(z.object({ personId: id, answer: z.enum(ANSWERS) })).max(60),
      newcomers: z.array(Newcomer.pick({ name: true, kind: true, phone: true })).max(20),
      note: text(300).nullable(),
    }),
    output: z.object({ isNew: z.boolean() }),
  }),

  listDisputes: query({
    can: 'sweeps.decide',
    input: z.object({
      sweepId: id,
      after: z
        .string()
        .regex(/^\d{1,5}-\d{1,3}$/)
        .optional(),
      limit: z.int().min(1).max(50),
    }),
    output: z.object({ stops: z.array(StopView.extend({ visits: z.array(VisitView) })), next: z.string().nullable() }),
    reads: ['name', 'door'],
  }),
  /** One of the visits is declared right; all stay on record. */
  settleStop: command({ can: 'sweeps.decide', input: z.object({ sweepId: id, homeId: id, visitId: id }), output: z.object({ state: z.enum(STOP_STATES) }) }),
  listDifferences: query({
    can: 'sweeps.decide',
    input: z.object({
      sweepId: id,
      state: z.enum(DIFFERENCE_STATES),
      kind: z.enum(DIFFERENCE_KINDS).optional(),
      after: id.optional(),
      limit: z.int().min(1).max(200),
    }),
    output: z.object({ differences: z.array(DifferenceView), next: id.nullable() }),
    reads: ['name', 'phone', 'document', 'door', 'care'],
  }),
  /** Accepted ones are written into the ledger. Those that cannot be come back with the reason and stay undecided. */
  decideDifferences: command({
    can: 'sweeps.decide',
    input: z.object({
      sweepId: id,
      ids: z.union([z.array(id).min(1).max(200), z.literal('all')]),
      decision: z.enum(['accept', 'reject']),
      evenIfKnown: z.boolean(),
    }),
    output: z.object({ decided: count, left: count, refused: z.array(z.object({ id, code: z.string() })) }),
  }),
})

export const sweepsErrors = {
  'sweeps.nobody_expected': 409,
  'sweeps.not_one_community': 400,
  'sweeps.is_closed': 409,
  /** Nothing is unexplained: there is no second round to make. */
  'sweeps.nothing_left': 409,
  'sweeps.still_unexplained': 409,
  'sweeps.still_undecided': 409,
  'sweeps.home_not_in_sweep': 409,
  'sweeps.other_bytes': 409,
  'sweeps.reason_unfit': 400,
  'sweeps.code_unknown': 404,
  'sweeps.report_over': 409,
  'sweeps.too_many_reports': 429,
  'sweeps.building_too_large': 400,
  'sweeps.no_dispute': 409,
} as const

export const sweepsEvents = {
  /** Something came in or was decided. */
  changed: event('sweeps.changed', z.object({ communityId: id, sweepId: id })),
  closed: event('sweeps.closed', z.object({ communityId: id, sweepId: id })),
}
