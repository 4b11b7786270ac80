import { type areas, areasErrors } from '@xiaomen/contract'
import { commonPath, levelsUnder, outermost } from '@xiaomen/rules/areas'
import { AppError, fail } from '../../platform/error.ts'
import type { Handlers } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import { insertAreas } from './insert-areas.ts'
import { membersOf, putOverlay } from './put-overlay.ts'
import * as areaRepo from './repo/area.ts'
import type { Area } from './repo/area.ts'
import * as overlayRepo from './repo/overlay.ts'
import type { Overlay } from './repo/overlay.ts'

type Areas = Handlers<typeof areas>

const areaView = ({ id, parentId, level, name, path, communityId, homes }: Area) => ({ id, parentId, level, name, path, communityId, homes })
const overlayView = ({ id, kind, name, areaIds, from, until, communityId }: Overlay) => ({ id, kind, name, areaIds, from, until, communityId })
const notFound = () => new AppError('request.not_found', 404)

export const listTree: Areas['listTree'] = async (ctx, { rootId }) => {
  let paths: string[]
  if (rootId === undefined) paths = ctx.paths('areas.read')
  else {
    const root = await areaRepo.findArea(ctx, rootId)
    if (!root) throw notFound()
    ctx.must('areas.read', root)
    paths = [root.path]
  }
  const found = new Map<string, Area>()
  for (const path of outermost(paths)) {
    // The street's number of homes is not the business of one building's stair head: above the own area only names.
    for (const area of await areaRepo.chainOf(ctx, path))
      found.set(area.id, paths.includes(area.path) ? area : { ...area, homes: found.get(area.id)?.homes ?? 0 })
    for (const area of await areaRepo.areasUnder(ctx, path)) found.set(area.id, area)
  }
  return { areas: [...found.values()].map(areaView), overlays: (await overlayRepo.listOverlaysNear(ctx, paths, localDay(ctx.now))).map(overlayView) }
}

export const addArea: Areas['addArea'] = async (ctx, { parentId, level, name }) => {
  const parent = parentId === null ? null : await areaRepo.findArea(ctx, parentId)
  if (parentId !== null && !parent) throw notFound()
  ctx.must('areas.edit', { path: parent?.path ?? '/' })
  if (!levelsUnder(parent?.level ?? null).includes(level)) throw fail(areasErrors, 'areas.level_not_under')
  await areaRepo.lockParents(ctx, [parentId])
  if (await areaRepo.isNameTaken(ctx, parentId, name, null)) throw fail(areasErrors, 'areas.name_taken')
  const [area] = await insertAreas(ctx, [{ parentId, level, name }])
  return areaView(area!)
}

export const renameArea: Areas['renameArea'] = async (ctx, { areaId, name }) => {
  const area = await areaRepo.findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must('areas.edit', area)
  await areaRepo.lockParents(ctx, [area.parentId])
  if (await areaRepo.isNameTaken(ctx, area.parentId, name, area.id)) throw fail(areasErrors, 'areas.name_taken')
  await areaRepo.updateName(ctx, area.id, name)
  return areaView({ ...area, name })
}

export const setOverlay: Areas['setOverlay'] = async (ctx, input) => {
  const { id, ...wanted } = input
  const existing = id === undefined ? null : await overlayRepo.findOverlay(ctx, id)
  if (id !== undefined && !existing) throw notFound()
  if (existing) ctx.must('areas.edit', existing)
  const members = await membersOf(ctx, wanted.areaIds)
  ctx.must('areas.edit', { path: commonPath(members.map((area) => area.path)) })
  return overlayView(await putOverlay(ctx, existing ? { ...wanted, id: existing.id } : wanted))
}
