// 开门时间: what a gate goes by, for the rule that says whether it is open.
import type { GateTimes } from '@xiaomen/rules/gate'
import type { Ctx } from '../../platform/ctx.ts'
import { listOnlyOpen } from './repo/only-open.ts'
import type { GateRow, OnlyOpenRow } from './tables.ts'

type Gate = Pick<GateRow, 'id' | 'area_id' | 'is_open' | 'hours'>

/** `running`: where one gate of an area is the only one; of other areas too. */
export function timesOf(gate: Gate, running: readonly OnlyOpenRow[]): GateTimes {
  const other = running.find((one) => one.area_id === gate.area_id && one.gate_id !== gate.id)
  return { isOpen: gate.is_open, hours: gate.hours, closedUntil: other?.until.toISOString() ?? null }
}

export const timesAt = async (ctx: Pick<Ctx, 'tx'>, gate: Gate, at: Date): Promise<GateTimes> => timesOf(gate, await listOnlyOpen(ctx, [gate.area_id], at))
