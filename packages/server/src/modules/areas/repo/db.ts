import type { Ctx } from '../../../platform/ctx.ts'
import type { AreasTables } from '../tables.ts'

export const db = (ctx: Ctx) => ctx.tx.withTables<AreasTables>()

/** Everything from `path` on that lies beneath it: '0' is the character after '/', and paths compare by bytes. */
export const beyond = (path: string) => `${path.slice(0, -1)}0`
