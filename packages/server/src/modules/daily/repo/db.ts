import type { Ctx } from '../../../platform/ctx.ts'
import type { DailyTables } from '../tables.ts'

/** What reading needs: pages read without a request's ctx. */
export type Reading = Pick<Ctx, 'tx'>
export const db = (ctx: Reading) => ctx.tx.withTables<DailyTables>()

/** The path itself and every ancestor's. */
export const prefixesOf = (path: string): string[] => {
  const steps = path.split('/').slice(1, -1)
  return steps.map((_, index) => `/${steps.slice(0, index + 1).join('/')}/`)
}
