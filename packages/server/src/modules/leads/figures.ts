// packs/leads.json: which clocks each kind of lead has, what supervision looks at, how the centre is staffed. Read once.
import { LeadsFile } from '@xiaomen/contract'
import type { LeadClocks, LeadKind } from '@xiaomen/rules/leads'
import type { z } from 'zod'
import type { Ctx } from '../../platform/ctx.ts'
import { packFile } from '../../platform/pack-file.ts'
import { planAt } from '../posture/index.ts'

const HOUR_MS = 3_600_000
type Figures = z.output<typeof LeadsFile>

/** @throws Error that names the field that does not fit */
export const figures = packFile('leads', LeadsFile)
export const kindFigures = (kind: LeadKind): Figures['kinds'][number] => figures().kinds.find((one) => one.kind === kind)!

/** The clocks of each kind of lead that comes at a place, by the pack in force there; they run from when it was sent. */
export async function clocksAt(ctx: Pick<Ctx, 'tx' | 'now'>, path: string): Promise<(kind: LeadKind, from: Date) => LeadClocks & { closeBy: number }> {
  const { clocks } = await planAt(ctx, path)
  const hoursOf = ({ event, hours }: Figures['kinds'][number]['close']) => clocks.find((clock) => clock.event === event)?.hours.value ?? hours.value
  return (kind, from) => {
    const { accept, tell, close } = kindFigures(kind)
    const after = (clock: typeof close) => from.getTime() + hoursOf(clock) * HOUR_MS
    return { acceptBy: after(accept), tellBy: tell === null ? null : after(tell), closeBy: after(close) }
  }
}
