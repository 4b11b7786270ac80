import { postureEvents, registryEvents } from '@xiaomen/contract'
import { on } from '../../platform/module.ts'
import { findArea } from '../areas/index.ts'
import { follow } from './follow.ts'
import { peopleWithSignals } from './repo/signal.ts'
import { settle } from './settle.ts'

// Each may run twice for one event and in any order; running it again must change nothing.
export const reactions = [
  on(registryEvents.personMoved, 'followPerson', (ctx, { communityId, personId }) => follow(ctx, communityId, [personId])),
  on(registryEvents.personMerged, 'followMerge', (ctx, { communityId, personId, otherId }) => follow(ctx, communityId, [personId, otherId])),
  on(registryEvents.personUnmerged, 'followUnmerge', (ctx, { communityId, personId, otherId }) => follow(ctx, communityId, [personId, otherId])),
  on(registryEvents.homesMerged, 'followHomes', (ctx, { communityId, homeId, otherId }) => follow(ctx, communityId, [homeId, otherId])),
  on(registryEvents.homesUnmerged, 'followHomesBack', (ctx, { communityId, homeId, otherId }) => follow(ctx, communityId, [homeId, otherId])),
  on(registryEvents.homeMoved, 'followMovedHomes', (ctx, { communityId, homeIds }) => follow(ctx, communityId, homeIds)),
  // Another pack holds there: what the same signals come to is another thing.
  on(postureEvents.changed, 'judgeAnew', async (ctx, { areaId }) => {
    const area = await findArea(ctx, areaId)
    if (!area) return
    const people = Map.groupBy(await peopleWithSignals(ctx, area.path), (one) => one.communityId)
    for (const [communityId, ones] of people)
      await settle(
        ctx,
        communityId,
        ones.map((one) => one.personId),
      )
  }),
]
