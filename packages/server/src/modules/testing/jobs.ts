import type { Services } from '../../platform/module.ts'
import { cron, worker } from '../../platform/module.ts'
import { localDay } from '../../platform/time.ts'
import { deleteCampaigns, listRunning } from './repo/campaign.ts'
import { fillRoster } from './roster.ts'

/** Whoever came to live there since is expected too. Each community in a transaction of its own. */
export async function refreshRosters({ asSystem, log, wakeRelay }: Services): Promise<void> {
  for (const { community_id, id } of await asSystem('relay.testing.running', listRunning)) {
    try {
      await asSystem('testing.fillRoster', (ctx) => fillRoster(ctx, community_id, id))
    } catch (error) {
      log.error({ err: error, communityId: community_id }, 'the roster of a community was not brought up to date')
    }
  }
  wakeRelay()
}
export const jobs = [
  cron('*/10 * * * *', 'testing.rosters', refreshRosters),
  cron('40 3 * * *', 'testing.destroy', ({ asSystem }) => asSystem('testing.destroy', (ctx) => deleteCampaigns(ctx, localDay(ctx.now)))),
]
export const workers = [
  worker('testing.fillRoster', async ({ asSystem, wakeRelay }, { communityId, campaignId }) => {
    await asSystem('testing.fillRoster', (ctx) => fillRoster(ctx, communityId!, campaignId!))
    wakeRelay()
  }),
]
