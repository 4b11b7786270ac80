import { cron, type Services } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import { communitiesOfStaff } from '../registry/index.ts'
import { bringUpToDate } from './owed.ts'
import { deleteOver } from './repo.ts'

/** Whoever is due as the day begins, and whoever began or left since. Each community in a transaction of its own. */
export async function refreshAll({ asSystem, log, wakeRelay }: Services): Promise<void> {
  for (const communityId of await asSystem('relay.occupations.communities', communitiesOfStaff)) {
    try {
      await asSystem('occupations.refresh', (ctx) => bringUpToDate(ctx, communityId))
    } catch (error) {
      log.error({ err: error, communityId }, 'the key workers of a community were not brought up to date')
    }
  }
  wakeRelay()
}
export const destroyOccupations = ({ asSystem }: Services): Promise<void> =>
  asSystem('occupations.destroy', (ctx) => deleteOver(ctx, ctx.now, localDay(ctx.now)))

export const jobs = [cron('*/10 * * * *', 'occupations.refresh', refreshAll), cron('50 3 * * *', 'occupations.destroy', destroyOccupations)]
