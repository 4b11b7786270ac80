import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { beyond } from '../../../platform/paths.ts'
import type { AnswerabilityTables } from '../tables.ts'

export type Tx = Pick<Ctx, 'tx'>
export const db = (ctx: Tx) => ctx.tx.withTables<AnswerabilityTables>()
export const anyOf = (ids: readonly string[]) => sql`any(${[...new Set(ids)]}::uuid[])`
/** Beneath one of these paths, as ranges an index serves. */
export const beneath = (paths: readonly string[]) =>
  paths.length === 0
    ? sql<boolean>`false`
    : sql<boolean>`(${sql.join(
        paths.map((path) => sql`(area_path >= ${path} and area_path < ${beyond(path)})`),
        sql` or `,
      )})`
/** Rows of one JSON parameter a statement: bound values have a limit. */
const PART = 1_000
export const inParts = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / PART) }, (_, at) => rows.slice(at * PART, (at + 1) * PART))
