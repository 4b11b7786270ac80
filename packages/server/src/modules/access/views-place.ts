import { parentPath } from '@xiaomen/rules/areas'
import type { Ctx } from '../../platform/ctx.ts'
import { areasAt, type Overlay } from '../areas/index.ts'
import { overlaysOf } from './reach.ts'
import type { HeldGrant } from './repo/grant.ts'

/** A home's path ends in its ordinal with an h; its area is the unit or building around it. */
const areaPathOf = (path: string): string => (/\/h\d+\/$/.test(path) ? (parentPath(path) ?? path) : path)

export type Places = { names: ReadonlyMap<string, string>; overlays: ReadonlyMap<string, Overlay> }
export async function placesOf(ctx: Ctx, grants: readonly HeldGrant[]): Promise<Places> {
  const paths = new Set(grants.filter((grant) => grant.overlayId === null).map((grant) => areaPathOf(grant.path)))
  return { names: new Map((await areasAt(ctx, [...paths])).map((area) => [area.path, area.name])), overlays: await overlaysOf(ctx, grants) }
}

export const nameAt = (grant: HeldGrant, { names, overlays }: Places): string =>
  (grant.overlayId === null ? names.get(areaPathOf(grant.path)) : overlays.get(grant.overlayId)?.name) ?? ''
