// What modules above ask of campaigns.
import type { Ctx } from '../../platform/ctx.ts'
import { minuteOf, startOfDay } from '../../platform/time.ts'
import { listRunningIn } from './repo/campaign.ts'
import { listLastSamples } from './repo/last-sample.ts'

/** Those that run in a community, each with the moment it opens; the id is that of the obligation its roster stands under. */
export const runningCampaigns = async (ctx: Ctx, communityId: string): Promise<{ id: string; path: string; from: Date }[]> =>
  (await listRunningIn(ctx, communityId)).map((row) => ({
    id: row.id,
    path: row.area_path,
    from: new Date(startOfDay(row.day).getTime() + minuteOf(row.from_clock) * 60_000),
  }))

/** When each of these was last sampled, in whichever campaign; who never was is left out. */
export const lastSamples = (ctx: Ctx, personIds: readonly string[]): Promise<Map<string, Date>> => listLastSamples(ctx, personIds)
