// An order as people see it: what it says, who signed when and of which office, what waits, and until when it may be taken up again.
import {
  ASSESSMENT_YEARS,
  type Assessment,
  addDays,
  isReinstatable,
  type OrderAct,
  type OrderStep,
  type Posture,
  REINSTATE_HOURS,
} from '@xiaomen/rules/posture'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay } from '../../platform/time.ts'
import { accountNames } from '../access/index.ts'
import { actsOf } from '../approvals/index.ts'
import { listAreas } from '../areas/index.ts'
import * as repo from './repo.ts'
import type { OrderStepRow, PostureOrderRow } from './tables.ts'

/** Of orders put in force before their steps were kept, what their row tells. */
function stepsOf(order: PostureOrderRow, kept: readonly OrderStepRow[]): Omit<OrderStepRow, 'id' | 'order_id' | 'area_path'>[] {
  if (kept.length > 0) return [...kept]
  const step = (kind: OrderStep, at: Date, account_id: string | null, more: object = {}) => ({
    kind,
    at,
    account_id,
    unit: '',
    act_id: null,
    until: null,
    reason: null,
    ...more,
  })
  return [
    step('drafted', order.drafted_at, order.drafted_by, { unit: order.drafted_unit, until: order.valid_until }),
    ...(order.approved_at === null ? [] : [step('inForce', order.approved_at, order.approved_by)]),
    ...(order.ended_at === null ? [] : [step('ended', order.ended_at, order.ended_by, { reason: order.end_reason })]),
  ]
}

/** Signed by people, and not by its day, by a newer order, or taken back before it held. */
export const isEndedByPeople = (order: PostureOrderRow): boolean => order.ended_by !== null && order.approved_at !== null && order.end_reason !== 'superseded'

export const mayReinstate = (ctx: Ctx, order: PostureOrderRow): boolean =>
  order.state === 'ended' &&
  isReinstatable({ endedAt: order.ended_at, isEndedByPeople: isEndedByPeople(order), until: order.valid_until }, ctx.now, localDay(ctx.now))

const assessmentOf = (order: PostureOrderRow) => {
  const assessment = order.assessment as Assessment | null
  return (
    assessment && { ...assessment, keptUntil: addDays(`${Number(assessment.assessedOn.slice(0, 4)) + ASSESSMENT_YEARS}${assessment.assessedOn.slice(4)}`, 0) }
  )
}

export async function orderViews(ctx: Ctx, orders: readonly PostureOrderRow[]) {
  const ids = orders.map(({ id }) => id)
  const areas = new Map((await listAreas(ctx, [...new Set(orders.map((order) => order.area_id))])).map((area) => [area.id, area.name]))
  const steps = Map.groupBy(await repo.listSteps(ctx, ids), (step) => step.order_id)
  const waiting = new Map((await actsOf(ctx, ids)).filter((act) => act.isOpen).map((act) => [act.subjectId, act]))
  const lives = new Map(orders.map((order) => [order.id, stepsOf(order, steps.get(order.id) ?? [])]))
  const names = await accountNames(
    ctx,
    [...lives.values()]
      .flat()
      .flatMap((step) => step.account_id ?? [])
      .concat(orders.flatMap((order) => [order.drafted_by, order.approved_by ?? []].flat())),
  )
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? '—'))
  return orders.map((order) => {
    const life = lives.get(order.id)!
    const act = waiting.get(order.id)
    const asked = act && life.findLast((step) => step.act_id === act.id && step.kind !== 'signed')
    return {
      id: order.id,
      areaId: order.area_id,
      areaName: areas.get(order.area_id) ?? '—',
      posture: order.posture as Posture,
      packId: order.pack_id,
      edition: order.edition,
      legalBasis: order.legal_basis,
      purpose: order.purpose,
      state: order.state as 'drafted' | 'inForce' | 'ended',
      draftedBy: nameOf(order.drafted_by)!,
      approvedBy: nameOf(order.approved_by),
      from: order.approved_at?.toISOString() ?? null,
      until: order.valid_until,
      retentionDays: order.retention_days,
      assessment: assessmentOf(order),
      endedAt: order.ended_at?.toISOString() ?? null,
      reinstatableUntil: mayReinstate(ctx, order) ? new Date(order.ended_at!.getTime() + REINSTATE_HOURS * 3_600_000).toISOString() : null,
      waiting: act === undefined ? null : { ...act, kind: act.kind as OrderAct, until: asked?.until ?? null, reason: asked?.reason ?? null },
      steps: life.map((step) => ({
        kind: step.kind as OrderStep,
        at: step.at.toISOString(),
        name: nameOf(step.account_id),
        unit: step.unit,
        until: step.until,
        reason: step.reason,
      })),
    }
  })
}
export const orderView = async (ctx: Ctx, orderId: string) => (await orderViews(ctx, [(await repo.findOrder(ctx, orderId))!]))[0]!
