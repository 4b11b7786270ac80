// An area moves with everything beneath it: its own row, the counters above, and by platform.move_paths all that hangs on its path.
import { areasErrors, areasEvents } from '@xiaomen/contract'
import { commonPath, contains, moveProblem, type MoveProblem, outermost } from '@xiaomen/rules/areas'
import type { Ctx } from '../../platform/ctx.ts'
import { AppError, fail } from '../../platform/error.ts'
import { movePaths } from '../../platform/paths.ts'
import { localDay } from '../../platform/time.ts'
import { EXCLUSIVE } from './put-overlay.ts'
import * as areaRepo from './repo/area.ts'
import type { Area } from './repo/area.ts'
import { noteHistory } from './repo/history.ts'
import * as overlayRepo from './repo/overlay.ts'
import type { Overlay } from './repo/overlay.ts'

export type Obstacle = { problem: MoveProblem | 'name_taken' } | { problem: 'overlap'; overlap: string }

/** What stands against a move, or null. */
export async function obstacleOf(ctx: Ctx, area: Area, parent: Area | null, name: string): Promise<Obstacle | null> {
  const problem = moveProblem(area, parent)
  if (problem !== null) return { problem }
  if (await areaRepo.isNameTaken(ctx, parent?.id ?? null, name, area.id)) return { problem: 'name_taken' }
  const overlap = parent === null ? null : await overlapOf(ctx, area, parent)
  return overlap === null ? null : { problem: 'overlap', overlap }
}

/** A building of one grid cannot come to lie in another: it would be counted twice. The name of that other. */
async function overlapOf(ctx: Ctx, area: Area, parent: Area): Promise<string | null> {
  const near = (await overlayRepo.listOverlaysNear(ctx, [area.path, parent.path], localDay(ctx.now))).filter((one) => EXCLUSIVE.includes(one.kind))
  const inside = near.filter((one) => one.areaPaths.some((path) => contains(area.path, path)))
  const around = near.filter((one) => one.areaPaths.some((path) => contains(path, parent.path)))
  const met = around.find((one) => inside.some((other) => other.id !== one.id && other.kind === one.kind && meet(one, other)))
  return met?.name ?? null
}
const meet = (a: { from: string; until: string | null }, b: { from: string; until: string | null }) =>
  (a.until === null || b.from <= a.until) && (b.until === null || a.from <= b.until)

/**
 * Moves an area under another one (null: to the top), perhaps under another name. Permission is the caller's business.
 * @throws what stands against it; `areas.changed_meanwhile` when `version` is no longer the area's
 */
export async function relocateArea(
  ctx: Ctx,
  areaId: string,
  toParentId: string | null,
  { name, version }: { name?: string | undefined; version?: number } = {},
): Promise<Area> {
  const found = await findBoth(ctx, areaId, toParentId)
  await areaRepo.lockParents(ctx, [...new Set([areaId, found.area.parentId, toParentId])])
  await overlayRepo.lockOverlays(ctx)
  // As they are now that nobody else may move them.
  const { area, parent } = await findBoth(ctx, areaId, toParentId)
  if ((version !== undefined && version !== area.version) || area.parentId !== found.area.parentId) throw fail(areasErrors, 'areas.changed_meanwhile')
  const newName = name ?? area.name
  const obstacle = await obstacleOf(ctx, area, parent, newName)
  if (obstacle !== null) throw refusalOf(obstacle)

  const from = area.parentId === null ? null : await areaRepo.findArea(ctx, area.parentId)
  const ordinal = ((await areaRepo.lastOrdinals(ctx, [toParentId])).get(toParentId) ?? 0) + 1
  const moved: Area = { ...area, parentId: toParentId, ordinal, name: newName, path: `${parent?.path ?? '/'}${ordinal}/`, version: area.version + 1 }
  if (from !== null) await areaRepo.setHomeCount(ctx, new Map([[from.id, -area.homes]]))
  await areaRepo.updateMoved(ctx, moved)
  await areaRepo.keepLastOrdinals(ctx, new Map([[toParentId, ordinal]]))
  await movePaths(ctx, area.path, moved.path)
  if (parent !== null) await areaRepo.setHomeCount(ctx, new Map([[parent.id, area.homes]]))
  const stateOf = (name: string, under: Area | null) => ({ name, parentId: under?.id ?? null, parentName: under?.name ?? null })
  await noteHistory(ctx, [{ subject: moved, what: 'moved', before: stateOf(area.name, from), after: stateOf(newName, parent) }])
  await ctx.emit(areasEvents.areaMoved, { communityId: moved.communityId, areaId, fromId: from?.id ?? null })
  return moved
}

async function findBoth(ctx: Ctx, areaId: string, toParentId: string | null): Promise<{ area: Area; parent: Area | null }> {
  const area = await areaRepo.findArea(ctx, areaId)
  const parent = toParentId === null ? null : await areaRepo.findArea(ctx, toParentId)
  if (!area || (toParentId !== null && !parent)) throw new AppError('request.not_found', 404)
  return { area, parent }
}

const refusalOf = (obstacle: Obstacle) => fail(areasErrors, `areas.${obstacle.problem}`, 'overlap' in obstacle ? { name: obstacle.overlap } : undefined)

export async function tellOverlay(ctx: Ctx, { id, path, communityId }: Pick<Overlay, 'id' | 'path' | 'communityId'>): Promise<void> {
  const [area] = await areaRepo.listAreasAt(ctx, [path])
  await ctx.emit(areasEvents.overlayChanged, { communityId, areaId: area?.id ?? null, overlayId: id })
}

/**
 * A building that was split off, or that another becomes part of, lies in the grids and cut-areas of that other one, unless it lies in some of the
 * kind already. Where these lie then is settled as the system: they may reach further than whoever splits a building sees.
 */
export async function joinOverlays(ctx: Ctx, from: Area, to: Area): Promise<void> {
  await overlayRepo.lockOverlays(ctx)
  const around = await overlayRepo.listOverlaysNear(ctx, [to.path], '0001-01-01')
  for (const overlay of (await overlayRepo.listOverlaysTouching(ctx, from.path)).filter((one) => one.areaPaths.includes(from.path))) {
    const covers = around.filter((one) => one.areaPaths.some((path) => contains(path, to.path)) && meet(one, overlay))
    const isCovered = covers.some((one) => one.id === overlay.id || (EXCLUSIVE.includes(one.kind) && one.kind === overlay.kind))
    if (!isCovered) await overlayRepo.insertMember(ctx, overlay.id, to)
    await tellOverlay(ctx, overlay)
  }
}

/** After a move: overlays with a member there lie where their members lie now, and a member inside another is one too many. */
export async function resettleOverlays(ctx: Ctx, path: string): Promise<void> {
  await settle(ctx, await overlayRepo.listOverlaysTouching(ctx, path))
}
export async function settle(ctx: Ctx, overlays: readonly Overlay[]): Promise<void> {
  for (const overlay of overlays) {
    const kept = outermost(overlay.areaPaths)
    const place = commonPath(kept)
    if (place === overlay.path && kept.length === overlay.areaPaths.length) continue
    await overlayRepo.updatePlace(ctx, overlay.id, place, kept)
    await tellOverlay(ctx, { ...overlay, path: place })
  }
}
