import type { Ctx } from '../../../platform/ctx.ts'
import type { StatusTables } from '../tables.ts'

export const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<StatusTables>()
