import { foreignEvents, occupationsEvents, registryEvents } from '@xiaomen/contract'
import { on } from '../../platform/module.ts'
import { bringUpToDate } from './owed.ts'
import { findRound } from './repo.ts'

// Each may run twice for one event and in any order; running it again must change nothing.
export const reactions = [
  on(foreignEvents.placed, 'keyTestElsewhere', async (ctx, { communityId }) => {
    if (await findRound(ctx, communityId)) await bringUpToDate(ctx, communityId)
  }),
  on(occupationsEvents.noted, 'keyTestNoted', (ctx, { communityId }) => bringUpToDate(ctx, communityId)),
  // Samples of a round come by the hundred: the clock counts them, every ten minutes. Who is due is asked of the samples themselves.
  on(registryEvents.personMerged, 'keyTestMerged', async (ctx, { communityId }) => {
    if (await findRound(ctx, communityId)) await bringUpToDate(ctx, communityId)
  }),
]
