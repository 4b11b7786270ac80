import type { Ctx } from '../../../platform/ctx.ts'
import type { AreasTables } from '../tables.ts'

export const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<AreasTables>()

export { beyond } from '../../../platform/paths.ts'
