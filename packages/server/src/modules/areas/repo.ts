import { type Level, type OverlayKind, comparePaths } from '@xiaomen/rules/areas'
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import type { AreaRow, AreasTables } from './tables.ts'

export type Area = {
  id: string; parentId: string | null; level: Level; name: string; path: string; ordinal: number; communityId: string | null
  /** Homes beneath it, kept counter. */
  homes: number
}
/** `until` is the last day it holds, or null. */
export type Overlay = {
  id: string; kind: OverlayKind; name: string; path: string; communityId: string | null; from: string; until: string | null; areaIds: string[]; areaPaths: string[]
}

const db = (ctx: Ctx) => ctx.tx.withTables<AreasTables>()
const COLUMNS = ['id', 'parent_id', 'community_id', 'level', 'name', 'ordinal', 'path', 'homes', 'version'] as const

const toArea = (row: Pick<AreaRow, (typeof COLUMNS)[number]>): Area => ({
  id: row.id, parentId: row.parent_id, level: row.level as Level, name: row.name, path: row.path, ordinal: row.ordinal, communityId: row.community_id, homes: row.homes,
})
const inOrder = (rows: Pick<AreaRow, (typeof COLUMNS)[number]>[]): Area[] => rows.map(toArea).toSorted((a, b) => comparePaths(a.path, b.path))

/** Everything from `path` on that lies beneath it: '0' is the character after '/', and paths compare by bytes. */
const beyond = (path: string) => `${path.slice(0, -1)}0`

export async function findArea(ctx: Ctx, id: string): Promise<Area | null> {
  const row = await db(ctx).selectFrom('areas.area').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row ? toArea(row) : null
}

/** Parents before children, siblings by ordinal; ids that are not there or not visible are left out. */
export async function listAreas(ctx: Ctx, ids: readonly string[]): Promise<Area[]> {
  if (ids.length === 0) return []
  return inOrder(await db(ctx).selectFrom('areas.area').select(COLUMNS).where(sql<boolean>`id = any(${[...ids]}::uuid[])`).execute())
}

/** The area at this path and all beneath it, parents before children. */
export async function areasUnder(ctx: Ctx, path: string): Promise<Area[]> {
  return inOrder(await db(ctx).selectFrom('areas.area').select(COLUMNS).where('path', '>=', path).where('path', '<', beyond(path)).execute())
}

/** From the root down to the area at this path itself; of a home's path, down to its unit or building. */
export async function chainOf(ctx: Ctx, path: string): Promise<Area[]> {
  const steps = path.split('/').slice(1, -1)
  const paths = steps.map((_, index) => `/${steps.slice(0, index + 1).join('/')}/`)
  return inOrder(await db(ctx).selectFrom('areas.area').select(COLUMNS).where(sql<boolean>`path = any(${paths}::text[])`).execute())
}

/** Every area there is to see whose path is one of these. */
export async function listAreasAt(ctx: Ctx, paths: readonly string[]): Promise<Area[]> {
  if (paths.length === 0) return []
  return inOrder(await db(ctx).selectFrom('areas.area').select(COLUMNS).where(sql<boolean>`path = any(${[...paths]}::text[])`).execute())
}

/** Locks the parents for the rest of the transaction, so that two inserts never take one ordinal. */
export async function lockParents(ctx: Ctx, parentIds: readonly (string | null)[]): Promise<void> {
  const ids = parentIds.filter((id) => id !== null).toSorted()
  if (ids.length < parentIds.length) await sql`select pg_advisory_xact_lock(hashtext('areas.root'))`.execute(ctx.tx)
  if (ids.length > 0) await sql`select 1 from areas.area where id = any(${ids}::uuid[]) order by id for update`.execute(ctx.tx)
}

/** The highest ordinal ever given beneath each parent. At the root, where nothing is ever taken back, the highest there is. */
/** One change of overlays at a time, so that two never put one building into two grids. */
export async function lockOverlays(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('areas.overlay'))`.execute(ctx.tx)
}

export async function lastOrdinals(ctx: Ctx, parentIds: readonly (string | null)[]): Promise<Map<string | null, number>> {
  const ids = parentIds.filter((id) => id !== null)
  const rows = await db(ctx).selectFrom('areas.area').select(['id', 'last_child']).where(sql<boolean>`id = any(${ids}::uuid[])`).execute()
  const last = new Map<string | null, number>(rows.map((row) => [row.id, row.last_child]))
  if (ids.length < parentIds.length) {
    const root = await db(ctx).selectFrom('areas.area').select((e) => e.fn.max('ordinal').as('last')).where('parent_id', 'is', null).executeTakeFirst()
    last.set(null, root?.last ?? 0)
  }
  return last
}

export async function keepLastOrdinals(ctx: Ctx, last: ReadonlyMap<string | null, number>): Promise<void> {
  const rows = [...last].filter(([id]) => id !== null).map(([id, ordinal]) => ({ id, ordinal }))
  await sql`update areas.area set last_child = r.ordinal from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, ordinal int) where area.id = r.id`.execute(ctx.tx)
}

/** Keeps everybody else from adding homes directly beneath these areas until the transaction ends. */
export const lockHomes = (ctx: Ctx, areaIds: readonly string[]): Promise<void> => lockParents(ctx, [...new Set(areaIds)])

/** Gives out ordinals for homes, none ever twice. Area id → how many. Answers area id → the first of them. */
export async function reserveHomes(ctx: Ctx, counts: ReadonlyMap<string, number>): Promise<Map<string, number>> {
  await lockHomes(ctx, [...counts.keys()])
  const rows = [...counts].map(([id, wanted]) => ({ id, wanted }))
  const found = await sql<{ id: string; first: number }>`update areas.area set last_home = last_home + r.wanted
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, wanted int) where area.id = r.id returning area.id, area.last_home - r.wanted + 1 as first`.execute(ctx.tx)
  return new Map(found.rows.map((row) => [row.id, row.first]))
}

export async function insertAreaRows(ctx: Ctx, rows: readonly Omit<AreaRow, 'last_child' | 'last_home'>[]): Promise<void> {
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
  await db(ctx).updateTable('areas.area').set({ name, version: sql<number>`version + 1` }).where('id', '=', id).execute()
}

/** Adds to the counter of homes of each area and of every area above it. Area id → change. */
export async function setHomeCount(ctx: Ctx, deltas: ReadonlyMap<string, number>): Promise<void> {
  const changes = [...deltas].filter(([, by]) => by !== 0).map(([id, by]) => ({ id, by }))
  if (changes.length === 0) return
  await sql`with change as (
      select area.path, r.by from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as r (id uuid, by int) join areas.area on area.id = r.id
    ), step as (
      select up.path, sum(change.by)::int as by from change join areas.area up on starts_with(change.path, up.path) group by up.path
    )
    update areas.area set homes = homes + step.by from step where area.path = step.path`.execute(ctx.tx)
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

export async function removeOverlays(ctx: Ctx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await db(ctx).deleteFrom('areas.overlay').where(sql<boolean>`id = any(${[...ids]}::uuid[])`).execute()
}

const overlays = (ctx: Ctx) =>
  db(ctx)
    .selectFrom('areas.overlay as o')
    .innerJoin('areas.overlay_member as m', 'm.overlay_id', 'o.id')
    .select([
      'o.id', 'o.kind', 'o.name', 'o.area_path', 'o.community_id',
      sql<string>`o.valid_from::text`.as('from'), sql<string | null>`o.valid_until::text`.as('until'),
      sql<string[]>`array_agg(m.area_id::text order by m.area_path)`.as('area_ids'), sql<string[]>`array_agg(m.area_path order by m.area_path)`.as('area_paths'),
    ])
    .groupBy('o.id')
    .orderBy('o.area_path')
    .orderBy('o.name')
type OverlayFound = Awaited<ReturnType<ReturnType<typeof overlays>['execute']>>[number]
const toOverlay = (row: OverlayFound): Overlay => ({
  id: row.id, kind: row.kind as OverlayKind, name: row.name, path: row.area_path, communityId: row.community_id,
  from: row.from, until: row.until, areaIds: row.area_ids, areaPaths: row.area_paths,
})
const holdsOn = (day: string) => sql<boolean>`o.valid_from <= ${day}::date and (o.valid_until is null or o.valid_until >= ${day}::date)`

export async function findOverlay(ctx: Ctx, id: string): Promise<Overlay | null> {
  const row = await overlays(ctx).where('o.id', '=', id).executeTakeFirst()
  return row ? toOverlay(row) : null
}

/** The overlays of a day that cover this place: one of their members is the place or above it. Their whole membership comes along. */
export async function overlaysAt(ctx: Ctx, path: string, day: string): Promise<Overlay[]> {
  const rows = await overlays(ctx)
    .where(holdsOn(day))
    .where((e) => e.exists(e.selectFrom('areas.overlay_member as c').select('c.area_id').whereRef('c.overlay_id', '=', 'o.id').where(sql<boolean>`starts_with(${path}, c.area_path)`)))
    .execute()
  return rows.map(toOverlay)
}

/** The overlays of one kind on a day that have a member beneath this path. */
export async function listOverlaysOf(ctx: Ctx, kind: OverlayKind, underPath: string, day: string): Promise<Overlay[]> {
  const rows = await overlays(ctx)
    .where('o.kind', '=', kind)
    .where(holdsOn(day))
    .where((e) => e.exists(e.selectFrom('areas.overlay_member as c').select('c.area_id').whereRef('c.overlay_id', '=', 'o.id').where('c.area_path', '>=', underPath).where('c.area_path', '<', beyond(underPath))))
    .execute()
  return rows.map(toOverlay)
}

/** Every overlay not yet ended that touches one of these areas from above or below, those that begin later included. */
export async function listOverlaysNear(ctx: Ctx, paths: readonly string[], day: string): Promise<Overlay[]> {
  const rows = await overlays(ctx)
    .where(sql<boolean>`o.valid_until is null or o.valid_until >= ${day}::date`)
    .where((e) =>
      e.exists(
        e.selectFrom('areas.overlay_member as c').select('c.area_id').whereRef('c.overlay_id', '=', 'o.id')
          .where(sql<boolean>`exists (select from unnest(${[...paths]}::text[]) p where starts_with(c.area_path, p) or starts_with(p, c.area_path))`),
      ),
    )
    .execute()
  return rows.map(toOverlay)
}

type OverlayValues = { id: string; kind: OverlayKind; name: string; path: string; communityId: string | null; from: string; until: string | null }

export async function saveOverlay(ctx: Ctx, overlay: OverlayValues, members: readonly Area[], isNew: boolean): Promise<void> {
  const values = {
    community_id: overlay.communityId, area_path: overlay.path, kind: overlay.kind, name: overlay.name, valid_from: overlay.from, valid_until: overlay.until,
  }
  if (isNew) await db(ctx).insertInto('areas.overlay').values({ id: overlay.id, version: 1, ...values }).execute()
  else {
    await db(ctx).updateTable('areas.overlay').set({ ...values, version: sql<number>`version + 1` }).where('id', '=', overlay.id).execute()
    await db(ctx).deleteFrom('areas.overlay_member').where('overlay_id', '=', overlay.id).execute()
  }
  const rows = members.map((area) => ({ overlay_id: overlay.id, area_id: area.id, area_path: area.path }))
  await sql`insert into areas.overlay_member (overlay_id, area_id, area_path)
    select overlay_id, area_id, area_path from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (overlay_id uuid, area_id uuid, area_path text)`.execute(ctx.tx)
}

/** Another overlay of this kind whose days meet these and that covers one of these places. */
export async function findOverlap(ctx: Ctx, overlay: OverlayValues, paths: readonly string[]): Promise<{ name: string } | null> {
  const row = await db(ctx)
    .selectFrom('areas.overlay as o')
    .innerJoin('areas.overlay_member as m', 'm.overlay_id', 'o.id')
    .select('o.name')
    .where('o.kind', '=', overlay.kind)
    .where('o.id', '<>', overlay.id)
    .where(sql<boolean>`daterange(o.valid_from, o.valid_until, '[]') && daterange(${overlay.from}::date, ${overlay.until}::date, '[]')`)
    .where(sql<boolean>`exists (select from unnest(${[...paths]}::text[]) p where starts_with(m.area_path, p) or starts_with(p, m.area_path))`)
    .executeTakeFirst()
  return row ?? null
}

export async function isOverlayNameTaken(ctx: Ctx, overlay: OverlayValues): Promise<boolean> {
  const row = await db(ctx)
    .selectFrom('areas.overlay as o')
    .select('o.id')
    .where('o.kind', '=', overlay.kind)
    .where('o.name', '=', overlay.name)
    .where('o.id', '<>', overlay.id)
    .where(sql<boolean>`o.community_id is not distinct from ${overlay.communityId}::uuid`)
    .where(sql<boolean>`daterange(o.valid_from, o.valid_until, '[]') && daterange(${overlay.from}::date, ${overlay.until}::date, '[]')`)
    .executeTakeFirst()
  return row !== undefined
}
