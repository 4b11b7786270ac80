import type { OverlayKind } from '@xiaomen/rules/areas'
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Area } from './area.ts'
import { beyond, db } from './db.ts'

/** `until` is the last day it holds, or null. */
export type Overlay = {
  id: string
  kind: OverlayKind
  name: string
  path: string
  communityId: string | null
  from: string
  until: string | null
  areaIds: string[]
  areaPaths: string[]
  version: number
}

/** One change of overlays at a time, so that two never put one building into two grids. */
export async function lockOverlays(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('areas.overlay'))`.execute(ctx.tx)
}

export async function removeOverlays(ctx: Ctx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await db(ctx)
      .deleteFrom('areas.overlay')
      .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
      .execute()
}

const overlays = (ctx: Pick<Ctx, 'tx'>) =>
  db(ctx)
    .selectFrom('areas.overlay as o')
    .innerJoin('areas.overlay_member as m', 'm.overlay_id', 'o.id')
    .select([
      'o.id',
      'o.kind',
      'o.name',
      'o.area_path',
      'o.community_id',
      'o.version',
      sql<string>`o.valid_from::text`.as('from'),
      sql<string | null>`o.valid_until::text`.as('until'),
      sql<string[]>`array_agg(m.area_id::text order by m.area_path)`.as('area_ids'),
      sql<string[]>`array_agg(m.area_path order by m.area_path)`.as('area_paths'),
    ])
    .groupBy('o.id')
    .orderBy('o.area_path')
    .orderBy('o.name')
type OverlayFound = Awaited<ReturnType<ReturnType<typeof overlays>['execute']>>[number]
const toOverlay = (row: OverlayFound): Overlay => ({
  id: row.id,
  kind: row.kind as OverlayKind,
  name: row.name,
  path: row.area_path,
  communityId: row.community_id,
  from: row.from,
  until: row.until,
  areaIds: row.area_ids,
  areaPaths: row.area_paths,
  version: row.version,
})
const holdsOn = (day: string) => sql<boolean>`o.valid_from <= ${day}::date and (o.valid_until is null or o.valid_until >= ${day}::date)`

export async function findOverlay(ctx: Ctx, id: string): Promise<Overlay | null> {
  const row = await overlays(ctx).where('o.id', '=', id).executeTakeFirst()
  return row ? toOverlay(row) : null
}

/** Whatever their days; ids that are not there or not visible are left out. */
export async function listOverlays(ctx: Pick<Ctx, 'tx'>, ids: readonly string[]): Promise<Overlay[]> {
  if (ids.length === 0) return []
  const rows = await overlays(ctx)
    .where(sql<boolean>`o.id = any(${[...new Set(ids)]}::uuid[])`)
    .execute()
  return rows.map(toOverlay)
}

/** The overlays of a day that have a member at exactly one of these paths. */
export async function overlaysWith(ctx: Ctx, paths: readonly string[], day: string): Promise<Overlay[]> {
  if (paths.length === 0) return []
  const rows = await overlays(ctx)
    .where(holdsOn(day))
    .where(sql<boolean>`exists (select from areas.overlay_member c where c.overlay_id = o.id and c.area_path = any(${[...paths]}::text[]))`)
    .execute()
  return rows.map(toOverlay)
}

/** The overlays of a day that cover this place: one of their members is the place or above it. Their whole membership comes along. */
export async function overlaysAt(ctx: Ctx, path: string, day: string): Promise<Overlay[]> {
  const rows = await overlays(ctx)
    .where(holdsOn(day))
    .where((e) =>
      e.exists(
        e
          .selectFrom('areas.overlay_member as c')
          .select('c.area_id')
          .whereRef('c.overlay_id', '=', 'o.id')
          .where(sql<boolean>`starts_with(${path}, c.area_path)`),
      ),
    )
    .execute()
  return rows.map(toOverlay)
}

/** The overlays of one kind on a day that have a member beneath this path. */
export async function listOverlaysOf(ctx: Ctx, kind: OverlayKind, underPath: string, day: string): Promise<Overlay[]> {
  const rows = await overlays(ctx)
    .where('o.kind', '=', kind)
    .where(holdsOn(day))
    .where((e) =>
      e.exists(
        e
          .selectFrom('areas.overlay_member as c')
          .select('c.area_id')
          .whereRef('c.overlay_id', '=', 'o.id')
          .where('c.area_path', '>=', underPath)
          .where('c.area_path', '<', beyond(underPath)),
      ),
    )
    .execute()
  return rows.map(toOverlay)
}

/** Every overlay not yet ended that touches one of these areas from above or below, those that begin later included. */
export async function listOverlaysNear(ctx: Ctx, paths: readonly string[], day: string): Promise<Overlay[]> {
  const rows = await overlays(ctx)
    .where(sql<boolean>`o.valid_until is null or o.valid_until >= ${day}::date`)
    .where((e) =>
      e.exists(
        e
          .selectFrom('areas.overlay_member as c')
          .select('c.area_id')
          .whereRef('c.overlay_id', '=', 'o.id')
          .where(sql<boolean>`exists (select from unnest(${[...paths]}::text[]) p where starts_with(c.area_path, p) or starts_with(p, c.area_path))`),
      ),
    )
    .execute()
  return rows.map(toOverlay)
}

/** Every overlay, of the past too, with a member at or under this path. */
export async function listOverlaysTouching(ctx: Ctx, path: string): Promise<Overlay[]> {
  const rows = await overlays(ctx)
    .where((e) =>
      e.exists(
        e
          .selectFrom('areas.overlay_member as c')
          .select('c.area_id')
          .whereRef('c.overlay_id', '=', 'o.id')
          .where('c.area_path', '>=', path)
          .where('c.area_path', '<', beyond(path)),
      ),
    )
    .execute()
  return rows.map(toOverlay)
}

const PAGE = 100

/** At or under these paths, those of the past too; newest first. */
export async function listOverlayPage(
  ctx: Ctx,
  { paths, kind, at, after }: { paths: readonly string[]; kind?: OverlayKind | undefined; at?: string | undefined; after?: string | undefined },
): Promise<{ overlays: Overlay[]; next: string | null }> {
  const rows = await overlays(ctx)
    .clearOrderBy()
    .orderBy('o.id', 'desc')
    .$if(kind !== undefined, (q) => q.where('o.kind', '=', kind!))
    .$if(at !== undefined, (q) => q.where(holdsOn(at!)))
    .$if(after !== undefined, (q) => q.where('o.id', '<', after!))
    .where((e) =>
      e.exists(
        e
          .selectFrom('areas.overlay_member as c')
          .select('c.area_id')
          .whereRef('c.overlay_id', '=', 'o.id')
          .where(sql<boolean>`exists (select from unnest(${[...paths]}::text[]) p where starts_with(c.area_path, p) or starts_with(p, c.area_path))`),
      ),
    )
    .limit(PAGE + 1)
    .execute()
  const page = rows.slice(0, PAGE)
  return { overlays: page.map(toOverlay), next: rows.length > PAGE ? page.at(-1)!.id : null }
}

/** The last day it holds. */
export async function updateEnd(ctx: Ctx, id: string, until: string): Promise<void> {
  await db(ctx)
    .updateTable('areas.overlay')
    .set({ valid_until: until, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}

/** Keeps only these members, and says where the overlay lies now. */
export async function updatePlace(ctx: Ctx, id: string, path: string, memberPaths: readonly string[]): Promise<void> {
  await db(ctx).updateTable('areas.overlay').set({ area_path: path }).where('id', '=', id).execute()
  await db(ctx)
    .deleteFrom('areas.overlay_member')
    .where('overlay_id', '=', id)
    .where(sql<boolean>`area_path <> all (${[...memberPaths]}::text[])`)
    .execute()
}

/** One more member, as far as the overlay itself is not to be changed by whoever adds it. */
export async function insertMember(ctx: Ctx, overlayId: string, area: Pick<Area, 'id' | 'path'>): Promise<void> {
  await db(ctx)
    .insertInto('areas.overlay_member')
    .values({ overlay_id: overlayId, area_id: area.id, area_path: area.path })
    .onConflict((oc) => oc.doNothing())
    .execute()
}

type OverlayValues = { id: string; kind: OverlayKind; name: string; path: string; communityId: string | null; from: string; until: string | null }

export async function saveOverlay(ctx: Ctx, overlay: OverlayValues, members: readonly Area[], isNew: boolean): Promise<void> {
  const values = {
    community_id: overlay.communityId,
    area_path: overlay.path,
    kind: overlay.kind,
    name: overlay.name,
    valid_from: overlay.from,
    valid_until: overlay.until,
  }
  if (isNew)
    await db(ctx)
      .insertInto('areas.overlay')
      .values({ id: overlay.id, version: 1, ...values })
      .execute()
  else {
    await db(ctx)
      .updateTable('areas.overlay')
      .set({ ...values, version: sql<number>`version + 1` })
      .where('id', '=', overlay.id)
      .execute()
    await db(ctx).deleteFrom('areas.overlay_member').where('overlay_id', '=', overlay.id).execute()
  }
  const rows = members.map((area) => ({ overlay_id: overlay.id, area_id: area.id, area_path: area.path }))
  await sql`insert into areas.overlay_member (overlay_id, area_id, area_path)
    select overlay_id, area_id, area_path from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (overlay_id uuid, area_id uuid, area_path text)`.execute(
    ctx.tx,
  )
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
