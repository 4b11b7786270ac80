import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { beyond } from '../../../platform/paths.ts'
import type { ControlTables } from '../tables.ts'

export type Tx = Pick<Ctx, 'tx'>
export const db = (ctx: Tx) => ctx.tx.withTables<ControlTables>()
/** Beneath one of these paths, as ranges an index serves. */
export const beneath = (paths: readonly string[], column = 'area_path') =>
  paths.length === 0
    ? sql<boolean>`false`
    : sql<boolean>`(${sql.join(
        paths.map((path) => sql`(${sql.ref(column)} >= ${path} and ${sql.ref(column)} < ${beyond(path)})`),
        sql` or `,
      )})`
export const anyOf = (ids: readonly string[]) => sql`any(${[...new Set(ids)]}::uuid[])`
