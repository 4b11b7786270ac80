import { foreignEvents, registryEvents, testingEvents } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { on } from '../../platform/module.ts'
import { findPerson } from '../registry/index.ts'
import { countElsewhere, tellPositives } from './count.ts'
import { moveResults } from './repo/result.ts'

/** What is known of somebody is seen where they live now. */
async function follow(ctx: Ctx, communityId: string, personId: string): Promise<void> {
  const person = await findPerson(ctx, personId)
  if (person?.communityId === communityId) await moveResults(ctx, { communityId, personId }, { homeId: person.homeId, path: person.path })
}

// Each may run twice for one event and in any order; running it again must change nothing.
export const reactions = [
  on(foreignEvents.placed, 'countElsewhere', async (ctx, { communityId }) => {
    await tellPositives(ctx, communityId)
    await countElsewhere(ctx, communityId)
  }),
  // A round that began, or whose roster was written since, finds who was tested elsewhere before.
  on(testingEvents.changed, 'countForRound', (ctx, { communityId }) => countElsewhere(ctx, communityId)),
  on(registryEvents.personMoved, 'followPerson', (ctx, { communityId, personId }) => follow(ctx, communityId, personId)),
]
