// 今日待办: what a worker has to do, door by door, and what was found there.
import { commonErrors, type tasks, tasksErrors, tasksEvents } from '@xiaomen/contract'
import { isInForce } from '@xiaomen/rules/access'
import { contradicts, hasOwnForm, isReasonOf, settle } from '@xiaomen/rules/tasks'
import { createHash } from 'node:crypto'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail, failKeeping } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay, startOfDay } from '../../../platform/time.ts'
import { coveredBy } from '../../access/index.ts'
import { findArea } from '../../areas/index.ts'
import { findHome } from '../../registry/index.ts'
import { policy } from '../policy.ts'
import { lockDuty, updateDutyDone, updateDutyTried, updateDutyUndone, updateExcused } from '../repo/duty.ts'
import { findOutcome, insertConflict, insertOutcome, listOutcomes } from '../repo/outcome.ts'
import { countDoneBy, listDisputed, listOpenAtHome, listOpenFor, lockTask, updateTask } from '../repo/task.ts'
import type { OutcomeRow, TaskRow } from '../tables.ts'
import { noteAt, taskViews, withOutcomes, within } from '../views.ts'

type Tasks = Handlers<typeof tasks>

/** A phone holds this many without trouble; a worker with more has been given a street. */
const MOST_MINE = 3_000

export const listMine: Tasks['listMine'] = async (ctx) => {
  const paths = ctx.paths('tasks.work')
  const { id, grants } = official(ctx)
  const held = grants.filter((grant) => isInForce(grant, ctx.now) && policy['tasks.work'].includes(grant.role))
  const day = localDay(ctx.now)
  const absent = await coveredBy(ctx, id, day)
  const rows = await listOpenFor(ctx, held, [id, ...absent], paths, day, MOST_MINE)
  const done = await countDoneBy(ctx, paths, startOfDay(day), [id])
  return { day, tasks: await taskViews(ctx, rows), doneToday: done.get(id) ?? 0, isCut: rows.length === MOST_MINE }
}

export const listAtHome: Tasks['listAtHome'] = async (ctx, { homeId }) => {
  const home = await findHome(ctx, homeId)
  if (!home) throw fail(commonErrors, 'request.not_found')
  ctx.must('tasks.work', home)
  ctx.audit.communityId(home.communityId)
  return withOutcomes(ctx, await listOpenAtHome(ctx, homeId, localDay(ctx.now)))
}

type Recorded = Parameters<Tasks['recordOutcome']>[1]
const digestOf = (input: Recorded): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([input.taskId, input.at, input.way, input.outcome, input.reason, input.tryOn, input.tryPart, input.note]))
    .digest()

export const recordOutcome: Tasks['recordOutcome'] = async (ctx, input) => {
  const task = await lockTask(ctx, input.taskId)
  if (!task) throw fail(commonErrors, 'request.not_found')
  ctx.must('tasks.work', { path: task.area_path })
  ctx.audit.communityId(task.community_id)
  if (hasOwnForm(task.kind)) throw fail(tasksErrors, 'tasks.own_form')
  if (!isReasonOf(input.outcome, input.reason)) throw fail(tasksErrors, 'tasks.reason_unfit')
  const digest = digestOf(input)
  if (!(await insertOutcome(ctx, rowOf(ctx, task, input, digest)))) {
    const known = await findOutcome(ctx, task.community_id, input.id)
    if (known && Buffer.from(known.digest).equals(digest)) return { id: input.id, isNew: false, state: task.state, isDisputed: task.is_disputed }
    await insertConflict(ctx, {
      community_id: task.community_id,
      outcome_id: input.id,
      digest,
      area_path: task.area_path,
      received_at: ctx.now,
      account_id: official(ctx).id,
      sealed_body: ctx.crypto.seal('name', { table: 'tasks.outcome_conflict', row: input.id, column: 'sealed_body' }, JSON.stringify(input)),
    })
    throw failKeeping(tasksErrors, 'tasks.other_bytes')
  }
  const after = await apply(ctx, task, input)
  await ctx.emit(tasksEvents.outcomeRecorded, {
    communityId: task.community_id,
    taskId: task.id,
    kind: task.kind,
    subjectId: task.subject_id,
    outcome: input.outcome,
  })
  return { id: input.id, isNew: true, ...after }
}

const rowOf = (ctx: Ctx, task: TaskRow, input: Recorded, digest: Buffer): OutcomeRow => ({
  community_id: task.community_id,
  id: input.id,
  task_id: task.id,
  area_path: task.area_path,
  home_id: task.home_id,
  // A phone's clock is data, never order: what it says of the future is said now.
  at: new Date(Math.min(Date.parse(input.at), ctx.now.getTime())),
  received_at: ctx.now,
  account_id: official(ctx).id,
  way: input.way,
  outcome: input.outcome,
  reason: input.reason,
  try_on: input.tryOn,
  try_part: input.tryPart,
  sealed_note: input.note === null ? null : ctx.crypto.seal('name', noteAt(input.id), input.note),
  digest,
})

/** Settles the task and its duty, or notes the try. What comes after it was settled is kept, and disputed where both cannot be true. */
async function apply(ctx: Ctx, task: TaskRow, input: Recorded): Promise<Pick<TaskRow, 'state'> & { isDisputed: boolean }> {
  if (task.state === 'done' || task.state === 'excused') {
    const isDisputed = task.is_disputed || contradicts(task.state, input.outcome)
    if (isDisputed && !task.is_disputed) await updateTask(ctx, task, { is_disputed: true })
    return { state: task.state, isDisputed }
  }
  const { state, excuse } = settle(input.outcome)
  const by = official(ctx).id
  if (task.obligation_id !== null) {
    const key = { obligation_id: task.obligation_id, subject_id: task.subject_id }
    const tried = { at: ctx.now, outcome: input.outcome, reason: input.reason }
    const duty = await updateDutyTried(ctx, key, tried, state === 'done' ? { at: ctx.now, way: input.way, by } : null)
    if (duty && excuse !== null) await updateExcused(ctx, duty.obligation_id, [duty.subject_id], { kind: excuse, until: null, by, notes: new Map() })
  }
  // A task taken back before the worker's phone heard of it: what he did is kept and counted, it stays taken back for whoever did nothing.
  const settled = state === 'open' ? task.state : state
  await updateTask(ctx, task, {
    state: settled,
    is_touched: true,
    tries: task.tries + 1,
    last_outcome: input.outcome,
    try_on: input.tryOn,
    try_part: input.tryPart,
    ...(settled === 'done' || settled === 'excused' ? { done_at: ctx.now, done_by: by } : {}),
  })
  return { state: settled, isDisputed: false }
}

export const listDisputes: Tasks['listDisputes'] = async (ctx, { areaId }) => {
  const paths = ctx.paths('tasks.assign')
  const area = areaId === undefined ? null : await findArea(ctx, areaId)
  if (areaId !== undefined && !area) throw fail(commonErrors, 'request.not_found')
  if (area) ctx.must('tasks.assign', area)
  return withOutcomes(ctx, await listDisputed(ctx, within(paths, area?.path ?? null)))
}

export const settleDispute: Tasks['settleDispute'] = async (ctx, { taskId, outcomeId }) => {
  const task = await lockTask(ctx, taskId)
  if (!task) throw fail(commonErrors, 'request.not_found')
  ctx.must('tasks.assign', { path: task.area_path })
  ctx.audit.communityId(task.community_id)
  const chosen = (await listOutcomes(ctx, [task.community_id], [taskId])).find((one) => one.id === outcomeId)
  if (!task.is_disputed || !chosen) throw fail(tasksErrors, 'tasks.no_dispute')
  const { state, excuse } = settle(chosen.outcome)
  const duty = task.obligation_id === null ? undefined : await lockDuty(ctx, task.obligation_id, task.subject_id)
  if (duty) {
    await updateDutyUndone(ctx, duty)
    if (state === 'done') await updateDutyDone(ctx, duty, { at: chosen.received_at, way: chosen.way, by: chosen.account_id })
    if (excuse !== null) await updateExcused(ctx, duty.obligation_id, [duty.subject_id], { kind: excuse, until: null, by: chosen.account_id, notes: new Map() })
  }
  await updateTask(ctx, task, { is_disputed: false, state, last_outcome: chosen.outcome, done_by: chosen.account_id })
  if (task.obligation_id !== null) await ctx.emit(tasksEvents.coverageChanged, { communityId: task.community_id, obligationId: task.obligation_id })
  return { state }
}

export function official(ctx: Ctx) {
  if (ctx.actor.kind !== 'account') throw fail(commonErrors, 'access.denied')
  return ctx.actor
}
