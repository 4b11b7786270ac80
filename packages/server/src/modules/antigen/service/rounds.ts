// 抗原自测的一轮: opened for an area and an age, closed by the office.
import { type antigen, antigenErrors, antigenEvents, commonErrors } from '@xiaomen/contract'
import { addDays } from '@xiaomen/rules/days'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { findArea } from '../../areas/index.ts'
import { cancelTasks, closeObligation, openObligation } from '../../tasks/index.ts'
import { accountOf, notFound } from '../books.ts'
import { addMeant } from '../meant.ts'
import * as repo from '../repo/round.ts'
import type { RoundRow } from '../tables.ts'

type Antigen = Handlers<typeof antigen>
/** What is over is kept for questions, and no longer. */
const KEPT_DAYS = 60

export const openRound: Antigen['openRound'] = async (ctx, { id, areaId, title, ageFrom, ageUntil, perHead, withStaff, dueOn }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must('antigen.plan', area)
  if (area.communityId === null) throw fail(antigenErrors, 'antigen.not_one_community')
  ctx.audit.communityId(area.communityId)
  const today = localDay(ctx.now)
  const said = { area_id: area.id, title, age_from: ageFrom, age_until: ageUntil, per_head: perHead, with_staff: withStaff, due_on: dueOn }
  const known = await repo.lockRound(ctx, id)
  if (known) return again(ctx, known, said)
  if (dueOn < today) throw fail(commonErrors, 'request.invalid', { field: 'dueOn' })
  const row: RoundRow = {
    community_id: area.communityId,
    id,
    area_path: area.path,
    ...said,
    from_day: today,
    age_unknown: 0,
    created_by: accountOf(ctx),
    created_at: ctx.now,
    closed_at: null,
    delete_on: null,
  }
  if (!(await repo.insertRound(ctx, row))) throw fail(commonErrors, 'request.conflict')
  const obligation = { id, communityId: row.community_id, path: area.path, kind: 'antigen' as const, title }
  await openObligation(ctx, { ...obligation, source: 'antigen', sourceId: id, fromDay: today, dueOn })
  return fill(ctx, row)
}
async function again(ctx: Ctx, row: RoundRow, said: Partial<RoundRow>) {
  const isSame = Object.entries(said).every(([column, value]) => row[column as keyof RoundRow] === value)
  if (!isSame) throw fail(antigenErrors, 'antigen.other_bytes')
  if (row.closed_at !== null) throw fail(antigenErrors, 'antigen.round_closed')
  return fill(ctx, row)
}
async function fill(ctx: Ctx, row: RoundRow) {
  const { expected, ageUnknown } = await addMeant(ctx, row)
  if (expected === 0) throw fail(antigenErrors, 'antigen.nobody_expected')
  await repo.updateRound(ctx, row, { age_unknown: ageUnknown })
  await ctx.emit(antigenEvents.changed, { communityId: row.community_id, areaPath: row.area_path, roundId: row.id })
  return { id: row.id, expected, ageUnknown }
}

export const closeRound: Antigen['closeRound'] = async (ctx, { roundId }) => {
  const row = await repo.lockRound(ctx, roundId)
  if (!row) throw notFound()
  ctx.must('antigen.plan', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  if (row.closed_at !== null) return {}
  await repo.updateRound(ctx, row, { closed_at: ctx.now, delete_on: addDays(localDay(ctx.now), KEPT_DAYS) })
  await closeObligation(ctx, roundId)
  await cancelTasks(ctx, 'antigen', roundId)
  await ctx.emit(antigenEvents.changed, { communityId: row.community_id, areaPath: row.area_path, roundId })
  return {}
}
