import type { Ctx } from '../../../platform/ctx.ts'
import { partsOf } from '../../../platform/sql.ts'
import type { AnswerabilityTables } from '../tables.ts'

export type Tx = Pick<Ctx, 'tx'>
export const db = (ctx: Tx) => ctx.tx.withTables<AnswerabilityTables>()
export const inParts = <T>(rows: readonly T[]) => partsOf(rows, 1_000)
