import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { TasksTables } from '../tables.ts'

export const db = (ctx: Pick<Ctx, 'tx'>) => ctx.tx.withTables<TasksTables>()
/** Everything from `path` on that lies beneath it: '0' is the character after '/', and paths compare by bytes. */
export const beyond = (path: string) => `${path.slice(0, -1)}0`
/** Beneath one of these paths, as ranges an index serves. */
export const beneath = (paths: readonly string[]) =>
  paths.length === 0
    ? sql<boolean>`false`
    : sql<boolean>`(${sql.join(
        paths.map((path) => sql`(area_path >= ${path} and area_path < ${beyond(path)})`),
        sql` or `,
      )})`
export const anyOf = (ids: readonly string[]) => sql`any(${[...ids]}::uuid[])`
/** Rows of one JSON parameter a statement: bound values have a limit, and an embedded database holds the whole process while it works. */
const PART = 300
export const inParts = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / PART) }, (_, at) => rows.slice(at * PART, (at + 1) * PART))
