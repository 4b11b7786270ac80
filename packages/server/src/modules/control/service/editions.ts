import { controlErrors, controlEvents, EDITION_UNDO_HOURS, type controlEditions } from '@xiaomen/contract'
import type { CaseState, EditionEffect, Subject } from '@xiaomen/rules/control'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { accountNames } from '../../access/index.ts'
import { actsOf, openAct, signAct, withdrawAct } from '../../approvals/index.ts'
import { findArea, listAreas } from '../../areas/index.ts'
import { findPack, planAt } from '../../posture/index.ts'
import { areaFor, notFound, official } from '../place.ts'
import { findCase } from '../repo/case.ts'
import * as repo from '../repo/edition.ts'
import type { EditionLineRow, EditionRunRow } from '../tables.ts'
import { linesOf } from '../views.ts'

type Editions = Handlers<typeof controlEditions>
const KINDS = { apply: 'control.edition', undo: 'control.undoEdition' } as const
const HOUR_MS = 3_600_000
const affected = (run: EditionRunRow): number =>
  Object.entries(run.counts as Record<string, number>).reduce((sum, [effect, count]) => sum + (effect === 'unchanged' ? 0 : count), 0)
const isUndoable = (ctx: Ctx, run: EditionRunRow): boolean =>
  run.state === 'applied' && run.applied_at !== null && ctx.now.getTime() - run.applied_at.getTime() < EDITION_UNDO_HOURS * HOUR_MS

async function viewsOf(ctx: Ctx, runs: readonly EditionRunRow[]) {
  const areas = new Map((await listAreas(ctx, [...new Set(runs.map((run) => run.area_id))])).map((area) => [area.id, area.name]))
  const names = await accountNames(
    ctx,
    runs.map((run) => run.previewed_by),
  )
  const acts = await actsOf(
    ctx,
    runs.map(({ id }) => id),
  )
  const waiting = new Map(acts.filter((act) => act.isOpen).map((act) => [act.subjectId, act]))
  return runs.map((run) => {
    const may = ctx.may('control.edition', { path: run.area_path })
    const isFree = !waiting.has(run.id)
    return {
      id: run.id,
      areaId: run.area_id,
      areaName: areas.get(run.area_id) ?? '—',
      packId: run.pack_id,
      edition: run.edition,
      state: run.state as 'counting',
      progress: { done: run.done, of: run.total },
      counts: { released: 0, shortened: 0, changed: 0, unchanged: 0, ...(run.counts as Partial<Record<EditionEffect, number>>) },
      previewedBy: names.get(run.previewed_by) ?? '—',
      previewedAt: run.previewed_at.toISOString(),
      previewedFor: run.previewed_for,
      appliedAt: run.applied_at?.toISOString() ?? null,
      undoneAt: run.undone_at?.toISOString() ?? null,
      undoReason: run.undo_reason,
      left: run.left_alone,
      waiting: waiting.get(run.id) ?? null,
      may: {
        propose: may && isFree && (run.state === 'previewed' || run.state === 'proposed') && affected(run) > 0,
        undo: may && isFree && isUndoable(ctx, run),
        withdraw: may && (run.state === 'previewed' || run.state === 'proposed'),
      },
    }
  })
}
const viewOf = async (ctx: Ctx, run: EditionRunRow) => (await viewsOf(ctx, [run]))[0]!
const viewNow = async (ctx: Ctx, id: string) => viewOf(ctx, (await repo.findRun(ctx, id))!)

async function lockFor(ctx: Ctx, permission: string, runId: string): Promise<EditionRunRow> {
  const run = await repo.lockRun(ctx, runId)
  if (!run) throw notFound()
  ctx.must(permission, { path: run.area_path })
  return run
}
const moved = (ctx: Ctx, run: EditionRunRow) => ctx.emit(controlEvents.editionMoved, { runId: run.id, areaId: run.area_id, areaPath: run.area_path })

/** Nobody's case follows rules that are not in force where they live. */
async function mustBeInForce(ctx: Ctx, run: Pick<EditionRunRow, 'area_path' | 'pack_id' | 'edition'>): Promise<void> {
  const plan = await planAt(ctx, run.area_path)
  if (plan.packId !== run.pack_id || plan.edition !== run.edition) throw fail(controlErrors, 'control.edition_not_in_force')
}

export const previewEdition: Editions['previewEdition'] = async (ctx, { id, areaId, packId, edition }) => {
  const area = await areaFor(ctx, 'control.edition', areaId)
  const known = await repo.findRun(ctx, id)
  if (known) return viewOf(ctx, known)
  if (!findPack(packId, edition)) throw notFound()
  const run: EditionRunRow = {
    id,
    area_id: area.id,
    area_path: area.path,
    pack_id: packId,
    edition,
    state: 'counting',
    done: 0,
    total: 0,
    counts: {},
    left_alone: 0,
    previewed_by: official(ctx).id,
    previewed_at: ctx.now,
    previewed_for: localDay(ctx.now),
    applied_at: null,
    undone_at: null,
    undo_reason: null,
  }
  run.total = await repo.countConcerned(ctx, run)
  await repo.insertRun(ctx, run)
  await ctx.enqueue('control.runEdition', { runId: id })
  return viewOf(ctx, run)
}

export const listEditionRuns: Editions['listEditionRuns'] = async (ctx) => viewsOf(ctx, await repo.listRuns(ctx, ctx.paths('control.edition')))

export const getEditionRun: Editions['getEditionRun'] = async (ctx, { runId, effect, after, limit }) => {
  const run = await repo.findRun(ctx, runId)
  if (!run) throw notFound()
  ctx.must('control.edition', { path: run.area_path })
  const lines = await repo.listLines(ctx, run.id, [run.area_path], { effect, after, limit })
  const cases = (await Promise.all(lines.map((line) => findCase(ctx, line.case_id)))).filter((row) => row !== undefined)
  const seen = new Map((await linesOf(ctx, cases)).map((line) => [line.id, line]))
  return {
    ...(await viewOf(ctx, run)),
    lines: lines.map((line) => lineOf(line, seen.get(line.case_id))),
    next: lines.length === limit ? lines.at(-1)!.case_id : null,
  }
}
const lineOf = (line: EditionLineRow, seen: { about: Subject; name: string | null; door: string | null; areaName: string } | undefined) => ({
  caseId: line.case_id,
  about: seen?.about ?? ('person' as const),
  name: seen?.name ?? null,
  door: seen?.door ?? null,
  areaName: seen?.areaName ?? '—',
  effect: line.effect as EditionEffect,
  fromEdition: line.from_edition,
  lastDayBefore: line.last_day_before,
  lastDayAfter: line.last_day_after,
  stateBefore: line.state_before as CaseState,
  stateAfter: line.state_after as CaseState,
  isApplied: line.is_applied,
})

type Kind = keyof typeof KINDS
const payloadOf = (run: EditionRunRow, kind: Kind) => ({
  runId: run.id,
  kind,
  areaId: run.area_id,
  packId: run.pack_id,
  edition: run.edition,
  counts: run.counts,
  previewedFor: run.previewed_for,
  reason: run.undo_reason,
})
async function ask(ctx: Ctx, run: EditionRunRow, kind: Kind): Promise<void> {
  const area = await findArea(ctx, run.area_id)
  await openAct(ctx, {
    kind: KINDS[kind],
    subjectId: run.id,
    payload: payloadOf(run, kind),
    people: affected(run),
    base: 1,
    permission: 'control.confirm',
    communityId: area?.communityId ?? run.area_id,
    path: run.area_path,
  })
}

export const proposeEdition: Editions['proposeEdition'] = async (ctx, { runId }) => {
  const run = await lockFor(ctx, 'control.edition', runId)
  if (run.state !== 'previewed' && run.state !== 'proposed') throw fail(controlErrors, 'control.wrong_state')
  await mustBeInForce(ctx, run)
  // What was looked at yesterday says nothing of today's days.
  if (run.previewed_for !== localDay(ctx.now)) throw fail(controlErrors, 'control.edition_of_yesterday')
  await ask(ctx, run, 'apply')
  await repo.updateRun(ctx, run.id, { state: 'proposed' })
  await moved(ctx, run)
  return viewNow(ctx, run.id)
}

export const signEdition: Editions['signEdition'] = async (ctx, { runId, actId }) => {
  const run = await lockFor(ctx, 'control.confirm', runId)
  const act = (await actsOf(ctx, [run.id])).find((one) => one.id === actId)
  if (!act) throw notFound()
  const kind: Kind = act.kind === KINDS.undo ? 'undo' : 'apply'
  if (kind === 'apply') {
    await mustBeInForce(ctx, run)
    if (run.previewed_for !== localDay(ctx.now)) throw fail(controlErrors, 'control.edition_of_yesterday')
  } else if (!isUndoable(ctx, run)) throw fail(controlErrors, 'control.edition_too_late')
  const signed = await signAct(ctx, { actId, payload: payloadOf(run, kind), refuse: (reason) => fail(controlErrors, 'control.same_unit', { reason }) })
  if (signed.isDone) {
    const total = kind === 'apply' ? affected(run) : run.done
    await repo.updateRun(ctx, run.id, { state: kind === 'apply' ? 'applying' : 'undoing', done: 0, total })
    await ctx.enqueue('control.runEdition', { runId: run.id })
  }
  await moved(ctx, run)
  return viewNow(ctx, run.id)
}

export const undoEdition: Editions['undoEdition'] = async (ctx, { runId, reason }) => {
  const run = await lockFor(ctx, 'control.edition', runId)
  if (!isUndoable(ctx, run)) throw fail(controlErrors, 'control.edition_too_late')
  await repo.updateRun(ctx, run.id, { undo_reason: reason })
  await ask(ctx, { ...run, undo_reason: reason }, 'undo')
  await moved(ctx, run)
  return viewNow(ctx, run.id)
}

export const withdrawRun: Editions['withdrawRun'] = async (ctx, { runId }) => {
  const run = await lockFor(ctx, 'control.edition', runId)
  if (run.state !== 'previewed' && run.state !== 'proposed') throw fail(controlErrors, 'control.wrong_state')
  await withdrawAct(ctx, KINDS.apply, run.id)
  await repo.updateRun(ctx, run.id, { state: 'withdrawn' })
  await moved(ctx, run)
  return viewNow(ctx, run.id)
}
