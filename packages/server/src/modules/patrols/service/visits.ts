// Somebody at a check point, as a phone tells it, perhaps hours later.
import { type patrols, patrolsErrors, patrolsEvents } from '@xiaomen/contract'
import { createHash } from 'node:crypto'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { findPoint, findPointByCode } from '../repo/routes.ts'
import { findVisit, insertVisit } from '../repo/visits.ts'
import { settleWalked } from '../settle.ts'

type Patrols = Handlers<typeof patrols>
type Recorded = Parameters<Patrols['recordVisit']>[1]

/** A phone's clock may be this wrong, in milliseconds. */
const AHEAD_MS = 10 * 60_000

const pointOf = (ctx: Ctx, point: Recorded['point']) => ('code' in point ? findPointByCode(ctx, point.code) : findPoint(ctx, point.pointId))

export const recordVisit: Patrols['recordVisit'] = async (ctx, input) => {
  // Asked first: whoever may walk nowhere learns nothing of any code.
  ctx.paths('patrols.walk')
  const point = await pointOf(ctx, input.point)
  if (!point) throw fail(patrolsErrors, 'patrols.point_unknown')
  ctx.must('patrols.walk', { path: point.area_path })
  ctx.audit.communityId(point.community_id)
  const said = Date.parse(input.at)
  if (said > ctx.now.getTime() + AHEAD_MS) throw fail(patrolsErrors, 'patrols.time_ahead')
  const reason = 'code' in input.point ? null : input.point.reason
  const digest = createHash('sha256')
    .update(JSON.stringify([point.id, input.at, reason]))
    .digest()
  const at = new Date(Math.min(said, ctx.now.getTime()))
  const isNew = await insertVisit(ctx, {
    community_id: point.community_id,
    id: input.id,
    route_id: point.route_id,
    point_id: point.id,
    area_path: point.area_path,
    at,
    received_at: ctx.now,
    account_id: ctx.actor.kind === 'account' ? ctx.actor.id : null,
    here_reason: reason,
    digest,
  })
  if (!isNew) {
    const known = await findVisit(ctx, point.community_id, input.id)
    if (!known || !Buffer.from(known.digest).equals(digest)) throw fail(patrolsErrors, 'patrols.other_bytes')
    return { id: input.id, isNew, pointId: point.id }
  }
  await settleWalked(ctx, point.route_id, at)
  await ctx.emit(patrolsEvents.visited, { communityId: point.community_id, areaPath: point.area_path, routeId: point.route_id })
  return { id: input.id, isNew, pointId: point.id }
}
