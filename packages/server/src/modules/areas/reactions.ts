import { areasEvents } from '@xiaomen/contract'
import { on } from '../../platform/module.ts'
import { resettleOverlays, settle } from './move-area.ts'
import { findArea } from './repo/area.ts'
import { listOverlays } from './repo/overlay.ts'

export const reactions = [
  // As the system: a cut-area may reach further than whoever moved a part of it sees.
  on(areasEvents.areaMoved, 'resettleOverlays', async (ctx, { areaId }) => {
    const area = await findArea(ctx, areaId)
    if (area) await resettleOverlays(ctx, area.path)
  }),
  on(areasEvents.overlayChanged, 'settleOverlay', async (ctx, { overlayId }) => settle(ctx, await listOverlays(ctx, [overlayId]))),
]
