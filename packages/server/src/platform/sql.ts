// Conditions and pieces of statements that repos have in common.
import { sql } from 'kysely'
import { beyond } from './paths.ts'

/** Beneath one of these paths, as ranges: under row-level security only such comparisons reach an index. */
export const beneath = (paths: readonly string[], column = 'area_path') =>
  paths.length === 0
    ? sql<boolean>`false`
    : sql<boolean>`(${sql.join(
        paths.map((path) => sql`(${sql.ref(column)} >= ${path} and ${sql.ref(column)} < ${beyond(path)})`),
        sql` or `,
      )})`
export const anyOf = (ids: readonly string[]) => sql`any(${[...new Set(ids)]}::uuid[])`
/** One parameter however many they are: bound values have a limit. */
export const among = (column: string, ids: readonly string[]) => sql<boolean>`${sql.ref(column)} = ${anyOf(ids)}`
/** So many rows of one JSON parameter a statement: an embedded database holds the whole process while it works. */
export const partsOf = <T>(rows: readonly T[], most: number): T[][] =>
  Array.from({ length: Math.ceil(rows.length / most) }, (_, at) => rows.slice(at * most, (at + 1) * most))
