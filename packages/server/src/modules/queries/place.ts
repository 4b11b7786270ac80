// Where a query is asked: an area, or one grid of it.
import { commonPath } from '@xiaomen/rules/areas'
import type { Ctx } from '../../platform/ctx.ts'
import { AppError } from '../../platform/error.ts'
import { localDay } from '../../platform/time.ts'
import { type Area, chainOf, findArea, listOverlaysOf } from '../areas/index.ts'

export type AskedPlace = { area: Area; name: string; paths: string[]; path: string; communityId: string; communityPath: string }

export const notFound = () => new AppError('request.not_found', 404)

/** After asking whether this may be done there: of a grid, in every part of it. @throws 404 for what is not there or not visible */
export async function placeFor(ctx: Ctx, permission: string, { areaId, gridId }: { areaId: string; gridId?: string | undefined }): Promise<AskedPlace> {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  const community = (await chainOf(ctx, area.path)).find(({ level }) => level === 'community')
  const kept = { communityId: area.communityId ?? area.id, communityPath: community?.path ?? area.path }
  ctx.audit.communityId(kept.communityId)
  if (gridId === undefined) {
    ctx.must(permission, area)
    return { area, name: area.name, paths: [area.path], path: area.path, ...kept }
  }
  const grid = (await listOverlaysOf(ctx, 'grid', area.path, localDay(ctx.now))).find(({ id }) => id === gridId)
  const paths = grid?.areaPaths.filter((path) => path.startsWith(area.path)) ?? []
  if (!grid || paths.length === 0) throw notFound()
  for (const path of paths) ctx.must(permission, { path })
  return { area, name: `${area.name} ${grid.name}`, paths, path: commonPath(paths), ...kept }
}
