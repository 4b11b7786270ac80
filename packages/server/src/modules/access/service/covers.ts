// 代班: somebody is ill or away, and somebody else holds for a time what they hold.
import { type access, accessErrors } from '@xiaomen/contract'
import { MOST_COVER_DAYS } from '@xiaomen/rules/access'
import { commonPath } from '@xiaomen/rules/areas'
import type { Ctx } from '../../../platform/ctx.ts'
import { AppError, fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay, startOfDay } from '../../../platform/time.ts'
import { findArea } from '../../areas/index.ts'
import { bothDays } from '../reach.ts'
import * as repo from '../repo/account.ts'
import * as covers from '../repo/cover.ts'
import { insertGrant, listGrants, listGrantsOfCovers, updateRevoked } from '../repo/grant.ts'
import { forgetActors } from '../sessions.ts'
import { coverViews } from '../views-cover.ts'
import { findManaged, mayGrant, notFound, widen } from './managed.ts'

type Access = Handlers<typeof access>

const MOST_LISTED = 500
const KEPT_DAYS = 31
const wrong = (path: string, problem: string) => new AppError('request.invalid', 400, { details: { issues: [{ path, problem }] } })

export const coverFor: Access['coverFor'] = async (ctx, { accountId, byAccountId, from, until, reason }) => {
  if (until < from) throw wrong('until', 'before_from')
  if (from < localDay(ctx.now)) throw wrong('from', 'before_today')
  if (startOfDay(until).getTime() - startOfDay(from).getTime() >= MOST_COVER_DAYS * 86_400_000) throw fail(accessErrors, 'access.cover_too_long')
  if (accountId === byAccountId) throw fail(accessErrors, 'access.not_oneself')
  const standIn = await findManaged(ctx, byAccountId, 'change')
  const absent = await repo.findAccount(ctx, accountId)
  if (!absent || standIn.state !== 'active') throw notFound()
  // Before what passes is read: a grant given meanwhile is either among it or passes on by itself.
  await covers.lockCovers(ctx, accountId)
  const passing = await passingOf(ctx, absent, { from, until })
  const others = await covers.listCoversOf(ctx, [accountId], from)
  if (others.some((one) => one.accountId === accountId && one.byAccountId === byAccountId && one.from <= until))
    throw fail(accessErrors, 'access.covered_already')
  const path = commonPath(passing.map((grant) => grant.path))
  await widen(ctx, standIn, path)
  const id = uuidv7()
  await covers.insertCover(ctx, { id, accountId, byAccountId, path, from, until, reason })
  for (const grant of passing) {
    const days = bothDays(grant, { from, until })
    await insertGrant(ctx, { ...grant, ...days, accountId: byAccountId, cover: { id, copiedFrom: grant.id } })
  }
  ctx.audit.subjects([accountId, byAccountId])
  forgetActors()
  return viewOf(ctx, id)
}

/** What the absent one holds on those days and the manager may give. What is only covered for a third passes no further. */
async function passingOf(ctx: Ctx, absent: repo.Account, days: { from: string; until: string }) {
  const held = (await listGrants(ctx, [absent.id])).filter((grant) => {
    const both = bothDays(grant, days)
    return grant.coverId === null && ctx.may('access.manage', grant) && (both.until === null || both.until >= both.from)
  })
  ctx.must('access.manage', held[0] ?? { path: absent.areaPath })
  const passing = held.filter((grant) => mayGrant(ctx, grant.role, grant.path))
  if (passing.length === 0) throw fail(accessErrors, 'access.nothing_to_cover')
  return passing
}

export const endCover: Access['endCover'] = async (ctx, { coverId }) => {
  const cover = await covers.findCover(ctx, coverId)
  if (!cover) throw notFound()
  ctx.must('access.manage', cover)
  ctx.audit.subjects([cover.accountId, cover.byAccountId])
  const given = await listGrantsOfCovers(ctx, [coverId])
  // Nobody ends what somebody above arranged.
  if (given.some((grant) => !mayGrant(ctx, grant.role, grant.path))) throw fail(accessErrors, 'access.role_above_own')
  await covers.updateEnded(ctx, coverId)
  await updateRevoked(
    ctx,
    given.map((grant) => grant.id),
  )
  forgetActors()
  return viewOf(ctx, coverId)
}

export const listCovers: Access['listCovers'] = async (ctx, { areaId }) => {
  let paths = ctx.paths('access.manage')
  if (areaId !== undefined) {
    const area = await findArea(ctx, areaId)
    if (!area) throw notFound()
    ctx.must('access.manage', area)
    paths = [area.path]
  }
  return coverViews(ctx, await covers.listCoversAt(ctx, paths, localDay(new Date(ctx.now.getTime() - KEPT_DAYS * 86_400_000)), MOST_LISTED))
}

async function viewOf(ctx: Ctx, coverId: string) {
  const cover = await covers.findCover(ctx, coverId)
  const [view] = cover ? await coverViews(ctx, [cover]) : []
  if (!view) throw notFound()
  return view
}
