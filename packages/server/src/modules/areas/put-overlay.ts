import { areasErrors } from '@xiaomen/contract'
import { type OverlayKind, commonPath, outermost } from '@xiaomen/rules/areas'
import type { Ctx } from '../../platform/ctx.ts'
import { AppError, fail } from '../../platform/error.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { type Area, listAreas } from './repo/area.ts'
import * as overlayRepo from './repo/overlay.ts'
import type { Overlay } from './repo/overlay.ts'

type NewOverlay = { id?: string; kind: OverlayKind; name: string; areaIds: readonly string[]; from: string; until: string | null }

/** Kinds of which a place may lie in one at a time: whatever is counted by them would be counted twice. */
const EXCLUSIVE: readonly OverlayKind[] = ['grid', 'cutArea']

/** The members as they are in the tree, an area inside another member left out. Throws 404 when one is not to be seen. */
export async function membersOf(ctx: Ctx, areaIds: readonly string[]): Promise<Area[]> {
  const ids = new Set(areaIds)
  const found = await listAreas(ctx, [...ids])
  if (found.length < ids.size) throw new AppError('request.not_found', 404)
  const kept = new Set(outermost(found.map((area) => area.path)))
  return found.filter((area) => kept.has(area.path))
}

/** Makes or replaces an overlay. Permission is the caller's business. */
export async function putOverlay(ctx: Ctx, wanted: NewOverlay): Promise<Overlay> {
  const members = await membersOf(ctx, wanted.areaIds)
  const communities = new Set(members.map((area) => area.communityId))
  const communityId = communities.size === 1 ? members[0]!.communityId : null
  if (wanted.kind === 'grid' && communityId === null) throw fail(areasErrors, 'areas.not_one_community')
  const overlay = {
    id: wanted.id ?? uuidv7(),
    kind: wanted.kind,
    name: wanted.name,
    path: commonPath(members.map((area) => area.path)),
    communityId,
    from: wanted.from,
    until: wanted.until,
  }
  if (overlay.until !== null && overlay.until < overlay.from) throw new AppError('request.invalid', 400)
  await overlayRepo.lockOverlays(ctx)
  if (await overlayRepo.isOverlayNameTaken(ctx, overlay)) throw fail(areasErrors, 'areas.name_taken')
  if (EXCLUSIVE.includes(overlay.kind)) {
    const other = await overlayRepo.findOverlap(
      ctx,
      overlay,
      members.map((area) => area.path),
    )
    if (other) throw fail(areasErrors, 'areas.overlap', { name: other.name })
  }
  await overlayRepo.saveOverlay(ctx, overlay, members, wanted.id === undefined)
  return { ...overlay, areaIds: members.map((area) => area.id), areaPaths: members.map((area) => area.path) }
}
