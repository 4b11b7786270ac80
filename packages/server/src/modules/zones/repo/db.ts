import type { Ctx } from '../../../platform/ctx.ts'
import type { ZonesTables } from '../tables.ts'

export const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<ZonesTables>()
