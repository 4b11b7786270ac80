import { commonErrors, type gate, gateErrors, gateEvents } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { contains } from '@xiaomen/rules/areas'
import { findingsFor } from '@xiaomen/rules/gate'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { findArea } from '../../areas/index.ts'
import { planAt } from '../../posture/index.ts'
import { doorsOf, namesOf } from '../../registry/index.ts'
import { finishTasks } from '../../tasks/index.ts'
import { gateNames } from '../repo/gates.ts'
import * as repo from '../repo/holds.ts'

type Gate = Handlers<typeof gate>
const isKnown = (id: string | null): id is string => id !== null

export const listHolds: Gate['listHolds'] = async (ctx, { areaId }) => {
  const paths = ctx.paths('gate.resolve')
  const area = areaId === undefined ? null : await findArea(ctx, areaId)
  if (areaId !== undefined && (!area || !paths.some((path) => contains(path, area.path)))) throw fail(commonErrors, 'request.not_found')
  const holds = await repo.listOpenHolds(ctx, area ? [area.path] : paths)
  const people = holds.map((hold) => hold.person_id).filter(isKnown)
  const [gates, names, doors] = [
    await gateNames(ctx, [...new Set(holds.map((hold) => hold.gate_id))]),
    await namesOf(ctx, people),
    await doorsOf(ctx, holds.map((hold) => hold.home_id).filter(isKnown)),
  ]
  ctx.audit.subjects(people)
  return holds.map((hold) => {
    const sight = ctx.sight(hold.area_path)
    return {
      passageId: hold.passage_id,
      gateName: gates.get(hold.gate_id) ?? '',
      at: hold.at.toISOString(),
      reasons: hold.reasons,
      name: masked('name', (hold.person_id && names.get(hold.person_id)) || null, sight.name),
      door: masked('door', (hold.home_id && doors.get(hold.home_id)) || null, sight.door),
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
  if (hold.reasons.includes('from_risk_area')) await finishTasks(ctx, 'gate', passageId, ctx.actor.kind === 'account' ? ctx.actor.id : null)
  ctx.audit.communityId(hold.community_id)
  if (hold.person_id !== null) ctx.audit.subjects([hold.person_id])
  await ctx.emit(gateEvents.holdResolved, { communityId: hold.community_id, passageId, areaPath: hold.area_path, finding })
  return {}
}
