import { registryEvents } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { on } from '../../platform/module.ts'
import { findHome } from '../registry/index.ts'
import { listOpenOfCommunity } from './repo/sweep.ts'
import { syncSweep } from './sync.ts'

const syncCommunity = async (ctx: Ctx, { communityId }: { communityId: string }): Promise<void> => {
  for (const sweep of await listOpenOfCommunity(ctx, communityId)) await syncSweep(ctx, sweep.id)
}

// Each may run twice for one event and in any order; running it again changes nothing.
export const reactions = [
  on(registryEvents.homeAdded, 'sweepAddedHome', async (ctx, { communityId, homeId }) => {
    const home = await findHome(ctx, homeId)
    if (!home) return
    for (const sweep of await listOpenOfCommunity(ctx, communityId)) if (home.path.startsWith(sweep.area_path)) await syncSweep(ctx, sweep.id)
  }),
  // A door that came into the area is expected; one that became part of another is not looked for, until that is taken back.
  on(registryEvents.homeMoved, 'sweepMovedHomes', syncCommunity),
  on(registryEvents.homesMerged, 'sweepMergedHomes', syncCommunity),
  on(registryEvents.homesUnmerged, 'sweepUnmergedHomes', syncCommunity),
  on(registryEvents.ledgerImported, 'sweepImportedHomes', syncCommunity),
  on(registryEvents.ledgerImportUndone, 'forgetImportedHomes', syncCommunity),
]
