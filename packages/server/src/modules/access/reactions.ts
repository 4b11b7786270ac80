import { areasEvents } from '@xiaomen/contract'
import { on } from '../../platform/module.ts'
import { findArea, listOverlays } from '../areas/index.ts'
import { listOverlayPlaces, updateOverlayPlace } from './repo/grant.ts'
import { resettleAccounts } from './repo/resettle.ts'
import { forgetActors } from './sessions.ts'

export const reactions = [
  // The paths of grants, accounts and sessions have moved along; whose grants reach beyond the moved area belongs to another smallest area now.
  on(areasEvents.areaMoved, 'areaMoved', async (ctx, { areaId }) => {
    const area = await findArea(ctx, areaId)
    if (area) await resettleAccounts(ctx, area.path)
    forgetActors()
  }),
  // What a grant on a grid opens is worked out from its members as they are; only the row itself must be found by whoever governs them.
  on(areasEvents.overlayChanged, 'overlayChanged', async (ctx, { communityId }) => {
    const community = communityId === null ? null : await findArea(ctx, communityId)
    const given = await listOverlayPlaces(ctx, community?.path ?? '/')
    const overlays = await listOverlays(
      ctx,
      given.map((one) => one.overlayId),
    )
    const moved = overlays.filter((overlay) => given.some((one) => one.overlayId === overlay.id && one.path !== overlay.path))
    for (const overlay of moved) await updateOverlayPlace(ctx, overlay.id, overlay.path)
    if (moved.length > 0) await resettleAccounts(ctx, community?.path ?? '/')
    forgetActors()
  }),
]
