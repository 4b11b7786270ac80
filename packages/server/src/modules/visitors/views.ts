import type { VisitorView } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { heeded, matchPlace } from '@xiaomen/rules/risk'
import type { z } from 'zod'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay, startOfDay } from '../../platform/time.ts'
import { visitorPassages } from '../gate/index.ts'
import { planAt } from '../posture/index.ts'
import { doorsOf } from '../registry/index.ts'
import { riskAreasAbove } from '../risk/index.ts'
import { openField } from './visit.ts'
import type { VisitRow } from './tables.ts'

const MOST_DAYS_BACK = 60

/** `isHost`: the own visitor is shown as they wrote themselves down. */
export async function visitViews(ctx: Ctx, visits: readonly VisitRow[], isHost: boolean): Promise<z.input<typeof VisitorView>[]> {
  if (visits.length === 0) return []
  const passed = await visitorPassages(
    ctx,
    visits[0]!.community_id,
    isHost ? [] : visits.flatMap((visit) => visit.credential_id ?? []),
    visits.reduce((first, visit) => (visit.requested_at < first ? visit.requested_at : first), ctx.now),
  )
  const doors = isHost ? new Map<string, string>() : await doorsOf(ctx, [...new Set(visits.flatMap((visit) => visit.home_id ?? []))])
  const plan = await planAt(ctx, visits[0]!.area_path)
  const today = localDay(ctx.now)
  const listed =
    isHost || plan.gate.whereFrom.asks === 'nobody'
      ? []
      : heeded((await riskAreasAbove(ctx, localDay(startOfDay(today, -MOST_DAYS_BACK))))(visits[0]!.area_path), plan.gate.whereFrom, today)
  return visits.map((visit) => {
    const sight = ctx.sight(visit.area_path)
    const times = visit.credential_id === null ? undefined : passed.get(visit.credential_id)
    const from = listed.length === 0 ? null : openField(ctx, visit, 'sealed_from')
    return {
      id: visit.id,
      state: visit.state,
      requestedAt: visit.requested_at.toISOString(),
      name: masked('name', openField(ctx, visit, 'sealed_name'), isHost ? 'full' : sight.name),
      // As said, to whoever sees doors in full. Else the ledger's own, masked: what a visitor typed has no form that a mask could be put on.
      door:
        isHost || sight.door === 'full'
          ? openField(ctx, visit, 'sealed_door')
          : masked('door', (visit.home_id && doors.get(visit.home_id)) || null, sight.door),
      purpose: isHost ? openField(ctx, visit, 'sealed_purpose') : null,
      hasHome: visit.home_id !== null,
      isPresent: visit.present_at !== null,
      presence: visit.presence,
      confirmedBy: visit.confirmed_by,
      isFromRiskArea: from !== null && matchPlace(listed, from).length > 0,
      validUntil: visit.valid_until?.toISOString() ?? null,
      usedInAt: times?.inAt?.toISOString() ?? null,
      usedOutAt: times?.outAt?.toISOString() ?? null,
      deleteOn: visit.delete_on,
    }
  })
}
export const visitView = async (ctx: Ctx, visit: VisitRow, isHost: boolean) => (await visitViews(ctx, [visit], isHost))[0]!
