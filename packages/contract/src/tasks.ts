import { DAY_PARTS, EXCUSES, OUTCOMES, REASONS, ROUND_KINDS, TASK_KINDS, TASK_SOURCES, TASK_STATES, WAYS } from '@xiaomen/rules/tasks'
import { LEVELS } from '@xiaomen/rules/areas'
import { CARE_CATEGORIES, HOME_USES } from '@xiaomen/rules/registry'
import { ROLES } from '@xiaomen/rules/access'
import { z } from 'zod'
import { command, day, event, id, instant, operations, query, text } from './kit.ts'

/** A task as its worker sees it. `place` names what the door's number leaves open: compound, building, unit. */
export const TaskView = z.object({
  id,
  kind: z.enum(TASK_KINDS),
  title: z.string(),
  areaPath: z.string(),
  areaId: id.nullable(),
  homeId: id.nullable(),
  place: z.array(z.string()),
  door: z.string().nullable(),
  floor: z.int().nullable(),
  /** What the task is about: the home itself, a person, a stop of a sweep. */
  subjectId: id,
  sourceId: id.nullable(),
  dueOn: day,
  priority: z.int(),
  state: z.enum(TASK_STATES),
  tries: z.int(),
  lastOutcome: z.enum(OUTCOMES).nullable(),
  tryOn: day.nullable(),
  tryPart: z.enum(DAY_PARTS).nullable(),
  /** Null: whoever of the roles comes first. */
  assigneeId: id.nullable(),
  isDisputed: z.boolean(),
})
export const OutcomeView = z.object({
  id,
  at: instant,
  by: z.string(),
  way: z.enum(WAYS),
  outcome: z.enum(OUTCOMES),
  reason: z.enum(REASONS).nullable(),
  note: z.string().nullable(),
})
export const CoverageCounts = z.object({ expected: z.int(), done: z.int(), excused: z.int(), missing: z.int() })
export const ObligationView = CoverageCounts.extend({
  id,
  kind: z.enum(TASK_KINDS),
  title: z.string(),
  source: z.enum(TASK_SOURCES),
  sourceId: id.nullable(),
  fromDay: day,
  dueOn: day,
  state: z.enum(['open', 'closed']),
})

export const tasks = operations('tasks', {
  /** Open tasks of the caller: handed to him or to somebody he stands in for, and those of his roles where he works. In the order one walks. */
  listMine: query({
    can: 'tasks.work',
    input: z.object({}),
    output: z.object({ day, tasks: z.array(TaskView), doneToday: z.int(), isCut: z.boolean() }),
    reads: ['door'],
  }),
  /** 一次敲门: everything due at one door, with what was tried before. */
  listAtHome: query({
    can: 'tasks.work',
    input: z.object({ homeId: id }),
    output: z.array(TaskView.extend({ outcomes: z.array(OutcomeView) })),
    reads: ['door'],
  }),
  /** The same id with the same bytes is accepted again; with other bytes it is kept and refused. A second worker's outcome is kept as well. */
  recordOutcome: command({
    can: 'tasks.work',
    offline: true,
    input: z.object({
      id,
      taskId: id,
      at: instant,
      way: z.enum(WAYS),
      outcome: z.enum(OUTCOMES),
      reason: z.enum(REASONS).nullable(),
      tryOn: day.nullable(),
      tryPart: z.enum(DAY_PARTS).nullable(),
      note: text(300).nullable(),
    }),
    output: z.object({ id, isNew: z.boolean(), state: z.enum(TASK_STATES), isDisputed: z.boolean() }),
  }),
  /** Two workers brought what cannot both be true: one outcome is declared right, both stay on record. */
  settleDispute: command({ can: 'tasks.assign', input: z.object({ taskId: id, outcomeId: id }), output: z.object({ state: z.enum(TASK_STATES) }) }),
  listDisputes: query({
    can: 'tasks.assign',
    input: z.object({ areaId: id.optional() }),
    output: z.array(TaskView.extend({ outcomes: z.array(OutcomeView) })),
    reads: ['door'],
  }),

  /** 一轮任务: a task at every home that fits, with its coverage. `id` is made by the caller, so that a second press plans nothing twice. */
  planRound: command({
    can: 'tasks.plan',
    input: z.object({
      id,
      areaId: id,
      kind: z.enum(ROUND_KINDS),
      title: text(60),
      uses: z.array(z.enum(HOME_USES)).min(1).max(HOME_USES.length),
      /** Only homes where somebody of these categories lives; empty: all. */
      care: z.array(z.enum(CARE_CATEGORIES)).max(CARE_CATEGORIES.length),
      fromDay: day,
      dueOn: day,
      roles: z.array(z.enum(ROLES)).min(1).max(4),
      priority: z.int().min(0).max(3),
    }),
    output: z.object({ obligationId: id, homes: z.int() }),
  }),
  closeRound: command({ can: 'tasks.plan', input: z.object({ obligationId: id }), output: z.object({ cancelled: z.int() }) }),

  listObligations: query({
    can: 'tasks.read',
    input: z.object({ areaId: id.optional(), state: z.enum(['open', 'closed']).optional() }),
    output: z.array(ObligationView),
  }),
  /** Live, by area down to the unit: the areas beneath `areaId` (or the caller's own) that have anything expected. */
  getCoverage: query({
    can: 'tasks.read',
    input: z.object({ obligationId: id, areaId: id.optional() }),
    output: z.object({
      obligation: ObligationView,
      day,
      total: CoverageCounts,
      areas: z.array(CoverageCounts.extend({ areaId: id, parentId: id.nullable(), level: z.enum(LEVELS), name: z.string(), path: z.string() })),
    }),
  }),
  /** Who is missing, door by door in the order one walks, with what was tried. `after` is the last row's cursor. */
  listMissing: query({
    can: 'tasks.read',
    input: z.object({ obligationId: id, areaId: id.optional(), after: z.string().max(200).optional(), limit: z.int().min(1).max(200) }),
    output: z.object({
      rows: z.array(
        z.object({
          subjectId: id,
          homeId: id.nullable(),
          place: z.array(z.string()),
          door: z.string().nullable(),
          floor: z.int().nullable(),
          tries: z.int(),
          lastOutcome: z.enum(OUTCOMES).nullable(),
          lastReason: z.enum(REASONS).nullable(),
          lastAt: instant.nullable(),
          excuseEnded: z.boolean(),
        }),
      ),
      next: z.string().nullable(),
    }),
    reads: ['door'],
  }),
  /** One colour, sign and word a home for the building chart. */
  getCoverageChart: query({
    can: 'tasks.read',
    input: z.object({ obligationId: id, areaId: id }),
    output: z.array(
      z.object({ homeId: id, standing: z.enum(['notYet', 'done', 'excused', 'missing']), tries: z.int(), lastOutcome: z.enum(OUTCOMES).nullable() }),
    ),
  }),
  excuse: command({
    can: 'tasks.excuse',
    input: z.object({
      obligationId: id,
      subjectIds: z.array(id).min(1).max(500),
      kind: z.enum(EXCUSES),
      /** Last day it holds. Only `exempt`, `vacant`, `movedOut` and `refusedForGood` may stand without an end. */
      until: day.nullable(),
      note: text(200).nullable(),
    }),
    output: z.object({ excused: z.int() }),
  }),
  endExcuse: command({
    can: 'tasks.excuse',
    input: z.object({ obligationId: id, subjectIds: z.array(id).min(1).max(500) }),
    output: z.object({ ended: z.int() }),
  }),

  /** Hands open tasks to one worker, or back to whoever comes first. */
  assign: command({
    can: 'tasks.assign',
    input: z.object({ taskIds: z.array(id).min(1).max(500), accountId: id.nullable() }),
    output: z.object({ assigned: z.int() }),
  }),
  /** All open tasks of one worker beneath an area, to another: illness, leave, another grid. */
  handOver: command({
    can: 'tasks.assign',
    input: z.object({ areaId: id, fromAccountId: id, toAccountId: id.nullable() }),
    output: z.object({ assigned: z.int() }),
  }),
  /** 网格交接: the grid, its rights and everything open in it go to another worker in one act. */
  handOverGrid: command({
    can: 'tasks.assign',
    input: z.object({ overlayId: id, fromAccountId: id, toAccountId: id, on: day }),
    output: z.object({ assigned: z.int() }),
  }),
  listLoad: query({
    can: 'tasks.assign',
    input: z.object({ areaId: id }),
    output: z.object({
      workers: z.array(z.object({ accountId: id, name: z.string(), unit: z.string(), handed: z.int(), shared: z.int(), overdue: z.int(), doneToday: z.int() })),
      /** Open tasks that nobody was handed, by grid or compound where they lie. */
      unassigned: z.int(),
    }),
  }),
})

export const tasksErrors = {
  /** The same id came with other content: kept for review, not counted. */
  'tasks.other_bytes': 409,
  'tasks.own_form': 409,
  'tasks.reason_unfit': 400,
  'tasks.nobody_expected': 409,
  'tasks.round_closed': 409,
  'tasks.excuse_needs_end': 400,
  'tasks.excuse_is_past': 400,
  'tasks.not_a_worker_there': 409,
  'tasks.no_dispute': 409,
} as const

export const tasksEvents = {
  outcomeRecorded: event(
    'tasks.outcomeRecorded',
    z.object({ communityId: id, taskId: id, kind: z.enum(TASK_KINDS), subjectId: id, outcome: z.enum(OUTCOMES) }),
  ),
  coverageChanged: event('tasks.coverageChanged', z.object({ communityId: id, obligationId: id })),
  gridHandedOver: event('tasks.gridHandedOver', z.object({ communityId: id, overlayId: id, fromAccountId: id, toAccountId: id })),
}
