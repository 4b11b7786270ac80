import { patrolsEvents } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { cron, type Services } from '../../platform/module.ts'
import { localDay, startOfDay } from '../../platform/time.ts'
import { countOf, today } from './count.ts'
import { listRoutesUnder } from './repo/routes.ts'
import { insertMissed, listMissed } from './repo/visits.ts'
import { settle } from './settle.ts'
import type { RouteRow } from './tables.ts'

/** Days looked at: today and yesterday, for the hours a server was away. */
const DAYS = 2

/**
 * Tells of every round that is over and was not walked whole, each once; and of those told before that turn out to have been walked, for a visit that
 * was written down in the same moment saw nothing told yet.
 */
async function tellMissed(ctx: Ctx): Promise<void> {
  const routes = await listRoutesUnder(ctx, ['/'])
  const firstDay = localDay(startOfDay(today(ctx), 1 - DAYS))
  const counted = await countOf(ctx, routes, firstDay, DAYS)
  const told = await listMissed(
    ctx,
    routes.map(({ id }) => id),
    startOfDay(firstDay),
    startOfDay(firstDay, DAYS),
  )
  const toldOf = Map.groupBy(told, (one) => one.route_id)
  for (const route of routes) {
    const before = new Map((toldOf.get(route.id) ?? []).map((one) => [one.round_at.getTime(), one]))
    for (const round of counted.get(route.id)!.rounds) {
      const known = before.get(round.at)
      if (round.state === 'missed' && known === undefined) await tellOf(ctx, route, new Date(round.at))
      if (round.state === 'done' && known?.settled_at === null) await settle(ctx, known, { answer: null, by: null })
    }
  }
}

async function tellOf(ctx: Ctx, { community_id, id: routeId, area_path }: RouteRow, roundAt: Date): Promise<void> {
  const id = uuidv7()
  const missed = { community_id, id, route_id: routeId, area_path, round_at: roundAt, told_at: ctx.now, settled_at: null, answer: null, answered_by: null }
  if (!(await insertMissed(ctx, missed))) return
  await ctx.emit(patrolsEvents.roundMissed, { communityId: community_id, areaPath: area_path, routeId, missedId: id })
}

export const countRounds = ({ asSystem }: Services): Promise<void> => asSystem('patrols.count', tellMissed)
export const jobs = [cron('*/5 * * * *', 'patrols.count', countRounds)]
