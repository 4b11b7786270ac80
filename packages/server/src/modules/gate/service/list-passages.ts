import type { gate } from '@xiaomen/contract'
import type { Handlers } from '../../../platform/module.ts'
import * as repo from '../repo/passages.ts'
import { gateFor } from './gates.ts'

/** A guard sees the last few, to put a mistake right; a history of who goes where is not for the gate. */
const MOST = 20

export const listPassages: Handlers<typeof gate>['listPassages'] = async (ctx, { gateId }) => {
  const gate = await gateFor(ctx, gateId, 'gate.record')
  const seesHealth = ctx.sight(gate.area_path).health === 'full'
  return (await repo.listPassagesOfGate(ctx, gateId, MOST)).map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    direction: row.direction,
    outcome: row.outcome,
    reasons: row.reasons,
    passClass: row.pass_class,
    temperatureC:
      seesHealth && row.sealed_temperature !== null
        ? Number(ctx.crypto.open('health', { table: 'gate.passage', row: row.id, column: 'sealed_temperature' }, row.sealed_temperature))
        : null,
  }))
}
