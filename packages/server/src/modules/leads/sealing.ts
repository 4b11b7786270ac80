// What was said of somebody, and what they told, lies sealed under the key of the order in force, so that the end of the emergency destroys it.
import type { LeadField, LeadSaid } from '@xiaomen/rules/leads'
import type { Ctx } from '../../platform/ctx.ts'
import { planAt } from '../posture/index.ts'

type Crypto = Pick<Ctx, 'crypto'>
export type Told = { where: string; with: { name: string | null; phone: string | null }[] }
type Cells = Partial<Record<LeadField, string>>
const NOTHING: LeadSaid = { reference: null, name: null, phone: null, document: null, address: null, said: null }

export const scopeAt = async (ctx: Pick<Ctx, 'tx' | 'now'>, path: string): Promise<string> => (await planAt(ctx, path)).orderId ?? 'peace'

const at = (table: string, row: string, column: string) => ({ table: `leads.${table}`, row, column })
/** Null also when its key is destroyed: that there was something stays known, what it was does not. */
function opened(read: () => string): string | null {
  try {
    return read()
  } catch {
    return null
  }
}
export const sealSaid = ({ crypto }: Crypto, table: 'lead' | 'source', id: string, said: LeadSaid, scope: string): Buffer =>
  crypto.seal('health', at(table, id, 'sealed_said'), JSON.stringify(said), scope)
export function openSaid({ crypto }: Crypto, table: 'lead' | 'source', row: { id: string; sealed_said: Buffer }): LeadSaid {
  const text = opened(() => crypto.open('health', at(table, row.id, 'sealed_said'), row.sealed_said))
  return text === null ? NOTHING : (JSON.parse(text) as LeadSaid)
}
export const sealCells = ({ crypto }: Crypto, id: string, cells: Cells, scope: string): Buffer =>
  crypto.seal('health', at('unread', id, 'sealed_cells'), JSON.stringify(cells), scope)
export function openCells({ crypto }: Crypto, row: { id: string; sealed_cells: Buffer }): Cells {
  const text = opened(() => crypto.open('health', at('unread', row.id, 'sealed_cells'), row.sealed_cells))
  return text === null ? {} : (JSON.parse(text) as Cells)
}
export const sealTold = ({ crypto }: Crypto, id: string, told: Told, scope: string): Buffer =>
  crypto.seal('whereabouts', at('statement', id, 'sealed_told'), JSON.stringify(told), scope)
export function openTold({ crypto }: Crypto, row: { id: string; sealed_told: Buffer }): Told | null {
  const text = opened(() => crypto.open('whereabouts', at('statement', row.id, 'sealed_told'), row.sealed_told))
  return text === null ? null : (JSON.parse(text) as Told)
}
type Noted = 'step' | 'call' | 'seat' | 'sample' | 'unread'
export const sealNote = ({ crypto }: Crypto, table: Noted, id: string, note: string | null | undefined, scope: string): Buffer | null =>
  note === null || note === undefined || note === '' ? null : crypto.seal('health', at(table, id, 'sealed_note'), note, scope)
export const openNote = ({ crypto }: Crypto, table: Noted, id: string, sealed: Buffer | null): string | null =>
  sealed === null ? null : opened(() => crypto.open('health', at(table, id, 'sealed_note'), sealed))
