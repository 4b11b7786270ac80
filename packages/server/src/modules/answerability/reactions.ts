import { registryEvents } from '@xiaomen/contract'
import { on } from '../../platform/module.ts'
import { findHandOf } from './repo/hand.ts'
import { settleCommunity } from './settle.ts'

export const reactions = [
  // A party-member home that moved away looks after nobody there any more.
  on(registryEvents.personMoved, 'handMoved', async (ctx, { communityId, personId }) => {
    if (await findHandOf(ctx, communityId, { personIds: [personId] })) await settleCommunity(ctx, communityId)
  }),
]
