import { cron, type Services } from '../../platform/module.ts'
import { settleCommunity as settleCarers } from '../answerability/index.ts'
import { areasUnder } from '../areas/index.ts'
import { settleCommunity } from './people.ts'
import { tellOverdue } from './turns.ts'

/** Each community in a transaction of its own: one that fails keeps no other from its morning. */
export async function morning(services: Services): Promise<void> {
  const communities = await services.asSystem('care.look', async (ctx) => (await areasUnder(ctx, '/')).filter((area) => area.level === 'community'))
  for (const { id } of communities) {
    try {
      await services.asSystem('care.morning', async (ctx) => {
        await settleCarers(ctx, id)
        await settleCommunity(ctx, id)
        await tellOverdue(ctx, id)
      })
    } catch (error) {
      services.log.error({ err: error, communityId: id }, 'the care of a community was not brought up to the day')
    }
  }
  services.wakeRelay()
}

export const jobs = [cron('30 6 * * *', 'care.morning', morning)]
