// What tasks does for the rooms above it: they say what is owed and what was done, the counting is done here once.
import { tasksEvents } from '@xiaomen/contract'
import { type Coverage, type Excuse, type Outcome, type Reason, regenerate, type TaskKind, type Way } from '@xiaomen/rules/tasks'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { localDay } from '../../platform/time.ts'
import * as duty from './repo/duty.ts'
import * as task from './repo/task.ts'
import type { TaskRow } from './tables.ts'

type Source = Exclude<TaskRow['source'], 'hand'>
export type Subject = { subjectId: string; subjectKind: 'home' | 'person'; homeId: string | null; path: string }

/** Something owed for everybody of an area; safe to repeat. Days are local. */
export async function openObligation(
  ctx: Ctx,
  wanted: { id: string; communityId: string; path: string; kind: TaskKind; title: string; source: Source; sourceId: string; fromDay: string; dueOn: string },
): Promise<void> {
  await duty.insertObligation(ctx, {
    community_id: wanted.communityId,
    id: wanted.id,
    area_path: wanted.path,
    kind: wanted.kind,
    title: wanted.title,
    source: wanted.source,
    source_id: wanted.sourceId,
    from_day: wanted.fromDay,
    due_on: wanted.dueOn,
    state: 'open',
    created_by: ctx.actor.kind === 'account' ? ctx.actor.id : null,
    created_at: ctx.now,
    closed_at: null,
  })
}
/** No more is expected; what was done and who was missing stays to be read. */
export async function closeObligation(ctx: Ctx, id: string): Promise<void> {
  await duty.updateObligationClosed(ctx, id, ctx.now)
}

/** Who is expected, each once however often it is said. */
export async function expect(
  ctx: Ctx,
  { obligationId, communityId, from }: { obligationId: string; communityId: string; from: string },
  subjects: readonly Subject[],
): Promise<void> {
  await duty.insertDuties(
    ctx,
    subjects.map(({ subjectId, subjectKind, homeId, path }) => ({
      community_id: communityId,
      obligation_id: obligationId,
      subject_id: subjectId,
      subject_kind: subjectKind,
      home_id: homeId,
      area_path: path,
      expected_from: from,
    })),
  )
}

/** A task may also be about a passage, when nobody knows whose it is; nothing is owed of one. */
export type WantedTask = Omit<Subject, 'subjectKind'> & {
  subjectKind: TaskRow['subject_kind']
  /** Names the task within its source: made again, it is the same one. */
  key: string
  kind: TaskKind
  title: string
  roles: readonly string[]
  accountId: string | null
  obligationId: string | null
  fromDay: string
  dueOn: string
  priority: number
}
/** Makes the tasks of a source as they are wanted now. Those that somebody performed, tried or was handed stay as they are. */
export const planTasks = (
  ctx: Ctx,
  { source, sourceId, communityId }: { source: Source; sourceId: string; communityId: string },
  wanted: readonly WantedTask[],
): Promise<void> => planTasksOfMany(ctx, { source, communityId }, new Map([[sourceId, wanted]]))

/** The same for many sources of a community in a few statements: by the id of each. */
export async function planTasksOfMany(
  ctx: Ctx,
  { source, communityId }: { source: Source; communityId: string },
  wanted: ReadonlyMap<string, readonly WantedTask[]>,
): Promise<void> {
  const existing = Map.groupBy(await task.listTasksOfSources(ctx, source, [...wanted.keys()]), (row) => row.source_id)
  const insert: task.NewTask[] = []
  const update: task.NewTask[] = []
  const cancel: { source_id: string; key: string }[] = []
  for (const [sourceId, ones] of wanted) {
    const known = (existing.get(sourceId) ?? []).map((row) => ({
      key: row.key,
      isTouched: row.is_touched,
      isOpen: row.state === 'open',
      content: contentOf(row),
    }))
    const rows = ones.map((one) => {
      const row = newTask(one, { source, sourceId, communityId })
      return { ...row, content: contentOf(row) }
    })
    const plan = regenerate(known, rows)
    insert.push(...plan.insert)
    update.push(...plan.update)
    cancel.push(...plan.cancel.map((key) => ({ source_id: sourceId, key })))
  }
  await task.insertTasks(ctx, insert, ctx.now)
  await task.rewriteTasks(ctx, update)
  await task.cancelKeys(ctx, source, cancel)
}
const newTask = (one: WantedTask, { source, sourceId, communityId }: { source: Source; sourceId: string; communityId: string }): task.NewTask => ({
  community_id: communityId,
  id: uuidv7(),
  area_path: one.path,
  home_id: one.homeId,
  subject_kind: one.subjectKind,
  subject_id: one.subjectId,
  kind: one.kind,
  title: one.title,
  roles: [...one.roles],
  account_id: one.accountId,
  obligation_id: one.obligationId,
  source,
  source_id: sourceId,
  key: one.key,
  from_day: one.fromDay,
  due_on: one.dueOn,
  priority: one.priority,
})
const contentOf = (row: task.NewTask): string =>
  JSON.stringify([row.area_path, row.home_id, row.title, row.roles, row.account_id, row.obligation_id, row.from_day, row.due_on, row.priority])

/** What is open of a source was done elsewhere, on a page of its own; of `keys`, only those. */
export const finishTasks = (ctx: Ctx, source: Source, sourceId: string, by: string | null, keys?: readonly string[]): Promise<void> =>
  task.finishTasksOfSource(ctx, source, sourceId, { at: ctx.now, by, keys })

/** All that is still open of a source; what was done stays. */
export const cancelTasks = (ctx: Ctx, source: Source, ...sourceIds: string[]): Promise<number> => task.cancelTasks(ctx, source, sourceIds)

type Of = { obligationId: string; subjectId: string }
/** Done, by whoever and however: the first time counts, the open tasks of it are done with it. @returns whether it was the first time */
export async function fulfil(ctx: Ctx, { obligationId, subjectId }: Of, { way, by }: { way: Way; by: string | null }): Promise<boolean> {
  const found = await duty.lockDuty(ctx, obligationId, subjectId)
  if (!found) return false
  const isFirst = await duty.updateDutyDone(ctx, found, { at: ctx.now, way, by })
  if (isFirst) {
    await task.settleTasksOf(ctx, obligationId, [subjectId], { state: 'done', done_at: ctx.now, done_by: by, last_outcome: 'done' })
    await ctx.emit(tasksEvents.coverageChanged, { communityId: found.community_id, obligationId })
  }
  return isFirst
}
/** The same for many of a community at once, told once. */
export async function fulfilMany(
  ctx: Ctx,
  { obligationId, communityId }: { obligationId: string; communityId: string },
  subjectIds: readonly string[],
  { way, by }: { way: Way; by: string | null },
): Promise<void> {
  if (subjectIds.length === 0) return
  const first = await duty.updateDutiesDone(ctx, communityId, obligationId, subjectIds, { at: ctx.now, way, by })
  if (first.length === 0) return
  await task.settleTasksOf(ctx, obligationId, first, { state: 'done', done_at: ctx.now, done_by: by, last_outcome: 'done' })
  await ctx.emit(tasksEvents.coverageChanged, { communityId, obligationId })
}
/** It turned out not to be done after all. */
export async function unfulfil(ctx: Ctx, { obligationId, subjectId }: Of): Promise<void> {
  const found = await duty.lockDuty(ctx, obligationId, subjectId)
  if (!found) return
  await duty.updateDutyUndone(ctx, found)
  await duty.updateExcuseEnded(ctx, obligationId, [subjectId])
  await task.reopenTasksOf(ctx, obligationId, [subjectId])
  await ctx.emit(tasksEvents.coverageChanged, { communityId: found.community_id, obligationId })
}
/** Tried without success: still missing, with a reason. */
export async function noteTry(
  ctx: Ctx,
  { obligationId, subjectId }: Of,
  tried: { outcome: Outcome; reason: Reason | null; tryOn: string | null; tryPart: task.Tried['tryPart'] },
): Promise<void> {
  const found = await duty.lockDuty(ctx, obligationId, subjectId)
  if (!found) return
  await duty.updateDutyTried(ctx, found, { at: ctx.now, outcome: tried.outcome, reason: tried.reason })
  await task.tryTasksOf(ctx, obligationId, subjectId, tried)
  await ctx.emit(tasksEvents.coverageChanged, { communityId: found.community_id, obligationId })
}
/** Not missing although not done, for a kind of reason, until a day or for good. */
export async function excuseSubjects(
  ctx: Ctx,
  obligationId: string,
  subjectIds: readonly string[],
  { kind, until, by }: { kind: Excuse; until: string | null; by: string | null },
): Promise<void> {
  const taken = await duty.updateExcused(ctx, obligationId, subjectIds, { kind, until, by, notes: new Map() })
  if (until === null) await task.settleTasksOf(ctx, obligationId, taken, { state: 'excused' })
}

/** Live counts beneath these paths, one entry an obligation. */
export async function coverageAt(ctx: Ctx, obligationIds: readonly string[], paths: readonly string[]): Promise<Map<string, Coverage>> {
  const sums = new Map<string, Coverage>()
  for (const { obligationId, counts } of await duty.countCoverage(ctx, obligationIds, paths, localDay(ctx.now))) {
    const before = sums.get(obligationId)
    sums.set(obligationId, {
      expected: (before?.expected ?? 0) + counts.expected,
      done: (before?.done ?? 0) + counts.done,
      excused: (before?.excused ?? 0) + counts.excused,
      missing: (before?.missing ?? 0) + counts.missing,
    })
  }
  return sums
}
