// 入户通知: whoever of a home is to stay in, told at the door by the grid worker.
import type { lab } from '@xiaomen/contract'
import type { Handlers } from '../../../platform/module.ts'
import { seeingAll } from '../../../platform/scope.ts'
import { findHome } from '../../registry/index.ts'
import { notFound, official } from '../place.ts'
import { settlePools, step } from '../recall.ts'
import * as repo from '../repo/recall.ts'
import { viewsOf } from './pools.ts'

type Lab = Handlers<typeof lab>

export const listAtHome: Lab['listAtHome'] = async (ctx, { homeId }) => {
  const home = await findHome(ctx, homeId)
  if (!home) throw notFound()
  ctx.must('lab.recall', home)
  ctx.audit.communityId(home.communityId)
  const rows = await repo.listOpenAtHome(ctx, home.communityId, home.id)
  // The tube stands at a point that whoever serves one building does not see.
  return seeingAll(ctx, () => viewsOf(ctx, rows))
}

export const recordRecall: Lab['recordRecall'] = async (ctx, { recallId, answer, at }) => {
  const row = await repo.lockRecall(ctx, recallId)
  if (!row) throw notFound()
  ctx.must('lab.recall', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  ctx.audit.subjects([row.person_id])
  const { id: by } = official(ctx)
  const told = answer === 'atHome' && row.told_at === null ? { told_at: new Date(Math.min(Date.parse(at), ctx.now.getTime())), told_by: by } : {}
  const after = await step(ctx, row, { kind: 'answer', answer }, told)
  if (after.version !== row.version) await seeingAll(ctx, () => settlePools(ctx, row.community_id, [after], by))
  return { state: after.state }
}
