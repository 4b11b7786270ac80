// An order put in force at once, without its signatures: for tests and benches, where nobody lives.
import { commonErrors, postureErrors, postureEvents } from '@xiaomen/contract'
import { type Posture, RETENTION_DAYS } from '@xiaomen/rules/posture'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { findArea } from '../areas/index.ts'
import { findPack } from './packs.ts'
import * as repo from './repo.ts'

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
    retention_days: RETENTION_DAYS,
    assessment: null,
  })
  await ctx.emit(postureEvents.changed, { orderId: id, areaId: area.id })
  return id
}
