import { patrolsEvents } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { cron, type Services } from '../../platform/module.ts'
import { localDay, startOfDay } from '../../platform/time.ts'
import { countOf, today } from './count.ts'
import { listRoutesUnder } from './repo/routes.ts'
import { insertMissed } from './repo/visits.ts'

/** Tells of every round that is over and was not walked whole, each once. Looks back a day, for the hours a server was away. */
async function tellMissed(ctx: Ctx): Promise<void> {
  const routes = await listRoutesUnder(ctx, ['/'])
  const counted = await countOf(ctx, routes, localDay(startOfDay(today(ctx), -1)), 2)
  for (const route of routes) {
    for (const round of counted.get(route.id)!.rounds.filter(({ state }) => state === 'missed')) {
      const missed = {
        community_id: route.community_id,
        id: uuidv7(),
        route_id: route.id,
        area_path: route.area_path,
        round_at: new Date(round.at),
        told_at: ctx.now,
        settled_at: null,
        answer: null,
        answered_by: null,
      }
      if (!(await insertMissed(ctx, missed))) continue
      await ctx.emit(patrolsEvents.roundMissed, { communityId: route.community_id, areaPath: route.area_path, routeId: route.id, missedId: missed.id })
    }
  }
}

export const countRounds = ({ asSystem }: Services): Promise<void> => asSystem('patrols.count', tellMissed)
export const jobs = [cron('*/5 * * * *', 'patrols.count', countRounds)]
