import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { beyond } from '../../../platform/paths.ts'
import type { PatrolsTables } from '../tables.ts'

export const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<PatrolsTables>()
export const among = (column: string, ids: readonly string[]) => sql<boolean>`${sql.ref(column)} = any(${[...ids]}::uuid[])`
/** Beneath one of these paths, as ranges an index serves. */
export const beneath = (paths: readonly string[]) =>
  paths.length === 0
    ? sql<boolean>`false`
    : sql<boolean>`(${sql.join(
        paths.map((path) => sql`(area_path >= ${path} and area_path < ${beyond(path)})`),
        sql` or `,
      )})`
