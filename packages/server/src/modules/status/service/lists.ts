import type { status } from '@xiaomen/contract'
import type { Handlers } from '../../../platform/module.ts'
import { findSignals, listSignals as signalsOf } from '../repo/signal.ts'
import { sourceNames } from '../repo/source.ts'
import { listAgainst } from '../repo/standing.ts'
import { signalViews, standingViews } from '../views.ts'
import { areaFor } from './place.ts'

type Status = Handlers<typeof status>
const MOST_SIGNALS = 300
const MOST_STANDINGS = 500

export const listSignals: Status['listSignals'] = async (ctx, { areaId, state }) => {
  const area = await areaFor(ctx, 'status.read', areaId)
  return signalViews(ctx, await signalsOf(ctx, [area.path], state, MOST_SIGNALS))
}

export const listStandings: Status['listStandings'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'status.alerts', areaId)
  const rows = await listAgainst(ctx, [area.path], MOST_STANDINGS)
  const signals = await findSignals(
    ctx,
    rows.flatMap((row) => row.signal_id ?? []),
  )
  const names = await sourceNames(ctx, [...new Set(signals.map((signal) => signal.source_id))])
  return standingViews(ctx, rows, new Map(signals.map((signal) => [signal.id, names.get(signal.source_id) ?? '—'])))
}
