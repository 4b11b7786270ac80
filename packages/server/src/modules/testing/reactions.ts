import { registryEvents, testingEvents } from '@xiaomen/contract'
import { on } from '../../platform/module.ts'
import { listRunningIn } from './repo/campaign.ts'
import { leaveRoster } from './roster.ts'
import { settleSamples } from './settle.ts'

// Each may run twice for one event and in any order; running it again must change nothing.
export const reactions = [
  on(testingEvents.sampled, 'settle', (ctx, { communityId }) => settleSamples(ctx, communityId)),
  on(registryEvents.personMoved, 'leaveRoster', async (ctx, { communityId, personId }) => {
    for (const { id } of await listRunningIn(ctx, communityId)) await leaveRoster(ctx, communityId, id, personId)
  }),
]
