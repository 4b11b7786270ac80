import { type areas, areasErrors } from '@xiaomen/contract'
import { commonPath } from '@xiaomen/rules/areas'
import type { Ctx } from '../../../platform/ctx.ts'
import { AppError, fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { tellOverlay } from '../move-area.ts'
import { membersOf, putOverlay } from '../put-overlay.ts'
import { noteHistory } from '../repo/history.ts'
import * as overlayRepo from '../repo/overlay.ts'
import type { Overlay } from '../repo/overlay.ts'
import { areaOf, overlayView } from './views.ts'

type Areas = Handlers<typeof areas>

async function lockOverlay(ctx: Ctx, id: string, version: number | undefined): Promise<Overlay> {
  const found = await overlayRepo.findOverlay(ctx, id)
  if (!found) throw new AppError('request.not_found', 404)
  ctx.must('areas.edit', found)
  await overlayRepo.lockOverlays(ctx)
  const overlay = await overlayRepo.findOverlay(ctx, id)
  if (overlay?.version !== version) throw fail(areasErrors, 'areas.changed_meanwhile')
  return overlay!
}

export const setOverlay: Areas['setOverlay'] = async (ctx, { id, version, ...wanted }) => {
  const existing = id === undefined ? null : await lockOverlay(ctx, id, version)
  const members = await membersOf(ctx, wanted.areaIds)
  ctx.must('areas.edit', { path: commonPath(members.map((area) => area.path)) })
  const overlay = await putOverlay(ctx, existing ? { ...wanted, id: existing.id } : wanted)
  await tellOverlay(ctx, overlay)
  // What it no longer holds lies elsewhere, perhaps beyond what it holds now.
  if (existing !== null && existing.path !== overlay.path) await tellOverlay(ctx, existing)
  return overlayView(overlay)
}

export const endOverlay: Areas['endOverlay'] = async (ctx, { overlayId, on, version }) => {
  const overlay = await lockOverlay(ctx, overlayId, version)
  if (on < overlay.from) throw fail(areasErrors, 'areas.ends_before_start')
  // Put off, it might meet the next one of these buildings: that is a change, and asks what a change asks.
  if (overlay.until !== null && on > overlay.until) await putOverlay(ctx, { ...overlay, until: on })
  else {
    await overlayRepo.updateEnd(ctx, overlayId, on)
    await noteHistory(ctx, [{ subject: overlay, what: 'ended', before: { until: overlay.until }, after: { until: on } }])
  }
  await tellOverlay(ctx, overlay)
  return overlayView({ ...overlay, until: on, version: version + 1 })
}

export const listOverlays: Areas['listOverlays'] = async (ctx, { kind, areaId, at, after }) => {
  let paths: string[]
  if (areaId === undefined) paths = ctx.paths('areas.read')
  else {
    const area = await areaOf(ctx, areaId)
    ctx.must('areas.read', area)
    paths = [area.path]
  }
  const { overlays, next } = await overlayRepo.listOverlayPage(ctx, { paths, kind, at, after })
  return { overlays: overlays.map(overlayView), next }
}
