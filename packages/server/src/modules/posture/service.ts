import { commonErrors, type posture, postureErrors, postureEvents } from '@xiaomen/contract'
import { contains } from '@xiaomen/rules/areas'
import { isWeaker, type Posture } from '@xiaomen/rules/posture'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { Handlers } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import { accountNames, areTied } from '../access/index.ts'
import { findArea, listAreas } from '../areas/index.ts'
import { allPacks, findPack } from './packs.ts'
import { ordersInForce, planAt } from './plan.ts'
import * as repo from './repo.ts'
import type { PostureOrderRow } from './tables.ts'

type Orders = Handlers<typeof posture>

async function viewOf(ctx: Ctx, orders: readonly PostureOrderRow[]) {
  const areas = new Map((await listAreas(ctx, [...new Set(orders.map((order) => order.area_id))])).map((area) => [area.id, area.name]))
  const names = await accountNames(ctx, [...new Set(orders.flatMap((order) => [order.drafted_by, ...(order.approved_by === null ? [] : [order.approved_by])]))])
  return orders.map((order) => ({
    id: order.id,
    areaId: order.area_id,
    areaName: areas.get(order.area_id) ?? '—',
    posture: order.posture as Posture,
    packId: order.pack_id,
    edition: order.edition,
    legalBasis: order.legal_basis,
    purpose: order.purpose,
    state: order.state as 'drafted' | 'inForce' | 'ended',
    draftedBy: names.get(order.drafted_by) ?? '—',
    approvedBy: order.approved_by === null ? null : (names.get(order.approved_by) ?? '—'),
    from: order.approved_at?.toISOString() ?? null,
    until: order.valid_until,
  }))
}
const oneView = async (ctx: Ctx, order: PostureOrderRow) => (await viewOf(ctx, [order]))[0]!
const official = (ctx: Ctx): { id: string; unit: string } => {
  if (ctx.actor.kind !== 'account') throw fail(commonErrors, 'access.denied')
  return ctx.actor
}

/** What one person drafted takes a second one, of another unit, and neither of them made by the other. */
async function secondHand(ctx: Ctx, order: PostureOrderRow): Promise<string> {
  const { id, unit } = official(ctx)
  if (order.drafted_by === id) throw fail(postureErrors, 'posture.same_person', { reason: 'same_person' })
  if (order.drafted_unit === unit) throw fail(postureErrors, 'posture.same_person', { reason: 'same_unit' })
  if (await areTied(ctx, order.drafted_by, id)) throw fail(postureErrors, 'posture.same_person', { reason: 'tied_accounts' })
  return id
}

/** A smaller area may be stricter than what holds above it, never laxer. */
async function refuseWeaker(ctx: Ctx, { path, posture }: { path: string; posture: Posture }): Promise<void> {
  const above = (await ordersInForce(ctx)).filter((order) => order.areaPath !== path && contains(order.areaPath, path))
  if (above.some((order) => isWeaker(posture, order.posture))) throw fail(postureErrors, 'posture.weaker_than_above')
}

export const current: Orders['current'] = async (ctx, { areaId }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must('posture.read', area)
  const plan = await planAt(ctx, area.path)
  const order = plan.orderId === null ? undefined : await repo.findOrder(ctx, plan.orderId)
  return { posture: plan.posture, packId: plan.packId, edition: plan.edition, order: order ? await oneView(ctx, order) : null }
}

export const listOrders: Orders['listOrders'] = async (ctx) => viewOf(ctx, await repo.listOrders(ctx, ctx.paths('posture.read')))

export const listPacks: Orders['listPacks'] = async (ctx) => {
  ctx.paths('posture.read')
  return [...allPacks().values()].map(({ file }) => ({ packId: file.id, edition: file.edition, zh: file.zh, en: file.en, isDraft: file.isDraft }))
}

export const draftOrder: Orders['draftOrder'] = async (ctx, { areaId, ...wanted }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must('posture.draft', area)
  if (!findPack(wanted.packId, wanted.edition)) throw fail(postureErrors, 'posture.unknown_pack')
  if (wanted.until < localDay(ctx.now)) throw fail(commonErrors, 'request.invalid', { field: 'until' })
  await refuseWeaker(ctx, { path: area.path, posture: wanted.posture })
  const by = official(ctx)
  const order: PostureOrderRow = {
    id: uuidv7(),
    area_id: area.id,
    area_path: area.path,
    posture: wanted.posture,
    pack_id: wanted.packId,
    edition: wanted.edition,
    legal_basis: wanted.legalBasis,
    purpose: wanted.purpose,
    state: 'drafted',
    drafted_by: by.id,
    drafted_unit: by.unit,
    drafted_at: ctx.now,
    approved_by: null,
    approved_at: null,
    valid_until: wanted.until,
    ended_by: null,
    ended_at: null,
    end_reason: null,
  }
  await repo.insertOrder(ctx, order)
  return oneView(ctx, order)
}

export const approveOrder: Orders['approveOrder'] = async (ctx, { orderId }) => {
  const order = await repo.lockOrder(ctx, orderId)
  if (!order) throw fail(commonErrors, 'request.not_found')
  ctx.must('posture.approve', { path: order.area_path })
  if (order.state !== 'drafted' || order.valid_until < localDay(ctx.now)) throw fail(postureErrors, 'posture.wrong_state')
  const by = await secondHand(ctx, order)
  await refuseWeaker(ctx, { path: order.area_path, posture: order.posture as Posture })
  const before = await repo.findInForceAt(ctx, order.area_id)
  if (before) await repo.updateEnded(ctx, before.id, { by, at: ctx.now, reason: 'superseded' })
  await repo.updateApproved(ctx, order.id, by, ctx.now)
  await ctx.emit(postureEvents.changed, { orderId: order.id, areaId: order.area_id })
  return oneView(ctx, { ...order, state: 'inForce', approved_by: by, approved_at: ctx.now })
}

export const endOrder: Orders['endOrder'] = async (ctx, { orderId, reason }) => {
  const order = await repo.lockOrder(ctx, orderId)
  if (!order) throw fail(commonErrors, 'request.not_found')
  ctx.must('posture.approve', { path: order.area_path })
  if (order.state === 'ended') throw fail(postureErrors, 'posture.wrong_state')
  // A draft is taken back by whoever likes, also by its own hand; what is in force ends as it began, by two.
  const by = order.state === 'drafted' ? official(ctx).id : await secondHand(ctx, order)
  await repo.updateEnded(ctx, order.id, { by, at: ctx.now, reason })
  if (order.state === 'inForce') await ctx.emit(postureEvents.changed, { orderId: order.id, areaId: order.area_id })
  return oneView(ctx, { ...order, state: 'ended' })
}

/** An order drafted by one account and approved by another, put in force at once: for the demonstration and for tests. */
export async function putInForce(
  ctx: Ctx,
  order: {
    areaId: string
    posture: Posture
    packId: string
    edition: string
    legalBasis: string
    purpose: string
    until: string
    draftedBy: string
    approvedBy: string
  },
): Promise<string> {
  const area = await findArea(ctx, order.areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  if (!findPack(order.packId, order.edition)) throw fail(postureErrors, 'posture.unknown_pack')
  if (order.draftedBy === order.approvedBy) throw fail(postureErrors, 'posture.same_person')
  const before = await repo.findInForceAt(ctx, area.id)
  if (before) await repo.updateEnded(ctx, before.id, { by: order.approvedBy, at: ctx.now, reason: 'superseded' })
  const id = uuidv7()
  await repo.insertOrder(ctx, {
    id,
    area_id: area.id,
    area_path: area.path,
    posture: order.posture,
    pack_id: order.packId,
    edition: order.edition,
    legal_basis: order.legalBasis,
    purpose: order.purpose,
    state: 'inForce',
    drafted_by: order.draftedBy,
    drafted_unit: '',
    drafted_at: ctx.now,
    approved_by: order.approvedBy,
    approved_at: ctx.now,
    valid_until: order.until,
    ended_by: null,
    ended_at: null,
    end_reason: null,
  })
  await ctx.emit(postureEvents.changed, { orderId: id, areaId: area.id })
  return id
}
