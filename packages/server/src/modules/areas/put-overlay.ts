import { areasErrors } from '@xiaomen/contract'
import { type OverlayKind, commonPath, outermost } from '@xiaomen/rules/areas'
import type { Ctx } from '../../platform/ctx.ts'
import { AppError, fail } from '../../platform/error.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { type Area, listAreas } from './repo/area.ts'
import { noteHistory } from './repo/history.ts'
import * as overlayRepo from './repo/overlay.ts'
import type { Overlay } from './repo/overlay.ts'

type NewOverlay = { id?: string; kind: OverlayKind; name: string; areaIds: readonly string[]; from: string; until: string | null }

/** Kinds of which a place may lie in one at a time: whatever is counted by them would be counted twice. */
export const EXCLUSIVE: readonly OverlayKind[] = ['grid', 'cutArea']

/** The members as they are in the tree, an area inside another member left out. Throws 404 when one is not to be seen. */
export async function membersOf(ctx: Ctx, areaIds: readonly string[]): Promise<Area[]> {
  const ids = new Set(areaIds)
  const found = await listAreas(ctx, [...ids])
  if (found.length < ids.size) throw new AppError('request.not_found', 404)
  const kept = new Set(outermost(found.map((area) => area.path)))
  return found.filter((area) => kept.has(area.path))
}

const stateOf = ({ name, from, until, areaIds }: Pick<Overlay, 'name' | 'from' | 'until' | 'areaIds'>) => ({ name, from, until, areaIds })

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
  if (overlay.until !== null && overlay.until < overlay.from) throw fail(areasErrors, 'areas.ends_before_start')
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
  const before = wanted.id === undefined ? null : await overlayRepo.findOverlay(ctx, wanted.id)
  await overlayRepo.saveOverlay(ctx, overlay, members, before === null)
  const areaIds = members.map((area) => area.id)
  await noteHistory(ctx, [
    { subject: overlay, what: before === null ? 'drawn' : 'redrawn', before: before && stateOf(before), after: stateOf({ ...overlay, areaIds }) },
  ])
  return { ...overlay, areaIds, areaPaths: members.map((area) => area.path), version: (before?.version ?? 0) + 1 }
}
