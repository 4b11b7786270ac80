import type { Ctx } from '../../../platform/ctx.ts'
import type { LeadsTables } from '../tables.ts'

export type Tx = Pick<Ctx, 'tx'>
export const db = (ctx: Tx) => ctx.tx.withTables<LeadsTables>()
export const AT_ONCE = 1_000
const plain = (value: unknown): unknown => (value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value)
/** Rows as one JSON parameter: bytes in the form the database reads. */
export const asJson = (rows: readonly object[]): string =>
  JSON.stringify(rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, plain(value)]))))
