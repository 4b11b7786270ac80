import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { ChecklistsTables } from '../tables.ts'

export const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<ChecklistsTables>()
export const among = (column: string, ids: readonly string[]) => sql<boolean>`${sql.ref(column)} = any(${[...ids]}::uuid[])`
