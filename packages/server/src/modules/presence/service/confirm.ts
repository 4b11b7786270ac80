// Whoever is of the place says that somebody stands there: by the number they tell, or by reading their code.
import { type presence, presenceErrors } from '@xiaomen/contract'
import { isWhoseKnown } from '@xiaomen/rules/gate'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { seeingAll } from '../../../platform/scope.ts'
import { whoShows } from '../../gate/index.ts'
import { claimsSince, confirmSeen, takeIn } from '../check-in.ts'
import { notFound, official, spotFor } from '../place.ts'
import * as repo from '../repo/check-in.ts'

type Presence = Handlers<typeof presence>
const MOST_CLAIMS = 100
/** The number beneath a code, as it is read out. */
const SHORT = /^\d(?: ?\d){8}$/

export const listWaiting: Presence['listWaiting'] = async (ctx, { spotId }) => {
  const spot = await spotFor(ctx, 'presence.confirm', spotId)
  const rows = await repo.listClaims(ctx, spot.id, claimsSince(ctx.now), MOST_CLAIMS)
  return rows.map((row) => ({ id: row.id, at: row.at.toISOString(), pairing: row.pairing ?? '' }))
}

export const confirm: Presence['confirm'] = async (ctx, { checkInId }) => {
  const row = await repo.lockCheckIn(ctx, checkInId)
  if (!row) throw notFound()
  ctx.must('presence.confirm', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  await confirmSeen(ctx, row, official(ctx).id)
  return {}
}

export const scanVisitor: Presence['scanVisitor'] = async (ctx, { id, spotId, code }) => {
  const spot = await spotFor(ctx, 'presence.confirm', spotId)
  // Whoever is of the place sees the place: whose code it is stands at a home.
  const kind = SHORT.test(code) ? 'short' : 'code'
  const { found, problem } = await seeingAll(ctx, () => whoShows(ctx, spot.community_id, { kind, value: code }, ctx.now))
  const personId = isWhoseKnown(problem) && problem !== 'code_replayed' ? (found[0]?.personId ?? null) : null
  if (personId === null) throw fail(presenceErrors, 'presence.code_unreadable')
  // No subject in the audit: it outlives the check-in by years.
  const { isNew } = await takeIn(ctx, { id, spot, who: { personId }, proof: 'confirmed', identity: 'code', confirmedBy: official(ctx).id })
  return { isNew }
}
