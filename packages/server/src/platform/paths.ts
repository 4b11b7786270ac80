// When a place moves, everything that hangs on its path moves along, in every module's tables: see migrations/004-move-paths.sql.
import { contains, outermost } from '@xiaomen/rules/areas'
import { type Kysely, sql } from 'kysely'
import type { Ctx } from './ctx.ts'

/** Everything from `path` on that lies beneath it: '0' is the character after '/', and paths compare by bytes. */
export const beyond = (path: string) => `${path.slice(0, -1)}0`

export type PathMove = { from: string; to: string }

/**
 * Rewrites the path of a place and of all beneath it wherever it is written, in the caller's transaction and as far as he sees.
 * The new path must never have been given out. @returns how many rows moved
 */
export const movePaths = (ctx: Pick<Ctx, 'tx' | 'now'>, from: string, to: string): Promise<number> => movePathsOf(ctx, [{ from, to }])

/** The same for many places at once, homes that go to other doors for instance: still one statement a table. */
export async function movePathsOf({ tx, now }: Pick<Ctx, 'tx' | 'now'>, moves: readonly PathMove[]): Promise<number> {
  if (moves.length === 0) return 0
  const from = moves.map((move) => move.from)
  const to = moves.map((move) => move.to)
  const found = await sql<{ moved: string }>`select platform.move_paths(${from}::text[], ${to}::text[], ${now}::timestamptz) as moved`.execute(tx)
  return Number(found.rows[0]?.moved ?? 0)
}

/**
 * Moves once more what was written under a former path since: by a transaction that had read the place before it moved and committed after.
 * @returns how many rows were found so
 */
export async function moveStragglers({ tx, now }: Pick<Ctx, 'tx' | 'now'>, since: Date): Promise<number> {
  const found = await sql<{ old_path: string; area_path: string }>`select old_path, area_path from platform.former_place where at >= ${since}`.execute(tx)
  return movePathsOf(
    { tx, now },
    found.rows.map((row) => ({ from: row.old_path, to: row.area_path })),
  )
}

/** Former paths in one actor's scope at most: a scope is compared with every row. */
const MOST_FORMER = 200

/**
 * The paths at which what lies under these ones lay before, without those that lie under them anyway. Facts stay where they happened:
 * whoever sees a place sees by these what happened there before it moved.
 */
export async function formerPathsOf(tx: Kysely<{}>, paths: readonly string[]): Promise<string[]> {
  const own = outermost(paths)
  if (own.length === 0 || own.includes('/')) return []
  const above = own.flatMap((path) => [...path.matchAll(/\//g)].slice(1).map(({ index }) => path.slice(0, index + 1)))
  const found = await sql<{ old_path: string; area_path: string }>`
    select f.old_path, f.area_path from unnest(${own}::text[]) as p (path)
      join platform.former_place f on f.area_path >= p.path collate "C" and f.area_path < platform.beyond(p.path) collate "C"
      where not exists (select from unnest(${own}::text[]) as o (path) where starts_with(f.old_path, o.path))
    union
    select f.old_path, f.area_path from platform.former_place f where f.area_path = any (${above}::text[])
    limit ${MOST_FORMER}`.execute(tx)
  const former = found.rows.flatMap(({ old_path, area_path }) =>
    own.flatMap((path) => (contains(path, area_path) ? [old_path] : contains(area_path, path) ? [old_path + path.slice(area_path.length)] : [])),
  )
  return outermost(former).filter((path) => !own.some((held) => contains(held, path)))
}
