// 上门协助与复核: tested with somebody's help at home; and the nucleic acid sample of a positive, once it is taken.
import { type antigen, antigenErrors, antigenEvents } from '@xiaomen/contract'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { seeingAll } from '../../../platform/scope.ts'
import { finishTasks } from '../../tasks/index.ts'
import { accountOf, notFound } from '../books.ts'
import { report } from '../report.ts'
import { findReport, findTarget, updateReport } from '../repo/round.ts'
import { roundOf } from './hand-outs.ts'

type Antigen = Handlers<typeof antigen>

export const reportHelped: Antigen['reportHelped'] = async (ctx, { id, roundId, personId, result, at }) => {
  const target = await findTarget(ctx, roundId, personId)
  if (!target) throw notFound()
  ctx.must('antigen.hand', { path: target.area_path })
  ctx.audit.subjects([personId])
  const round = await roundOf(ctx, roundId)
  if (target.home_id === null) throw fail(antigenErrors, 'antigen.not_meant')
  await seeingAll(ctx, () => report(ctx, round, target, { id, result, at: new Date(at), way: 'helped', photo: null }))
  return { id }
}

export const notePcr: Antigen['notePcr'] = async (ctx, { reportId }) => {
  const row = await findReport(ctx, reportId)
  if (!row) throw notFound()
  ctx.must('antigen.plan', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  ctx.audit.subjects([row.person_id])
  if (!row.asks_pcr) throw fail(antigenErrors, 'antigen.not_meant')
  if (row.pcr_at !== null) return {}
  await updateReport(ctx, row, { pcr_at: ctx.now })
  await finishTasks(ctx, 'antigen', row.id, accountOf(ctx))
  await ctx.emit(antigenEvents.changed, { communityId: row.community_id, areaPath: row.area_path, roundId: row.round_id })
  return {}
}
