// Gates as they stand: the last check of the whole list, and what is missing.
import type { GateCheckView } from '@xiaomen/contract'
import { type GateStanding, standingOf } from '@xiaomen/rules/checklists'
import { daysBetween } from '@xiaomen/rules/days'
import type { z } from 'zod'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay } from '../../platform/time.ts'
import { accountNames } from '../access/index.ts'
import { listAreas } from '../areas/index.ts'
import type { ListedGate } from '../gate/index.ts'
import { plansInForce } from '../posture/index.ts'
import { nameOfItem } from './lists.ts'
import { listLastFull } from './repo/checks.ts'
import { listOpenFaults } from './repo/faults.ts'
import type { FaultRow } from './tables.ts'

type GateView = z.input<typeof GateCheckView>

const faultView = (ctx: Ctx, fault: FaultRow): GateView['faults'][number] => ({
  id: fault.id,
  item: fault.item,
  packId: fault.pack_id,
  edition: fault.edition,
  ...nameOfItem(fault, fault.item),
  openedAt: fault.opened_at.toISOString(),
  dueAt: fault.due_at.toISOString(),
  isOverdue: fault.due_at < ctx.now,
})

const ORDER: readonly GateStanding[] = ['faults', 'never', 'old', 'whole']

/** What needs somebody first, then by the order they came in. */
export async function gateViews(ctx: Ctx, gates: readonly ListedGate[]): Promise<GateView[]> {
  const ids = gates.map(({ id }) => id)
  const last = new Map((await listLastFull(ctx, ids)).map((check) => [check.gate_id, check]))
  const faults = Map.groupBy(await listOpenFaults(ctx, ids), (fault) => fault.gate_id)
  const areas = new Map((await listAreas(ctx, [...new Set(gates.map(({ areaId }) => areaId))])).map((area) => [area.id, area.name]))
  const names = await accountNames(
    ctx,
    [...last.values()].flatMap((check) => check.account_id ?? []),
  )
  const planAt = await plansInForce(ctx)
  const views = gates.map((gate): GateView => {
    const check = last.get(gate.id)
    const open = faults.get(gate.id) ?? []
    return {
      gateId: gate.id,
      name: gate.name,
      areaId: gate.areaId,
      areaName: areas.get(gate.areaId) ?? '',
      path: gate.path,
      isOpen: gate.isOpen,
      standing: standingOf(
        { daysSince: check === undefined ? null : daysBetween(localDay(check.at), localDay(ctx.now)), faults: open.length },
        planAt(gate.path).checklist.goodForDays.value,
      ),
      checkedAt: check?.at.toISOString() ?? null,
      checkedBy: (check?.account_id && names.get(check.account_id)) || null,
      faults: open.map((fault) => faultView(ctx, fault)),
    }
  })
  return views.toSorted((a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing))
}
