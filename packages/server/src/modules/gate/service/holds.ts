import { commonErrors, type gate, gateErrors, gateEvents } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { contains } from '@xiaomen/rules/areas'
import { ANSWER_SHOWN_MINUTES, answerFor, findingsFor } from '@xiaomen/rules/gate'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { findArea } from '../../areas/index.ts'
import { planAt } from '../../posture/index.ts'
import { doorsOf, namesOf } from '../../registry/index.ts'
import { finishTasks } from '../../tasks/index.ts'
import { findGates } from '../repo/gates.ts'
import * as repo from '../repo/holds.ts'
import type { HoldRow } from '../tables.ts'
import { gateFor } from './gates.ts'

type Gate = Handlers<typeof gate>
const isKnown = (id: string | null): id is string => id !== null

export const listHolds: Gate['listHolds'] = async (ctx, { areaId }) => {
  const paths = ctx.paths('gate.resolve')
  const area = areaId === undefined ? null : await findArea(ctx, areaId)
  if (areaId !== undefined && (!area || !paths.some((path) => contains(path, area.path)))) throw fail(commonErrors, 'request.not_found')
  const holds = await repo.listOpenHolds(ctx, area ? [area.path] : paths)
  const gates = await findGates(ctx, [...new Set(holds.map((hold) => hold.gate_id))])
  const who = await whoAt(ctx, holds)
  return holds.map((hold) => {
    const sight = ctx.sight(hold.area_path)
    return {
      passageId: hold.passage_id,
      gateName: gates.get(hold.gate_id)?.name ?? '',
      isolationArea: gates.get(hold.gate_id)?.isolation_area ?? null,
      at: hold.at.toISOString(),
      reasons: hold.reasons,
      ...who(hold),
      // A reading has no mask: whoever must see to the person sees it, nobody else does.
      temperatureC:
        hold.sealed_temperature === null || sight.health === 'none'
          ? null
          : Number(ctx.crypto.open('health', { table: 'gate.hold', row: hold.passage_id, column: 'sealed_temperature' }, hold.sealed_temperature)),
      // Why somebody waits, as the reading is: for those who must see to them.
      whereFrom:
        hold.sealed_where_from === null || sight.health === 'none'
          ? null
          : ctx.crypto.open('health', { table: 'gate.hold', row: hold.passage_id, column: 'sealed_where_from' }, hold.sealed_where_from),
    }
  })
}

/** Name and door of each, as far as the reader of this request may see them. */
async function whoAt(ctx: Ctx, holds: readonly HoldRow[]): Promise<(hold: HoldRow) => { name: string | null; door: string | null }> {
  const people = holds.map((hold) => hold.person_id).filter(isKnown)
  const names = await namesOf(ctx, people)
  const doors = await doorsOf(ctx, holds.map((hold) => hold.home_id).filter(isKnown))
  ctx.audit.subjects(people)
  return (hold) => {
    const sight = ctx.sight(hold.area_path)
    return {
      name: masked('name', (hold.person_id && names.get(hold.person_id)) || null, sight.name),
      door: masked('door', (hold.home_id && doors.get(hold.home_id)) || null, sight.door),
    }
  }
}

const MOST_WAITING = 100
export const listWaiting: Gate['listWaiting'] = async (ctx, { gateId }) => {
  await gateFor(ctx, gateId, 'gate.record')
  const holds = await repo.listHoldsOfGate(ctx, gateId, new Date(ctx.now.getTime() - ANSWER_SHOWN_MINUTES * 60_000), MOST_WAITING)
  const who = await whoAt(ctx, holds)
  return holds.map((hold) => ({
    passageId: hold.passage_id,
    at: hold.at.toISOString(),
    reasons: hold.reasons,
    ...who(hold),
    answer: answerFor(hold.finding),
    answeredAt: hold.resolved_at?.toISOString() ?? null,
  }))
}

export const resolveHold: Gate['resolveHold'] = async (ctx, { passageId, finding, note }) => {
  const hold = await repo.findHoldForUpdate(ctx, passageId)
  if (!hold) throw fail(commonErrors, 'request.not_found')
  ctx.must('gate.resolve', { path: hold.area_path })
  if (hold.resolved_at !== null) throw fail(gateErrors, 'gate.already_resolved')
  if (!findingsFor(hold.reasons).includes(finding)) throw fail(gateErrors, 'gate.finding_unfit')
  const { orderId } = await planAt(ctx, hold.area_path)
  const sealedNote =
    note === undefined ? null : ctx.crypto.seal('health', { table: 'gate.hold', row: passageId, column: 'sealed_note' }, note, orderId ?? 'peace')
  await repo.updateHoldResolved(ctx, hold, { finding, accountId: ctx.actor.kind === 'account' ? ctx.actor.id : null, sealedNote })
  // Answered at the desk, on a phone or by the task: one deed, and nobody walks there for nothing.
  await finishTasks(ctx, 'gate', passageId, ctx.actor.kind === 'account' ? ctx.actor.id : null)
  ctx.audit.communityId(hold.community_id)
  if (hold.person_id !== null) ctx.audit.subjects([hold.person_id])
  await ctx.emit(gateEvents.holdResolved, { communityId: hold.community_id, passageId, areaPath: hold.area_path, finding })
  return {}
}
