// Which area or grid an operation is about, asked for with its permission; all within one community.
import { answerabilityErrors } from '@xiaomen/contract'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { type Area, findArea, findOverlay } from '../../areas/index.ts'
import { notFound } from '../hands.ts'

export async function areaFor(ctx: Ctx, permission: string, areaId: string): Promise<Area> {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must(permission, area)
  if (area.communityId) ctx.audit.communityId(area.communityId)
  return area
}
/** An area within one community, and that community. */
export async function withinCommunity(ctx: Ctx, permission: string, areaId: string): Promise<{ area: Area; community: Area }> {
  const area = await areaFor(ctx, permission, areaId)
  const community = area.communityId === null ? null : await findArea(ctx, area.communityId)
  if (!community) throw fail(answerabilityErrors, 'answerability.not_one_community')
  return { area, community }
}

export type Asked = { at: 'area' | 'grid'; id: string }
export type Spot = { at: 'area' | 'grid'; id: string; kind: string; path: string; paths: readonly string[]; communityId: string }
export async function spotFor(ctx: Ctx, permission: string, { at, id }: Asked): Promise<Spot> {
  if (at === 'grid') {
    const grid = await findOverlay(ctx, id)
    if (grid?.kind !== 'grid') throw notFound()
    ctx.must(permission, grid)
    if (grid.communityId === null) throw fail(answerabilityErrors, 'answerability.not_one_community')
    ctx.audit.communityId(grid.communityId)
    return { at, id, kind: 'grid', path: grid.path, paths: grid.areaPaths, communityId: grid.communityId }
  }
  const { area, community } = await withinCommunity(ctx, permission, id)
  return { at, id, kind: area.level, path: area.path, paths: [area.path], communityId: community.id }
}
