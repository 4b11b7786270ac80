// One step of a need: its tasks, what the record that said it still waits for, and whoever listens.
import { aidErrors, aidEvents } from '@xiaomen/contract'
import { afterNeedStep, isCalledBack, isNeedOver, type NeedAsker, type NeedStep } from '@xiaomen/rules/aid'
import type { Need } from '@xiaomen/rules/control'
import { addDays } from '@xiaomen/rules/days'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { localDay } from '../../platform/time.ts'
import { leaveNeeds } from '../control/index.ts'
import { leanOn } from '../registry/index.ts'
import { planTasks, type WantedTask } from '../tasks/index.ts'
import * as repo from './need-repo.ts'
import { proposals } from './proposals.ts'
import { notFound, scopeAt } from './step.ts'
import type { NeedRow } from './tables.ts'

const KEPT_DAYS = 30
const URGENT = 3
const HOUR_MS = 3_600_000
type Column = 'sealed_note' | 'sealed_outcome'
const placeOf = (id: string, column: Column) => ({ table: 'aid.need', row: id, column })
export const sealWords = async (ctx: Ctx, { id, area_path }: Pick<NeedRow, 'id' | 'area_path'>, column: Column, words: string | null) =>
  words === null ? null : ctx.crypto.seal('health', placeOf(id, column), words, await scopeAt(ctx, area_path))
export const openWords = (ctx: Ctx, row: NeedRow, column: Column): string | null => {
  const sealed = row[column]
  return sealed === null ? null : ctx.crypto.open('health', placeOf(row.id, column), sealed)
}

const TITLES = { asked: '住户有需求', call: '住户想找医生谈，请回电', late: '住户的需求超时未办' }
/** Those of a record are made with the record, at once; here only what is said otherwise, and what is late. */
function wantedTasks(ctx: Ctx, row: NeedRow): WantedTask[] {
  if (isNeedOver(row.state)) return []
  const today = localDay(ctx.now)
  const common = {
    subjectId: row.person_id,
    subjectKind: 'person' as const,
    homeId: row.home_id,
    path: row.area_path,
    kind: 'need' as const,
    obligationId: null,
    fromDay: today,
    dueOn: today,
    priority: URGENT,
  }
  const isCall = isCalledBack(row.kind)
  const roles = [isCall ? 'communityAdmin' : 'gridWorker']
  const isOfRecord = row.fact_id !== null && row.heard !== 'missing'
  return [
    ...(isOfRecord ? [] : [{ ...common, key: 'asked', title: isCall ? TITLES.call : TITLES.asked, roles, accountId: row.taken_by }]),
    ...(row.due_at <= ctx.now ? [{ ...common, key: 'late', title: TITLES.late, roles: ['communityAdmin'], accountId: null }] : []),
  ]
}

export async function settleNeed(ctx: Ctx, row: NeedRow): Promise<void> {
  await planTasks(ctx, { source: 'aid', sourceId: row.id, communityId: row.community_id }, wantedTasks(ctx, row))
  if (row.case_id !== null && row.fact_id !== null && isNeedOver(row.state)) {
    const left = await repo.listOpenOfFact(ctx, row.community_id, row.fact_id)
    await leaveNeeds(
      ctx,
      row.case_id,
      row.fact_id,
      left.filter(({ heard }) => heard !== 'missing').map(({ kind }) => kind),
    )
  }
  await ctx.emit(aidEvents.needChanged, { communityId: row.community_id, areaPath: row.area_path, needId: row.id, state: row.state })
}

type Said = {
  id: string
  communityId: string
  homeId: string
  path: string
  personId: string
  kind: Need
  note: string | null
  asker: NeedAsker
  at: Date
  record: { caseId: string; factId: string } | null
}
/** @returns the id of the need: that of the one that is open already, where the same is asked again */
export async function say(ctx: Ctx, { id, communityId, homeId, path, personId, kind, note, asker, at, record }: Said): Promise<string> {
  const known = await repo.findNeed(ctx, id)
  if (known?.person_id === personId && known.kind === kind) return id
  const row: NeedRow = {
    community_id: communityId,
    id,
    home_id: homeId,
    area_path: path,
    person_id: personId,
    kind,
    state: 'open',
    asker,
    case_id: record?.caseId ?? null,
    fact_id: record?.factId ?? null,
    said_at: at,
    due_at: new Date(at.getTime() + proposals().needHours[kind].value * HOUR_MS),
    taken_by: null,
    ended_at: null,
    how: null,
    heard: null,
    photo_ids: [],
    sealed_note: await sealWords(ctx, { id, area_path: path }, 'sealed_note', note),
    sealed_outcome: null,
    next_call_on: null,
    delete_on: null,
    version: 1,
  }
  if (!(await repo.insertNeed(ctx, row))) {
    const same = await repo.findOpenSame(ctx, row)
    if (!same) throw fail(aidErrors, 'aid.changed_meanwhile')
    return same.id
  }
  await leanOn(ctx, { personId, homeId })
  await settleNeed(ctx, row)
  return id
}

/** @throws 409 where the state knows no such step */
export async function takeStep(ctx: Ctx, row: NeedRow, step: NeedStep, change: Partial<NeedRow>): Promise<NeedRow> {
  const state = afterNeedStep(row.state, step)
  if (state === null) throw fail(aidErrors, 'aid.wrong_state')
  const end = isNeedOver(state)
    ? { ended_at: ctx.now, delete_on: addDays(localDay(ctx.now), KEPT_DAYS) }
    : step === 'miss'
      ? { ended_at: null, delete_on: null }
      : {}
  const after = await repo.updateNeed(ctx, row, { ...change, ...end, state })
  await settleNeed(ctx, after)
  return after
}

/** A need that the caller may do this with, as they read it. @throws 409 when somebody changed it meanwhile */
export async function lockedNeed(ctx: Ctx, { needId, version }: { needId: string; version: number }): Promise<NeedRow> {
  const row = await repo.lockNeed(ctx, needId)
  if (!row) throw notFound()
  ctx.must('aid.request', { path: row.area_path })
  notedNeed(ctx, row)
  if (row.version !== version) throw fail(aidErrors, 'aid.changed_meanwhile')
  return row
}
export function notedNeed(ctx: Ctx, row: NeedRow): void {
  ctx.audit.communityId(row.community_id)
  ctx.audit.subjects([row.person_id])
}
