import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { beyond } from '../../../platform/paths.ts'
import type { SweepsTables } from '../tables.ts'

export type Tx = Pick<Ctx, 'tx'>
export const db = (ctx: Tx) => ctx.tx.withTables<SweepsTables>()
export const anyOf = (ids: readonly string[]) => sql`any(${[...ids]}::uuid[])`
/** Beneath one of these paths, as ranges an index serves. */
export const beneath = (paths: readonly string[]) =>
  paths.length === 0
    ? sql<boolean>`false`
    : sql<boolean>`(${sql.join(
        paths.map((path) => sql`(area_path >= ${path} and area_path < ${beyond(path)})`),
        sql` or `,
      )})`
/** Rows of one JSON parameter a statement: bound values have a limit, and an embedded database holds the whole process while it works. */
const PART = 300
export const inParts = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / PART) }, (_, at) => rows.slice(at * PART, (at + 1) * PART))
