import { cron, type Services } from '../../platform/module.ts'
import { communitiesWithSeals, lockLiveIn } from './repo/seal.ts'
import { settleSeals } from './settle.ts'

/** What the clock alone tells: an order whose last day passed, a seal that should be off. Each community in a transaction of its own. */
export async function lookAfterSeals({ asSystem, log, wakeRelay }: Services): Promise<void> {
  for (const communityId of await asSystem('relay.seals.look', communitiesWithSeals)) {
    try {
      await asSystem('seals.look', async (ctx) => settleSeals(ctx, await lockLiveIn(ctx, communityId)))
    } catch (error) {
      log.error({ err: error, communityId }, 'the seals of a community were not seen to')
    }
  }
  wakeRelay()
}
export const jobs = [cron('*/10 * * * *', 'seals.look', lookAfterSeals)]
