import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { StatusTables } from '../tables.ts'

export const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<StatusTables>()
/** A range, not a prefix: under row-level security only such comparisons reach an index. */
const beyond = (path: string): string => `${path.slice(0, -1)}0`
export const beneath = (paths: readonly string[]) =>
  paths.length === 0
    ? sql<boolean>`false`
    : sql<boolean>`(${sql.join(
        paths.map((path) => sql`(area_path >= ${path} and area_path < ${beyond(path)})`),
        sql` or `,
      )})`
export const isAny = (column: string, ids: readonly string[]) => sql<boolean>`${sql.ref(column)} = any(${[...ids]}::uuid[])`
