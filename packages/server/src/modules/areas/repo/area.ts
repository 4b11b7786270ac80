import { type Level, comparePaths, parentPath } from '@xiaomen/rules/areas'
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { partsOf } from '../../../platform/sql.ts'
import type { AreaRow } from '../tables.ts'
import { beyond, db } from './db.ts'

export type Area = {
  id: string
  parentId: string | null
  level: Level
  name: string
  path: string
  ordinal: number
  communityId: string | null
  /** Homes beneath it, kept counter. */
  homes: number
  version: number
  code: string | null
  codeYear: number | null
  classCode: string | null
}

const COLUMNS = ['id', 'parent_id', 'community_id', 'level', 'name', 'ordinal', 'path', 'homes', 'version', 'code', 'code_year', 'class_code'] as const

const toArea = (row: Pick<AreaRow, (typeof COLUMNS)[number]>): Area => ({
  id: row.id,
  parentId: row.parent_id,
  level: row.level as Level,
  name: row.name,
  path: row.path,
  ordinal: row.ordinal,
  communityId: row.community_id,
  homes: row.homes,
  version: row.version,
  code: row.code,
  codeYear: row.code_year,
  classCode: row.class_code,
})
const inOrder = (rows: Pick<AreaRow, (typeof COLUMNS)[number]>[]): Area[] => rows.map(toArea).toSorted((a, b) => comparePaths(a.path, b.path))

export async function findArea(ctx: Pick<Ctx, 'tx'>, id: string): Promise<Area | null> {
  const row = await db(ctx).selectFrom('areas.area').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row ? toArea(row) : null
}

/** Parents before children, siblings by ordinal; ids that are not there or not visible are left out. */
export async function listAreas(ctx: Ctx, ids: readonly string[]): Promise<Area[]> {
  if (ids.length === 0) return []
  return inOrder(
    await db(ctx)
      .selectFrom('areas.area')
      .select(COLUMNS)
      .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
      .execute(),
  )
}

/** The area at this path and all beneath it, parents before children. */
export async function areasUnder(ctx: Ctx, path: string): Promise<Area[]> {
  return inOrder(await db(ctx).selectFrom('areas.area').select(COLUMNS).where('path', '>=', path).where('path', '<', beyond(path)).execute())
}

/** From the root down to the area at this path itself; of a home's path, down to its unit or building. */
export async function chainOf(ctx: Ctx, path: string): Promise<Area[]> {
  const steps = path.split('/').slice(1, -1)
  const paths = steps.map((_, index) => `/${steps.slice(0, index + 1).join('/')}/`)
  return inOrder(
    await db(ctx)
      .selectFrom('areas.area')
      .select(COLUMNS)
      .where(sql<boolean>`path = any(${paths}::text[])`)
      .execute(),
  )
}

/** Every area there is to see whose path is one of these. */
export async function listAreasAt(ctx: Ctx, paths: readonly string[]): Promise<Area[]> {
  if (paths.length === 0) return []
  return inOrder(
    await db(ctx)
      .selectFrom('areas.area')
      .select(COLUMNS)
      .where(sql<boolean>`path = any(${[...paths]}::text[])`)
      .execute(),
  )
}

/** Locks the parents for the rest of the transaction, so that two inserts never take one ordinal. */
export async function lockParents(ctx: Ctx, parentIds: readonly (string | null)[]): Promise<void> {
  const ids = parentIds.filter((id) => id !== null).toSorted()
  if (ids.length < parentIds.length) await sql`select pg_advisory_xact_lock(hashtext('areas.root'))`.execute(ctx.tx)
  if (ids.length > 0) await sql`select 1 from areas.area where id = any(${ids}::uuid[]) order by id for update`.execute(ctx.tx)
}

/** The highest ordinal ever given beneath each parent. At the root, where nothing is ever taken back, the highest there is. */
export async function lastOrdinals(ctx: Ctx, parentIds: readonly (string | null)[]): Promise<Map<string | null, number>> {
  const ids = parentIds.filter((id) => id !== null)
  const rows = await db(ctx)
    .selectFrom('areas.area')
    .select(['id', 'last_child'])
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
  const last = new Map<string | null, number>(rows.map((row) => [row.id, row.last_child]))
  if (ids.length < parentIds.length) {
    const root = await db(ctx)
      .selectFrom('areas.area')
      .select((e) => e.fn.max('ordinal').as('last'))
      .where('parent_id', 'is', null)
      .executeTakeFirst()
    last.set(null, root?.last ?? 0)
  }
  return last
}

export async function keepLastOrdinals(ctx: Ctx, last: ReadonlyMap<string | null, number>): Promise<void> {
  const rows = [...last].filter(([id]) => id !== null).map(([id, ordinal]) => ({ id, ordinal }))
  await sql`update areas.area set last_child = r.ordinal from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, ordinal int) where area.id = r.id`.execute(
    ctx.tx,
  )
}

/** So many rows a statement: a street's areas at once would hold the embedded database, and with it every request, for a blink too long. */
const PART = 400
const inParts = <T>(rows: readonly T[]) => partsOf(rows, PART)

/** Keeps everybody else from adding homes directly beneath these areas until the transaction ends. */
export const lockHomes = (ctx: Ctx, areaIds: readonly string[]): Promise<void> => lockParents(ctx, [...new Set(areaIds)])

/** Gives out ordinals for homes, none ever twice. Area id → how many. Answers area id → the first of them. */
export async function reserveHomes(ctx: Ctx, counts: ReadonlyMap<string, number>): Promise<Map<string, number>> {
  await lockHomes(ctx, [...counts.keys()])
  const first = new Map<string, number>()
  for (const part of inParts([...counts].map(([id, wanted]) => ({ id, wanted })))) {
    const found = await sql<{ id: string; first: number }>`update areas.area set last_home = last_home + r.wanted
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as r (id uuid, wanted int) where area.id = r.id returning area.id, area.last_home - r.wanted + 1 as first`.execute(
      ctx.tx,
    )
    for (const row of found.rows) first.set(row.id, row.first)
  }
  return first
}

export async function insertAreaRows(
  ctx: Ctx,
  rows: readonly Omit<AreaRow, 'last_child' | 'last_home' | 'code' | 'code_year' | 'class_code'>[],
): Promise<void> {
  // One JSON parameter a batch: a street's thousand areas would pass the limit of bound values.
  await sql`insert into areas.area (id, parent_id, community_id, level, name, ordinal, path, homes, version)
    select id, parent_id, community_id, level, name, ordinal, path, homes, version
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (id uuid, parent_id uuid, community_id uuid, level text, name text, ordinal int, path text, homes int, version int)`.execute(ctx.tx)
}

export async function isNameTaken(ctx: Ctx, parentId: string | null, name: string, exceptId: string | null): Promise<boolean> {
  const row = await db(ctx)
    .selectFrom('areas.area')
    .select('id')
    .where('parent_id', parentId === null ? 'is' : '=', parentId)
    .where('name', '=', name)
    .$if(exceptId !== null, (q) => q.where('id', '<>', exceptId))
    .executeTakeFirst()
  return row !== undefined
}

export async function updateName(ctx: Ctx, id: string, name: string): Promise<void> {
  await db(ctx)
    .updateTable('areas.area')
    .set({ name, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}

/** Adds to the counter of homes of each area and of every area above it. Area id → change. */
export async function setHomeCount(ctx: Ctx, deltas: ReadonlyMap<string, number>): Promise<void> {
  const changes = [...deltas].filter(([, by]) => by !== 0)
  if (changes.length === 0) return
  // Summed here: a street's import changes two thousand areas, and a join of each with all above it takes seconds.
  const byPath = new Map<string, number>()
  for (const { id, path } of await listAreas(
    ctx,
    changes.map(([areaId]) => areaId),
  )) {
    for (let up: string | null = path; up !== null; up = parentPath(up)) byPath.set(up, (byPath.get(up) ?? 0) + deltas.get(id)!)
  }
  const steps = [...byPath].map(([path, by]) => ({ path, by }))
  for (const part of inParts(steps))
    await sql`update areas.area set homes = homes + step.by from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as step (path text, by int) where area.path = step.path collate "C"`.execute(
      ctx.tx,
    )
}

/** The row of an area that moves, as it will be; its path and those beneath are the business of movePaths. */
export async function updateMoved(ctx: Ctx, area: Pick<Area, 'id' | 'parentId' | 'ordinal' | 'name'>): Promise<void> {
  await db(ctx)
    .updateTable('areas.area')
    .set({ parent_id: area.parentId, ordinal: area.ordinal, name: area.name, version: sql<number>`version + 1` })
    .where('id', '=', area.id)
    .execute()
}

export type CodeChange = { id: string; code: string | null; codeYear: number | null; classCode: string | null }
/** Codes of many areas at once: first taken away, so that two areas may exchange theirs. */
export async function updateCodes(ctx: Ctx, changes: readonly CodeChange[]): Promise<void> {
  const rows = JSON.stringify(changes.map(({ id, code, codeYear, classCode }) => ({ id, code, code_year: codeYear, class_code: classCode })))
  await sql`update areas.area set code = null, code_year = null from jsonb_to_recordset(${rows}::jsonb) as r (id uuid) where area.id = r.id and area.code is not null`.execute(
    ctx.tx,
  )
  await sql`update areas.area set code = r.code, code_year = r.code_year, class_code = r.class_code, version = version + 1
    from jsonb_to_recordset(${rows}::jsonb) as r (id uuid, code text, code_year smallint, class_code text) where area.id = r.id`.execute(ctx.tx)
}

/** What still hangs on a path, or would move along: table → rows that are not over. */
export async function countAt(ctx: Ctx, path: string): Promise<{ kind: string; count: number }[]> {
  const found = await sql<{ kind: string; rows: string }>`select kind, rows from platform.count_at(${path})`.execute(ctx.tx)
  return found.rows.map(({ kind, rows }) => ({ kind, count: Number(rows) }))
}

/** Removes areas that have no homes and nothing left beneath them (an import taken back), deepest first. Answers with the ids removed. */
export async function removeAreas(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  const removed: string[] = []
  for (const area of (await listAreas(ctx, ids)).toReversed()) {
    const row = await db(ctx)
      .deleteFrom('areas.area')
      .where('id', '=', area.id)
      .where('homes', '=', 0)
      .where((e) => e.not(e.exists(e.selectFrom('areas.area as child').select('child.id').whereRef('child.parent_id', '=', 'areas.area.id'))))
      .returning('id')
      .executeTakeFirst()
    if (row) removed.push(row.id)
  }
  return removed
}
