import { DATA_CLASSES, type DataClass, ROLES, type Role } from '@xiaomen/rules/access'
import { sql } from 'kysely'
import type { Ctx } from '../../../platform/ctx.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import { beyond } from '../../../platform/paths.ts'
import type { RoleGrantRow } from '../tables.ts'
import { db, seeingAll, type Tx } from './db.ts'

/** `from` and `until` are local days, `until` the last one it holds. */
export type HeldGrant = {
  id: string
  accountId: string
  role: Role
  areaId: string | null
  /** Given on an overlay: opens its members of the day; `path` is then the smallest area that contains them. */
  overlayId: string | null
  path: string
  dataClasses: DataClass[] | null
  from: string
  until: string | null
  /** Held for somebody absent. */
  coverId: string | null
  /** Ends within its last day: lent for some hours. */
  endsAt: Date | null
}

const toGrant = (row: RoleGrantRow): HeldGrant | null => {
  const role = ROLES.find((known) => known === row.role)
  if (role === undefined) return null
  return {
    id: row.id,
    accountId: row.account_id,
    role,
    areaId: row.area_id,
    overlayId: row.overlay_id,
    path: row.area_path,
    dataClasses: row.data_classes === null ? null : DATA_CLASSES.filter((known) => row.data_classes?.includes(known)),
    from: row.valid_from,
    until: row.valid_until,
    coverId: row.cover_id,
    endsAt: row.ends_at,
  }
}
const known = (rows: RoleGrantRow[]): HeldGrant[] => rows.map(toGrant).filter((grant) => grant !== null)

/** Not revoked; those that ended or have not begun are among them. */
export async function listGrants(ctx: Tx, accountIds: readonly string[]): Promise<HeldGrant[]> {
  if (accountIds.length === 0) return []
  const rows = await db(ctx)
    .selectFrom('access.role_grant')
    .selectAll()
    .where('revoked_at', 'is', null)
    .where(sql<boolean>`account_id = any(${[...accountIds]}::uuid[])`)
    .orderBy('granted_at')
    .orderBy('id')
    .execute()
  return known(rows)
}

export async function findGrant(ctx: Ctx, id: string): Promise<HeldGrant | null> {
  const row = await db(ctx).selectFrom('access.role_grant').selectAll().where('id', '=', id).where('revoked_at', 'is', null).executeTakeFirst()
  return row ? toGrant(row) : null
}

/** The same wherever they are: what an account holds in all, to judge whose it is. */
export const listGrantsAnywhere = (ctx: Tx, accountId: string): Promise<HeldGrant[]> => seeingAll(ctx, () => listGrants(ctx, [accountId]))

/** Grants of these roles that hold on this day, given at exactly these paths or on these overlays. */
export async function listGrantsAt(
  ctx: Ctx,
  { paths, overlayIds, roles, day }: { paths: readonly string[]; overlayIds: readonly string[]; roles: readonly Role[]; day: string },
): Promise<HeldGrant[]> {
  if (paths.length === 0 && overlayIds.length === 0) return []
  const rows = await db(ctx)
    .selectFrom('access.role_grant')
    .selectAll()
    .where('revoked_at', 'is', null)
    .where(sql<boolean>`role = any(${[...roles]}::text[])`)
    .where(sql<boolean>`(overlay_id is null and area_path = any(${[...paths]}::text[]) or overlay_id = any(${[...overlayIds]}::uuid[]))`)
    .where(sql<boolean>`valid_from <= ${day}::date and (valid_until is null or valid_until >= ${day}::date)`)
    .orderBy('granted_at')
    .execute()
  return known(rows)
}

export type NewGrant = Omit<HeldGrant, 'id' | 'areaId' | 'overlayId' | 'coverId' | 'endsAt'> & {
  endsAt?: Date | null
  areaId?: string | null
  overlayId?: string | null
  /** The cover that makes it, and the grant it is a copy of. */
  cover?: { id: string; copiedFrom: string }
}
/** @returns its id */
export async function insertGrant(ctx: Ctx, grant: NewGrant): Promise<string> {
  const id = uuidv7()
  await db(ctx)
    .insertInto('access.role_grant')
    .values({
      id,
      account_id: grant.accountId,
      role: grant.role,
      area_id: grant.areaId ?? null,
      overlay_id: grant.overlayId ?? null,
      area_path: grant.path,
      data_classes: grant.dataClasses === null ? null : (sql`${[...grant.dataClasses]}::text[]` as never),
      valid_from: grant.from,
      valid_until: grant.until,
      ends_at: grant.endsAt ?? null,
      cover_id: grant.cover?.id ?? null,
      copied_from: grant.cover?.copiedFrom ?? null,
      granted_by: ctx.actor.kind === 'account' ? ctx.actor.id : null,
      granted_at: ctx.now,
      revoked_at: null,
    })
    .execute()
  return id
}

/** Given on this overlay; those that ended or have not begun are among them. */
export async function listGrantsOn(ctx: Ctx, overlayId: string): Promise<HeldGrant[]> {
  const rows = await db(ctx)
    .selectFrom('access.role_grant')
    .selectAll()
    .where('revoked_at', 'is', null)
    .where('overlay_id', '=', overlayId)
    .orderBy('granted_at')
    .orderBy('id')
    .execute()
  return known(rows)
}

/** The overlays that grants at or under this path are given on, and where the rows stand. */
export async function listOverlayPlaces(ctx: Ctx, path: string): Promise<{ overlayId: string; path: string }[]> {
  const found = await sql<{ overlay_id: string; area_path: string }>`select distinct overlay_id, area_path from access.role_grant
    where overlay_id is not null and revoked_at is null and area_path >= ${path} and area_path < ${beyond(path)}`.execute(ctx.tx)
  return found.rows.map((row) => ({ overlayId: row.overlay_id, path: row.area_path }))
}

export async function updateOverlayPlace(ctx: Ctx, overlayId: string, path: string): Promise<void> {
  await db(ctx).updateTable('access.role_grant').set({ area_path: path }).where('overlay_id', '=', overlayId).execute()
}

/** What a cover gave. */
export async function listGrantsOfCovers(ctx: Ctx, coverIds: readonly string[]): Promise<HeldGrant[]> {
  if (coverIds.length === 0) return []
  const rows = await db(ctx)
    .selectFrom('access.role_grant')
    .selectAll()
    .where(sql<boolean>`cover_id = any(${[...coverIds]}::uuid[])`)
    .orderBy('id')
    .execute()
  return known(rows)
}

/** What stand-ins have or had of this grant. */
export async function listCopies(ctx: Ctx, grantId: string): Promise<HeldGrant[]> {
  return known(await db(ctx).selectFrom('access.role_grant').selectAll().where('copied_from', '=', grantId).orderBy('id').execute())
}
/** Of a copy that still holds. */
export async function updateCopyUntil(ctx: Ctx, id: string, until: string): Promise<void> {
  await db(ctx).updateTable('access.role_grant').set({ valid_until: until }).where('id', '=', id).where('revoked_at', 'is', null).execute()
}

/** The last day they hold, they and what stand-ins hold of them. */
export async function updateUntil(ctx: Ctx, grantIds: readonly string[], until: string): Promise<void> {
  // A copy that would only have begun later never holds.
  await db(ctx)
    .updateTable('access.role_grant')
    .set({ revoked_at: ctx.now })
    .where('revoked_at', 'is', null)
    .where(sql<boolean>`copied_from = any(${[...grantIds]}::uuid[]) and valid_from > ${until}::date`)
    .execute()
  await db(ctx)
    .updateTable('access.role_grant')
    .set({ valid_until: sql<string>`least(valid_until, ${until}::date)` })
    .where('revoked_at', 'is', null)
    .where(sql<boolean>`(id = any(${[...grantIds]}::uuid[]) or copied_from = any(${[...grantIds]}::uuid[]))`)
    .execute()
}

/** Other classes, for stand-ins too; another last day, which stand-ins keep to as well. */
export async function updateGrant(ctx: Ctx, id: string, { dataClasses, until }: Pick<HeldGrant, 'dataClasses' | 'until'>): Promise<void> {
  const classes = dataClasses === null ? null : (sql`${[...dataClasses]}::text[]` as never)
  if (until !== null) await updateUntil(ctx, [id], until)
  await db(ctx).updateTable('access.role_grant').set({ data_classes: classes, valid_until: until }).where('id', '=', id).execute()
  await db(ctx).updateTable('access.role_grant').set({ data_classes: classes }).where('copied_from', '=', id).where('revoked_at', 'is', null).execute()
}

export async function updateRevoked(ctx: Ctx, grantIds: readonly string[]): Promise<void> {
  if (grantIds.length === 0) return
  await db(ctx)
    .updateTable('access.role_grant')
    .set({ revoked_at: ctx.now })
    .where('revoked_at', 'is', null)
    // Nobody stands in for what the absent one does not hold any more.
    .where(sql<boolean>`(id = any(${[...grantIds]}::uuid[]) or copied_from = any(${[...grantIds]}::uuid[]))`)
    .execute()
}

/** Takes back that these were revoked. */
export async function updateUnrevoked(ctx: Ctx, grantIds: readonly string[]): Promise<void> {
  if (grantIds.length === 0) return
  await db(ctx)
    .updateTable('access.role_grant')
    .set({ revoked_at: null })
    .where(sql<boolean>`id = any(${[...grantIds]}::uuid[])`)
    .execute()
}

/** Grants of these roles on a day, whatever they were given on, whose place lies beneath a path. */
export async function listGrantsBeneath(ctx: Ctx, path: string, roles: readonly Role[], day: string): Promise<HeldGrant[]> {
  const rows = await db(ctx)
    .selectFrom('access.role_grant')
    .selectAll()
    .where('revoked_at', 'is', null)
    .where('area_path', '>=', path)
    .where('area_path', '<', beyond(path))
    .where(sql<boolean>`role = any(${[...roles]}::text[])`)
    .where(sql<boolean>`valid_from <= ${day}::date and (valid_until is null or valid_until >= ${day}::date)`)
    .orderBy('granted_at')
    .execute()
  return known(rows)
}
