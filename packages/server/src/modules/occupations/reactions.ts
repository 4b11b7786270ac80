import { foreignEvents, occupationsEvents, registryEvents, testingEvents } from '@xiaomen/contract'
import { on } from '../../platform/module.ts'
import { bringUpToDate } from './owed.ts'
import { findRound } from './repo.ts'

// Each may run twice for one event and in any order; running it again must change nothing.
export const reactions = [
  on(foreignEvents.placed, 'keyTestElsewhere', async (ctx, { communityId }) => {
    if (await findRound(ctx, communityId)) await bringUpToDate(ctx, communityId)
  }),
  on(occupationsEvents.noted, 'keyTestNoted', (ctx, { communityId }) => bringUpToDate(ctx, communityId)),
  // A round of testing that changes has sampled many; single samples are counted by the clock.
  on(testingEvents.changed, 'keyTestRound', async (ctx, { communityId }) => {
    if (await findRound(ctx, communityId)) await bringUpToDate(ctx, communityId)
  }),
  on(registryEvents.personMerged, 'keyTestMerged', async (ctx, { communityId }) => {
    if (await findRound(ctx, communityId)) await bringUpToDate(ctx, communityId)
  }),
]
