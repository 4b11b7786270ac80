import { cron, type Services } from '../../platform/module.ts'
import { listCaring } from './repo/slot.ts'
import { settleCommunity } from './settle.ts'

/** Days begin and end, accounts are ended, grids are drawn anew: each community in a transaction of its own. */
export async function settleAll(services: Services): Promise<void> {
  for (const communityId of await services.asSystem('answerability.look', listCaring)) {
    try {
      await services.asSystem('answerability.settle', (ctx) => settleCommunity(ctx, communityId))
    } catch (error) {
      services.log.error({ err: error, communityId }, 'the carers of a community were not settled')
    }
  }
  services.wakeRelay()
}
export const jobs = [cron('*/10 * * * *', 'answerability.settle', settleAll)]
