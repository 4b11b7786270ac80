// What is signed of an order, and what a complete signature does.
import { commonErrors, postureErrors, postureEvents } from '@xiaomen/contract'
import { contains } from '@xiaomen/rules/areas'
import { isWeaker, ORDER_ACTS, type OrderAct, type OrderStep, type Posture, signaturesFor } from '@xiaomen/rules/posture'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { localDay } from '../../platform/time.ts'
import { actsOf, openAct, withdrawAct } from '../approvals/index.ts'
import { findArea } from '../areas/index.ts'
import { ordersInForce } from './plan.ts'
import * as repo from './repo.ts'
import type { PostureOrderRow } from './tables.ts'
import { mayReinstate } from './views.ts'

export const official = (ctx: Ctx): { id: string; unit: string } => {
  if (ctx.actor.kind !== 'account') throw fail(commonErrors, 'access.denied')
  return ctx.actor
}

type Said = { actId?: string | null; until?: string | null; reason?: string | null }
/** Writes a step down, by whoever asks. */
export async function noteStep(ctx: Ctx, order: Pick<PostureOrderRow, 'id' | 'area_path'>, kind: OrderStep, said: Said = {}): Promise<void> {
  const by = ctx.actor.kind === 'account' ? ctx.actor : null
  await repo.insertStep(ctx, {
    id: uuidv7(),
    order_id: order.id,
    area_path: order.area_path,
    kind,
    at: ctx.now,
    account_id: by?.id ?? null,
    unit: by?.unit ?? '',
    act_id: said.actId ?? null,
    until: said.until ?? null,
    reason: said.reason ?? null,
  })
}

/** A smaller area may be stricter than what holds above it, never laxer. */
export async function refuseWeaker(ctx: Ctx, { path, posture }: { path: string; posture: Posture }): Promise<void> {
  const above = (await ordersInForce(ctx)).filter((order) => order.areaPath !== path && contains(order.areaPath, path))
  if (above.some((order) => isWeaker(posture, order.posture))) throw fail(postureErrors, 'posture.weaker_than_above')
}

/** What a signer puts their name to. `asked`: the days or the reason that were asked for. */
export const payloadOf = (order: PostureOrderRow, kind: OrderAct, asked: { until: string | null; reason: string | null }): unknown => {
  const about = { orderId: order.id, kind, areaId: order.area_id, posture: order.posture, packId: order.pack_id, edition: order.edition }
  if (kind === 'posture.order')
    return {
      ...about,
      legalBasis: order.legal_basis,
      purpose: order.purpose,
      until: order.valid_until,
      retentionDays: order.retention_days,
      assessment: order.assessment,
    }
  return { ...about, now: order.valid_until, endedAt: order.ended_at?.toISOString() ?? null, ...asked }
}

export async function open(ctx: Ctx, order: PostureOrderRow, kind: OrderAct, asked: { until: string | null; reason: string | null }): Promise<string> {
  if ((await actsOf(ctx, [order.id])).some((act) => act.isOpen)) throw fail(postureErrors, 'posture.act_waits')
  const area = await findArea(ctx, order.area_id)
  return openAct(ctx, {
    kind,
    subjectId: order.id,
    payload: payloadOf(order, kind, asked),
    // Of a whole area, which its signatures are measured for: they are not counted by heads.
    people: 0,
    base: signaturesFor(kind),
    permission: 'posture.approve',
    communityId: area?.communityId ?? order.area_id,
    path: order.area_path,
  })
}

/** Lists of orders are asked again; nothing that holds has changed. */
export const tellAsked = (ctx: Ctx, order: Pick<PostureOrderRow, 'id' | 'area_id'>) =>
  ctx.emit(postureEvents.asked, { orderId: order.id, areaId: order.area_id })

/** An order that holds no more leaves nothing to be signed. */
export async function dropActs(ctx: Ctx, orderId: string): Promise<void> {
  for (const kind of ORDER_ACTS) await withdrawAct(ctx, kind, orderId)
}

type Done = (ctx: Ctx, order: PostureOrderRow, asked: { until: string | null; reason: string | null }) => Promise<void>
const changed = (ctx: Ctx, order: PostureOrderRow) => ctx.emit(postureEvents.changed, { orderId: order.id, areaId: order.area_id })

async function amend(ctx: Ctx, order: PostureOrderRow, { until, reason }: { until: string | null; reason: string | null }): Promise<void> {
  if (order.state !== 'inForce' || until === null || until < localDay(ctx.now)) throw fail(postureErrors, 'posture.wrong_state')
  await repo.updateUntil(ctx, order.id, until)
  await noteStep(ctx, order, 'amended', { until, reason })
  await changed(ctx, order)
}

/** Once the last signature is there. */
export const DONE: Record<OrderAct, Done> = {
  'posture.order': async (ctx, order) => {
    if (order.state !== 'drafted' || order.valid_until < localDay(ctx.now)) throw fail(postureErrors, 'posture.wrong_state')
    const before = await repo.findInForceAt(ctx, order.area_id)
    if (before) {
      await repo.updateEnded(ctx, before.id, { by: official(ctx).id, at: ctx.now, reason: 'superseded' })
      await noteStep(ctx, before, 'superseded')
      await dropActs(ctx, before.id)
    }
    await repo.updateApproved(ctx, order.id, official(ctx).id, ctx.now)
    await noteStep(ctx, order, 'inForce', { until: order.valid_until })
    await changed(ctx, order)
  },
  'posture.shorten': amend,
  'posture.prolong': amend,
  'posture.end': async (ctx, order, { reason }) => {
    if (order.state !== 'inForce') throw fail(postureErrors, 'posture.wrong_state')
    await repo.updateEnded(ctx, order.id, { by: official(ctx).id, at: ctx.now, reason: reason ?? '' })
    await noteStep(ctx, order, 'ended', { reason })
    await changed(ctx, order)
  },
  'posture.reinstate': async (ctx, order, { reason }) => {
    if (!mayReinstate(ctx, order) || (await repo.findInForceAt(ctx, order.area_id))) throw fail(postureErrors, 'posture.too_late')
    await repo.updateReinstated(ctx, order.id)
    await noteStep(ctx, order, 'reinstated', { until: order.valid_until, reason })
    await changed(ctx, order)
  },
}
