import type { Ctx } from '../../../platform/ctx.ts'
import { partsOf } from '../../../platform/sql.ts'
import type { TasksTables } from '../tables.ts'

export const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<TasksTables>()
export const inParts = <T>(rows: readonly T[]) => partsOf(rows, 300)
