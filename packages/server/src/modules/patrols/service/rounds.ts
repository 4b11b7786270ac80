import { commonErrors, type patrols, patrolsErrors } from '@xiaomen/contract'
import { createHash } from 'node:crypto'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay, startOfDay } from '../../../platform/time.ts'
import { countOf, type Counted, today } from '../count.ts'
import { listRoutesUnder } from '../repo/routes.ts'
import { findMissed, listMissed } from '../repo/visits.ts'
import { settle } from '../settle.ts'
import type { RouteRow } from '../tables.ts'
import { areaNames, pathsFor, roundView, routeView } from '../views.ts'

type Patrols = Handlers<typeof patrols>

/** Routes with their rounds of a span of days, each with what was told of it. */
async function withRounds<T extends object>(ctx: Ctx, routes: readonly RouteRow[], firstDay: string, days: number, more: (counted: Counted) => T) {
  const ids = routes.map(({ id }) => id)
  const counted = await countOf(ctx, routes, firstDay, days)
  const missed = new Map(
    (await listMissed(ctx, ids, startOfDay(firstDay), startOfDay(firstDay, days))).map((one) => [`${one.route_id} ${one.round_at.getTime()}`, one]),
  )
  const names = await areaNames(
    ctx,
    routes.map((route) => route.area_id),
  )
  return routes.map((route) => {
    const own = counted.get(route.id)!
    return {
      ...routeView(route, names.get(route.area_id) ?? '', own),
      ...more(own),
      rounds: own.rounds.map((round) => roundView(round, missed.get(`${route.id} ${round.at}`))),
    }
  })
}

export const getDay: Patrols['getDay'] = async (ctx, { areaId, day = today(ctx) }) => {
  const routes = await listRoutesUnder(ctx, await pathsFor(ctx, 'patrols.read', areaId))
  return { day, routes: await withRounds(ctx, routes, day, 1, () => ({})) }
}

export const getWalk: Patrols['getWalk'] = async (ctx) => {
  const routes = await listRoutesUnder(ctx, ctx.paths('patrols.walk'))
  // Yesterday's last round may be walked after midnight, tomorrow's first before it.
  const yesterday = localDay(startOfDay(today(ctx), -1))
  return {
    now: ctx.now.toISOString(),
    routes: await withRounds(ctx, routes, yesterday, 3, ({ points }) => ({
      marks: points.filter((point) => point.until_at === null).map(({ id, code }) => ({ pointId: id, mark: createHash('sha256').update(code).digest('hex') })),
    })),
  }
}

export const answerMissed: Patrols['answerMissed'] = async (ctx, { missedId, answer }) => {
  const missed = await findMissed(ctx, missedId)
  if (!missed) throw fail(commonErrors, 'request.not_found')
  ctx.must('patrols.answer', { path: missed.area_path })
  ctx.audit.communityId(missed.community_id)
  if (missed.settled_at !== null) throw fail(patrolsErrors, 'patrols.answered_already')
  await settle(ctx, missed, { answer, by: ctx.actor.kind === 'account' ? ctx.actor.id : null })
  return {}
}
