import { type areas, areasErrors, areasEvents } from '@xiaomen/contract'
import { levelsUnder, outermost } from '@xiaomen/rules/areas'
import type { Ctx } from '../../../platform/ctx.ts'
import { AppError, fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { insertAreas } from '../insert-areas.ts'
import { obstacleOf, relocateArea } from '../move-area.ts'
import * as areaRepo from '../repo/area.ts'
import type { Area } from '../repo/area.ts'
import { listHistory as listChanges, noteHistory } from '../repo/history.ts'
import * as overlayRepo from '../repo/overlay.ts'
import { areaOf, areaView, overlayView } from './views.ts'

type Areas = Handlers<typeof areas>

export const listTree: Areas['listTree'] = async (ctx, { rootId }) => {
  let paths: string[]
  if (rootId === undefined) paths = ctx.paths('areas.read')
  else {
    const root = await areaOf(ctx, rootId)
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
  const parent = parentId === null ? null : await areaOf(ctx, parentId)
  ctx.must('areas.edit', { path: parent?.path ?? '/' })
  if (!levelsUnder(parent?.level ?? null).includes(level)) throw fail(areasErrors, 'areas.level_not_under')
  await areaRepo.lockParents(ctx, [parentId])
  if (await areaRepo.isNameTaken(ctx, parentId, name, null)) throw fail(areasErrors, 'areas.name_taken')
  const [area] = await insertAreas(ctx, [{ parentId, level, name }])
  await ctx.emit(areasEvents.areaAdded, { communityId: area!.communityId, areaId: area!.id })
  return areaView(area!)
}

/** The area as it is now that nobody else may change it. @throws when it is no longer what was looked at */
async function lockArea(ctx: Ctx, id: string, version: number): Promise<Area> {
  const found = await areaOf(ctx, id)
  ctx.must('areas.edit', found)
  await areaRepo.lockParents(ctx, [found.parentId, found.id])
  const area = await areaOf(ctx, id)
  if (area.version !== version || area.parentId !== found.parentId) throw fail(areasErrors, 'areas.changed_meanwhile')
  return area
}

export const renameArea: Areas['renameArea'] = async (ctx, { areaId, name, version }) => {
  const area = await lockArea(ctx, areaId, version)
  if (name === area.name) return areaView(area)
  if (await areaRepo.isNameTaken(ctx, area.parentId, name, area.id)) throw fail(areasErrors, 'areas.name_taken')
  await areaRepo.updateName(ctx, area.id, name)
  await noteHistory(ctx, [{ subject: area, what: 'renamed', before: { name: area.name }, after: { name } }])
  await ctx.emit(areasEvents.areaRenamed, { communityId: area.communityId, areaId })
  return areaView({ ...area, name, version: version + 1 })
}

/** Whoever takes an area away from one place and puts it into another governs both. */
async function mustMove(ctx: Ctx, areaId: string, toParentId: string | null): Promise<{ area: Area; parent: Area | null }> {
  const area = await areaOf(ctx, areaId)
  const from = area.parentId === null ? null : await areaOf(ctx, area.parentId)
  const parent = toParentId === null ? null : await areaOf(ctx, toParentId)
  ctx.must('areas.edit', { path: from?.path ?? '/' })
  ctx.must('areas.edit', { path: parent?.path ?? '/' })
  ctx.must('areas.edit', area)
  return { area, parent }
}

export const previewMove: Areas['previewMove'] = async (ctx, { areaId, toParentId, name }) => {
  const { area, parent } = await mustMove(ctx, areaId, toParentId)
  const obstacle = await obstacleOf(ctx, area, parent, name ?? area.name)
  return {
    problem: obstacle?.problem ?? null,
    overlap: obstacle !== null && 'overlap' in obstacle ? obstacle.overlap : null,
    homes: area.homes,
    areas: (await areaRepo.areasUnder(ctx, area.path)).length - 1,
    along: await areaRepo.countAt(ctx, area.path),
  }
}

export const moveArea: Areas['moveArea'] = async (ctx, { areaId, toParentId, name, version }) => {
  await mustMove(ctx, areaId, toParentId)
  return areaView(await relocateArea(ctx, areaId, toParentId, { name, version }))
}

export const removeArea: Areas['removeArea'] = async (ctx, { areaId, version }) => {
  const area = await lockArea(ctx, areaId, version)
  const from = area.parentId === null ? null : await areaOf(ctx, area.parentId)
  ctx.must('areas.edit', { path: from?.path ?? '/' })
  if (area.homes > 0) throw fail(areasErrors, 'areas.not_empty', { kind: 'registry.home' })
  if ((await areaRepo.areasUnder(ctx, area.path)).length > 1) throw fail(areasErrors, 'areas.not_empty', { kind: 'areas.area' })
  const [left] = await areaRepo.countAt(ctx, area.path)
  if (left) throw fail(areasErrors, 'areas.not_empty', { kind: left.kind })
  await noteHistory(ctx, [
    {
      subject: area,
      what: 'removed',
      before: { name: area.name, level: area.level, parentId: area.parentId, parentName: from?.name ?? null, code: area.code },
    },
  ])
  await areaRepo.removeAreas(ctx, [areaId])
  await ctx.emit(areasEvents.areaRemoved, { communityId: area.communityId, areaId, fromId: area.parentId })
  return {}
}

export const listHistory: Areas['listHistory'] = async (ctx, asked) => {
  if ('areaId' in asked) ctx.must('areas.read', await areaOf(ctx, asked.areaId))
  else {
    const overlay = await overlayRepo.findOverlay(ctx, asked.overlayId)
    if (!overlay) throw new AppError('request.not_found', 404)
    ctx.must('areas.read', overlay)
  }
  return listChanges(ctx, 'areaId' in asked ? asked.areaId : asked.overlayId, asked.after)
}
