import type { Ctx } from '../../../platform/ctx.ts'
import type { AntigenTables } from '../tables.ts'

export const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<AntigenTables>()
