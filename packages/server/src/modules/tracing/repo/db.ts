import type { Ctx } from '../../../platform/ctx.ts'
import type { TracingTables } from '../tables.ts'

export type Tx = Pick<Ctx, 'tx'>
export const db = (ctx: Tx) => ctx.tx.withTables<TracingTables>()
