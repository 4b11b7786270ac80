// packs/leads.json: which clocks each kind of lead has, what supervision looks at, how the centre is staffed. Read once.
import { LeadsFile } from '@xiaomen/contract'
import type { LeadClocks, LeadKind } from '@xiaomen/rules/leads'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Ctx } from '../../platform/ctx.ts'
import { planAt } from '../posture/index.ts'

const FILE = fileURLToPath(new URL('../../../../../packs/leads.json', import.meta.url))
const HOUR_MS = 3_600_000
type Figures = z.output<typeof LeadsFile>
let known: Figures | null = null

/** @throws Error that names the field that does not fit */
export function figures(): Figures {
  if (known !== null) return known
  const result = LeadsFile.safeParse(JSON.parse(readFileSync(FILE, 'utf8')))
  if (!result.success) throw new Error(`${FILE} does not fit: ${z.prettifyError(result.error)}`)
  known = result.data
  return known
}
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
