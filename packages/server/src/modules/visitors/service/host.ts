// What the host does on the own phone.
import { commonErrors, type visitors } from '@xiaomen/contract'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay, startOfDay } from '../../../platform/time.ts'
import { homeOfPerson } from '../../registry/index.ts'
import * as repo from '../repo.ts'
import { noteAnswer } from '../visit.ts'
import { visitView, visitViews } from '../views.ts'

type Visitors = Handlers<typeof visitors>

async function homeOf(ctx: Ctx) {
  ctx.paths('visitors.host')
  const personId = ctx.actor.kind === 'account' ? ctx.actor.personId : null
  return personId === null ? null : homeOfPerson(ctx, personId)
}

export const listMine: Visitors['listMine'] = async (ctx) => {
  const home = await homeOf(ctx)
  if (!home) return []
  ctx.audit.communityId(home.communityId)
  return visitViews(ctx, await repo.listVisitsOfHome(ctx, home.id, startOfDay(localDay(ctx.now), -1)), true)
}

export const answer: Visitors['answer'] = async (ctx, { visitId, isWelcome }) => {
  const home = await homeOf(ctx)
  const visit = await repo.lockVisit(ctx, visitId)
  if (!home || !visit || visit.home_id !== home.id || ctx.actor.kind !== 'account') throw fail(commonErrors, 'request.not_found')
  ctx.must('visitors.host', { path: home.path })
  ctx.audit.communityId(visit.community_id)
  return visitView(ctx, await noteAnswer(ctx, visit, isWelcome, { confirmed_by: 'host', confirmed_account_id: ctx.actor.id }), true)
}
