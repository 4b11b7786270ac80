import type { Ctx } from '../../../platform/ctx.ts'
import type { QueriesTables } from '../tables.ts'

export type Reading = Pick<Ctx, 'tx'>
export const db = (ctx: Reading) => ctx.tx.withTables<QueriesTables>()
