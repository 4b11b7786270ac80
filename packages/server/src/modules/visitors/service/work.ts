// What the guard does: sees who stands there, calls the host, writes down who has no telephone.
import { commonErrors, type visitors, visitorsErrors } from '@xiaomen/contract'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay, startOfDay } from '../../../platform/time.ts'
import { findGatePlace, visitorNumber } from '../../gate/index.ts'
import * as repo from '../repo.ts'
import { numberAt } from '../secret.ts'
import { askToVisit, followAnswer, noteAnswer, seeAtGate } from '../visit.ts'
import { visitView, visitViews } from '../views.ts'

type Visitors = Handlers<typeof visitors>

async function gateFor(ctx: Ctx, gateId: string) {
  const gate = await findGatePlace(ctx, gateId)
  if (!gate) throw fail(commonErrors, 'request.not_found')
  ctx.must('visitors.work', gate)
  ctx.audit.communityId(gate.communityId)
  return gate
}
async function visitFor(ctx: Ctx, visitId: string) {
  const visit = await repo.lockVisit(ctx, visitId)
  if (!visit) throw fail(commonErrors, 'request.not_found')
  ctx.must('visitors.work', { path: visit.area_path })
  ctx.audit.communityId(visit.community_id)
  return visit
}
const accountOf = (ctx: Ctx): string => {
  if (ctx.actor.kind !== 'account') throw fail(commonErrors, 'access.denied')
  return ctx.actor.id
}

export const listToday: Visitors['listToday'] = async (ctx, { gateId }) => {
  await gateFor(ctx, gateId)
  return visitViews(ctx, await repo.listVisitsOfGate(ctx, gateId, startOfDay(localDay(ctx.now))), false)
}

export const register: Visitors['register'] = async (ctx, { id, gateId, at, ...said }) => {
  const gate = await gateFor(ctx, gateId)
  // The phone's clock is data: what it noted in the future was now, and before the deletion day it was then.
  const seenAt = new Date(Math.min(Date.parse(at), ctx.now.getTime()))
  const requestedAt = seenAt < startOfDay(localDay(ctx.now), -1) ? ctx.now : seenAt
  const { isNew } = await askToVisit(ctx, gate, id, said, { at: seenAt, by: accountOf(ctx) }, requestedAt)
  return { id, isNew }
}

export const recordCall: Visitors['recordCall'] = async (ctx, { visitId, outcome }) => {
  const visit = await visitFor(ctx, visitId)
  const by = accountOf(ctx)
  await repo.insertCall(ctx, {
    community_id: visit.community_id,
    id: uuidv7(),
    visit_id: visit.id,
    area_path: visit.area_path,
    at: ctx.now,
    account_id: by,
    outcome,
  })
  if (outcome === 'noAnswer') return visitView(ctx, visit, false)
  const answered = await noteAnswer(ctx, visit, outcome === 'confirmed', { confirmed_by: 'call', confirmed_account_id: by })
  return visitView(ctx, await followAnswer(ctx, answered), false)
}

export const confirmPresence: Visitors['confirmPresence'] = async (ctx, { visitId }) => {
  const visit = await visitFor(ctx, visitId)
  return visitView(ctx, await seeAtGate(ctx, visit, 'guard', accountOf(ctx)), false)
}

export const getNumber: Visitors['getNumber'] = async (ctx, { visitId }) => {
  const visit = await repo.findVisit(ctx, visitId)
  if (!visit) throw fail(commonErrors, 'request.not_found')
  ctx.must('visitors.work', { path: visit.area_path })
  const shortCode = visit.credential_id === null ? null : await visitorNumber(ctx, visit.credential_id)
  if (shortCode === null) throw fail(visitorsErrors, 'visitors.wrong_state')
  return { shortCode }
}

export const displayNumber: Visitors['displayNumber'] = async (ctx, { gateId }) => {
  await gateFor(ctx, gateId)
  return { digits: numberAt(ctx.crypto, gateId, ctx.now), secondsLeft: 60 - (Math.floor(ctx.now.getTime() / 1000) % 60) }
}
