import type { Ctx } from '../../../platform/ctx.ts'
import type { ChecklistsTables } from '../tables.ts'

export const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<ChecklistsTables>()
