// Who somebody of the investigation is lies sealed under the order in force where they live: the end of the emergency destroys it. Exact search goes by keyed indexes.
import { plainName } from '@xiaomen/rules/registry'
import type { Sex } from '@xiaomen/rules/tracing'
import type { Ctx } from '../../platform/ctx.ts'
import { plansInForce } from '../posture/index.ts'
import type { TracedRow } from './tables.ts'

/** As it was told. Of somebody of the ledger nothing is kept here that the ledger holds. */
export type Said = { name: string | null; phone: string | null; document: string | null; address: string | null; sex: Sex; birthday: string | null }
export const NOTHING_SAID: Said = { name: null, phone: null, document: null, address: null, sex: 'unknown', birthday: null }

const at = (table: 'tracing.traced' | 'tracing.exposure' | 'tracing.turn' | 'tracing.export', row: string, column: string) => ({ table, row, column })
type Sealing = Pick<Ctx, 'crypto'>

/** Which key seals what lies at a path, asked once for many. */
export async function scopesOf(ctx: Pick<Ctx, 'tx' | 'now'>): Promise<(path: string) => string> {
  const planAt = await plansInForce(ctx)
  return (path) => planAt(path).orderId ?? 'peace'
}
export const sealSaid = ({ crypto }: Sealing, id: string, said: Said, scope: string): Buffer =>
  crypto.seal('health', at('tracing.traced', id, 'sealed_said'), JSON.stringify(said), scope)
export const openSaid = ({ crypto }: Sealing, row: Pick<TracedRow, 'id' | 'sealed_said'>): Said =>
  JSON.parse(crypto.open('health', at('tracing.traced', row.id, 'sealed_said'), row.sealed_said)) as Said
export const sealPlace = ({ crypto }: Sealing, id: string, place: string, scope: string): Buffer =>
  crypto.seal('whereabouts', at('tracing.exposure', id, 'sealed_place'), place, scope)
export const openPlace = ({ crypto }: Sealing, row: { id: string; sealed_place: Buffer | null }): string | null =>
  row.sealed_place === null ? null : crypto.open('whereabouts', at('tracing.exposure', row.id, 'sealed_place'), row.sealed_place)
export const sealReason = ({ crypto }: Sealing, table: 'tracing.turn' | 'tracing.export', id: string, reason: string, scope: string): Buffer =>
  crypto.seal('health', at(table, id, 'sealed_reason'), reason, scope)
export const openReason = ({ crypto }: Sealing, table: 'tracing.turn' | 'tracing.export', row: { id: string; sealed_reason: Buffer | null }): string | null =>
  row.sealed_reason === null ? null : crypto.open('health', at(table, row.id, 'sealed_reason'), row.sealed_reason)

type Keys = Pick<TracedRow, 'name_key' | 'phone_key' | 'document_key'>
export const nameKey = ({ crypto }: Sealing, name: string): Buffer => crypto.index('tracing.name', plainName(name))
export const phoneKey = ({ crypto }: Sealing, phone: string): Buffer => crypto.index('tracing.phone', phone)
export const documentKey = ({ crypto }: Sealing, document: string): Buffer => crypto.index('tracing.document', document)
export const keysOf = (ctx: Sealing, said: Pick<Said, 'name' | 'phone' | 'document'>): Keys => ({
  name_key: said.name === null ? null : nameKey(ctx, said.name),
  phone_key: said.phone === null ? null : phoneKey(ctx, said.phone),
  document_key: said.document === null ? null : documentKey(ctx, said.document),
})
