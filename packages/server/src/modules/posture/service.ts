import { commonErrors, type posture, postureErrors } from '@xiaomen/contract'
import { contains } from '@xiaomen/rules/areas'
import { latestEnd, missingOf, type OrderAct, type Posture } from '@xiaomen/rules/posture'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { sometimesThere } from '../../platform/exists.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { Handlers } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import { actsOf, signAct, withdrawAct } from '../approvals/index.ts'
import { findArea } from '../areas/index.ts'
import { DONE, noteStep, official, open, payloadOf, refuseWeaker, tellAsked } from './acts.ts'
import { needEditions } from './local-packs.ts'
import { everyPack, findPack } from './packs.ts'
import { planAt } from './plan.ts'
import * as repo from './repo.ts'
import type { PostureOrderRow } from './tables.ts'
import { mayReinstate, orderView, orderViews } from './views.ts'

type Orders = Handlers<typeof posture>

export const current: Orders['current'] = async (ctx, { areaId }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must('posture.read', area)
  const plan = await planAt(ctx, area.path)
  return { posture: plan.posture, packId: plan.packId, edition: plan.edition, order: plan.orderId === null ? null : await orderView(ctx, plan.orderId) }
}

export const listOrders: Orders['listOrders'] = async (ctx) => orderViews(ctx, await repo.listOrders(ctx, ctx.paths('posture.read')))

export const listPacks: Orders['listPacks'] = async (ctx) => {
  ctx.paths('posture.read')
  await needEditions(ctx)
  return everyPack()
    .toSorted((one, other) => (one.file.effectiveFrom < other.file.effectiveFrom ? -1 : 1))
    .map(({ file, place }) => ({
      packId: file.id,
      edition: file.edition,
      zh: file.zh,
      en: file.en,
      effectiveFrom: file.effectiveFrom,
      isDraft: file.isDraft,
      isLocal: place !== null,
    }))
}

export const listFunctions: Orders['listFunctions'] = async (ctx) => {
  const paths = ctx.paths('posture.read')
  return Object.fromEntries([...sometimesThere().keys()].map((name) => [name, ctx.whereThere(name, paths)]))
}

/** A last day that is neither past nor further off than an order may run. */
function checkEnd(ctx: Ctx, posture: Posture, until: string): void {
  const today = localDay(ctx.now)
  if (until < today) throw fail(commonErrors, 'request.invalid', { field: 'until' })
  if (posture !== 'peace' && until > latestEnd(today)) throw fail(postureErrors, 'posture.too_long', { field: 'until', latest: latestEnd(today) })
}

export const draftOrder: Orders['draftOrder'] = async (ctx, { areaId, ...wanted }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must('posture.draft', area)
  await needEditions(ctx)
  const pack = findPack(wanted.packId, wanted.edition)
  // A local edition holds where it was made, and beneath.
  if (!pack || (pack.place !== null && !contains(pack.place, area.path))) throw fail(postureErrors, 'posture.unknown_pack')
  const field = missingOf(wanted)
  if (field !== null) throw fail(postureErrors, 'posture.incomplete', { field })
  checkEnd(ctx, wanted.posture, wanted.until!)
  // An assessment comes before what it assesses.
  if (wanted.assessment && wanted.assessment.assessedOn > localDay(ctx.now)) throw fail(commonErrors, 'request.invalid', { field: 'assessedOn' })
  await refuseWeaker(ctx, { path: area.path, posture: wanted.posture })
  const by = official(ctx)
  const order: PostureOrderRow = {
    id: uuidv7(),
    area_id: area.id,
    area_path: area.path,
    posture: wanted.posture,
    pack_id: wanted.packId,
    edition: wanted.edition,
    legal_basis: wanted.legalBasis!,
    purpose: wanted.purpose!,
    state: 'drafted',
    drafted_by: by.id,
    drafted_unit: by.unit,
    drafted_at: ctx.now,
    approved_by: null,
    approved_at: null,
    valid_until: wanted.until!,
    ended_by: null,
    ended_at: null,
    end_reason: null,
    retention_days: wanted.retentionDays,
    assessment: wanted.assessment ?? null,
  }
  await repo.insertOrder(ctx, order)
  const actId = await open(ctx, order, 'posture.order', { until: null, reason: null })
  await noteStep(ctx, order, 'drafted', { actId, until: order.valid_until })
  await tellAsked(ctx, order)
  return orderView(ctx, order.id)
}

async function lockFor(ctx: Ctx, orderId: string): Promise<PostureOrderRow> {
  const order = await repo.lockOrder(ctx, orderId)
  if (!order) throw fail(commonErrors, 'request.not_found')
  ctx.must('posture.approve', { path: order.area_path })
  return order
}

/** What waits about the order under this id, with the days and the reason that were asked for. */
async function waitingOf(ctx: Ctx, order: PostureOrderRow, actId: string) {
  const act = (await actsOf(ctx, [order.id])).find(({ id }) => id === actId)
  if (!act) throw fail(postureErrors, 'posture.wrong_state')
  const asked = (await repo.listSteps(ctx, [order.id])).find((step) => step.act_id === actId && step.kind !== 'signed')
  // A draft says all in its own row.
  const kind = act.kind as OrderAct
  return { act, kind, asked: kind === 'posture.order' || !asked ? { until: null, reason: null } : { until: asked.until, reason: asked.reason } }
}

export const approveOrder: Orders['approveOrder'] = async (ctx, { orderId, actId }) => {
  const order = await lockFor(ctx, orderId)
  const { kind, asked } = await waitingOf(ctx, order, actId)
  if (kind === 'posture.order' && (order.state !== 'drafted' || order.valid_until < localDay(ctx.now))) throw fail(postureErrors, 'posture.wrong_state')
  if (kind === 'posture.order' || kind === 'posture.reinstate') await refuseWeaker(ctx, { path: order.area_path, posture: order.posture as Posture })
  const signed = await signAct(ctx, {
    actId,
    payload: payloadOf(order, kind, asked),
    refuse: (reason) => fail(postureErrors, 'posture.same_person', { reason }),
  })
  await noteStep(ctx, order, 'signed', { actId })
  if (signed.isDone) await DONE[kind](ctx, order, asked)
  else await tellAsked(ctx, order)
  return orderView(ctx, order.id)
}

export const endOrder: Orders['endOrder'] = async (ctx, { orderId, reason }) => {
  const order = await lockFor(ctx, orderId)
  if (order.state === 'ended') throw fail(postureErrors, 'posture.wrong_state')
  if (order.state === 'drafted') {
    // A draft is taken back by whoever likes, also by its own hand; what is in force ends as it began, by more than one.
    ctx.audit.reason(reason)
    await withdrawAct(ctx, 'posture.order', order.id)
    await repo.updateEnded(ctx, order.id, { by: official(ctx).id, at: ctx.now, reason })
    await noteStep(ctx, order, 'takenBack', { reason })
    await tellAsked(ctx, order)
  } else await ask(ctx, order, 'posture.end', { until: null, reason })
  return orderView(ctx, order.id)
}

const ASKED = { 'posture.end': 'endAsked', 'posture.shorten': 'amendAsked', 'posture.prolong': 'amendAsked', 'posture.reinstate': 'reinstateAsked' } as const
async function ask(ctx: Ctx, order: PostureOrderRow, kind: keyof typeof ASKED, asked: { until: string | null; reason: string }): Promise<void> {
  ctx.audit.reason(asked.reason)
  const actId = await open(ctx, order, kind, asked)
  await noteStep(ctx, order, ASKED[kind], { actId, ...asked })
  await tellAsked(ctx, order)
}

export const amendOrder: Orders['amendOrder'] = async (ctx, { orderId, until, reason }) => {
  const order = await lockFor(ctx, orderId)
  if (order.state !== 'inForce' || until === order.valid_until) throw fail(postureErrors, 'posture.wrong_state')
  checkEnd(ctx, order.posture as Posture, until)
  await ask(ctx, order, until < order.valid_until ? 'posture.shorten' : 'posture.prolong', { until, reason })
  return orderView(ctx, order.id)
}

export const reinstateOrder: Orders['reinstateOrder'] = async (ctx, { orderId, reason }) => {
  const order = await lockFor(ctx, orderId)
  if (!mayReinstate(ctx, order) || (await repo.findInForceAt(ctx, order.area_id))) throw fail(postureErrors, 'posture.too_late')
  await refuseWeaker(ctx, { path: order.area_path, posture: order.posture as Posture })
  await ask(ctx, order, 'posture.reinstate', { until: null, reason })
  return orderView(ctx, order.id)
}

export const takeBack: Orders['takeBack'] = async (ctx, { orderId, actId }) => {
  const order = await lockFor(ctx, orderId)
  const { act, kind } = await waitingOf(ctx, order, actId)
  // A draft is taken back whole: there is no order without it.
  if (!act.isOpen || !act.isOwn || kind === 'posture.order') throw fail(postureErrors, 'posture.wrong_state')
  await withdrawAct(ctx, kind, order.id)
  await noteStep(ctx, order, 'takenBack', { actId })
  await tellAsked(ctx, order)
  return orderView(ctx, order.id)
}
