import type { Ctx } from '../../../platform/ctx.ts'
import { AppError } from '../../../platform/error.ts'
import { type Area, findArea } from '../repo/area.ts'
import type { Overlay } from '../repo/overlay.ts'

export const areaView = ({ id, parentId, level, name, path, communityId, homes, version, code, codeYear, classCode }: Area) => ({
  id,
  parentId,
  level,
  name,
  path,
  communityId,
  homes,
  version,
  code,
  codeYear,
  classCode,
})
export const overlayView = ({ id, kind, name, areaIds, from, until, communityId, version }: Overlay) => ({
  id,
  kind,
  name,
  areaIds,
  from,
  until,
  communityId,
  version,
})

export async function areaOf(ctx: Ctx, id: string): Promise<Area> {
  const area = await findArea(ctx, id)
  if (!area) throw new AppError('request.not_found', 404)
  return area
}
