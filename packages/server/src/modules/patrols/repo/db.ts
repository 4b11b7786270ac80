import type { Ctx } from '../../../platform/ctx.ts'
import type { PatrolsTables } from '../tables.ts'

export const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<PatrolsTables>()
