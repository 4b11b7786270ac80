// Homes and people as the reader of this request may see them.
import { type HomeView, type PersonView, registryErrors } from '@xiaomen/contract'
import type { z } from 'zod'
import type { Ctx } from '../../../platform/ctx.ts'
import { AppError, fail } from '../../../platform/error.ts'
import { listAreas } from '../../areas/index.ts'
import { shownFields } from '../person-fields.ts'
import { findCurrentHome } from '../repo/home.ts'
import { findPersonRow, type LinkedPerson } from '../repo/person.ts'
import type { HomeRow, PersonRow } from '../tables.ts'

export const notFound = () => new AppError('request.not_found', 404)

/** The home, after asking whether this may be done there. */
export async function homeFor(ctx: Ctx, permission: string, homeId: string): Promise<HomeRow> {
  const home = await findCurrentHome(ctx, homeId)
  if (!home) throw notFound()
  ctx.must(permission, { path: home.area_path })
  ctx.audit.communityId(home.community_id)
  return home
}
export async function personFor(ctx: Ctx, permission: string, personId: string): Promise<PersonRow> {
  const person = await findPersonRow(ctx, personId)
  if (!person) throw notFound()
  ctx.must(permission, { path: person.area_path })
  ctx.audit.communityId(person.community_id)
  ctx.audit.subjects([person.id])
  // Another row stands for this person now: whoever still looks at this one looks again.
  if (person.merged_into !== null) throw fail(registryErrors, 'registry.changed_meanwhile')
  return person
}

export async function homeViews(ctx: Ctx, homes: readonly Omit<HomeRow, 'order_key'>[]): Promise<z.input<typeof HomeView>[]> {
  const areas = new Map((await listAreas(ctx, [...new Set(homes.map((home) => home.area_id))])).map((area) => [area.id, area.name]))
  return homes.map((home) => ({
    id: home.id,
    communityId: home.community_id,
    path: home.area_path,
    areaId: home.area_id,
    areaName: areas.get(home.area_id) ?? '',
    door: doorFor(ctx, home),
    floor: home.floor,
    use: home.use,
    version: home.version,
  }))
}
export const doorFor = (ctx: Ctx, home: Pick<HomeRow, 'area_path' | 'door'>): string => (ctx.sight(home.area_path).door === 'full' ? home.door : '*')

/** `path`: where the reader stands in the matter, the home the person is looked at in. */
export const personView = (ctx: Ctx, row: LinkedPerson): z.input<typeof PersonView> => ({
  id: row.id,
  ...shownFields(ctx.crypto, row, ctx.sight(row.residency_path)),
  version: row.version,
  residency: { id: row.residency_id, kind: row.residency_kind, from: row.from_day, until: row.until_day },
})
