import type { Ctx } from '../../../platform/ctx.ts'
import type { AccessTables } from '../tables.ts'

export const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<AccessTables>()
/** What a repo function needs: also resolving a session, which happens before there is a ctx. */
export type Tx = Pick<Ctx, 'tx'>
/** An account is judged by all it holds, also by what the actor cannot see. */
export { seeingAll } from '../../../platform/scope.ts'
