// 发放与签收: from the office to a door or an enterprise, signed for there, and back.
import { type antigen, antigenErrors, antigenEvents } from '@xiaomen/contract'
import { onHand } from '@xiaomen/rules/antigen'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { seeingAll } from '../../../platform/scope.ts'
import { findHome, leanOn } from '../../registry/index.ts'
import { accountOf, type Holder, moveKits, notFound } from '../books.ts'
import { scopeAt } from '../report.ts'
import { findRound, listTargets } from '../repo/round.ts'
import * as repo from '../repo/stock.ts'
import type { HandOutRow, RoundRow } from '../tables.ts'

type Antigen = Handlers<typeof antigen>

/** A round reaches further than whoever serves a part of it. @throws 404 */
export async function roundOf(ctx: Ctx, roundId: string): Promise<RoundRow> {
  const round = await seeingAll(ctx, () => findRound(ctx, roundId))
  if (!round) throw notFound()
  ctx.audit.communityId(round.community_id)
  return round
}
const tell = (ctx: Ctx, row: Pick<HandOutRow, 'community_id' | 'area_path' | 'round_id'>): Promise<void> =>
  ctx.emit(antigenEvents.changed, { communityId: row.community_id, areaPath: row.area_path, roundId: row.round_id })

async function give(ctx: Ctx, round: RoundRow, holder: Holder, { id, count, at }: { id: string; count: number; at: Date }): Promise<void> {
  if (round.closed_at !== null) throw fail(antigenErrors, 'antigen.round_closed')
  const kind = holder.kind === 'home' ? ('homeOut' as const) : ('enterpriseOut' as const)
  const { isNew } = await seeingAll(ctx, () => moveKits(ctx, { id, communityId: round.community_id, kind, count, holder, note: null }))
  if (!isNew) return
  const row: HandOutRow = {
    community_id: round.community_id,
    id,
    round_id: round.id,
    holder_id: holder.id,
    holder_kind: holder.kind,
    area_path: holder.path,
    count,
    returned: 0,
    at,
    given_by: accountOf(ctx),
    confirmed_at: null,
    sealed_contact: null,
  }
  await repo.insertHandOut(ctx, row)
  await tell(ctx, row)
}

export const handOut: Antigen['handOut'] = async (ctx, { id, roundId, homeId, count, at }) => {
  const home = await findHome(ctx, homeId)
  if (!home) throw notFound()
  ctx.must('antigen.hand', home)
  const round = await roundOf(ctx, roundId)
  if (!(await listTargets(ctx, [roundId], [home.path])).some((row) => row.home_id === home.id)) throw fail(antigenErrors, 'antigen.not_meant')
  // The phone's clock is data: what was handed out in the future was handed out now.
  const when = new Date(Math.min(Date.parse(at), ctx.now.getTime()))
  await give(ctx, round, { roundId, id: home.id, kind: 'home', path: home.path }, { id, count, at: when })
  await leanOn(ctx, { homeId: home.id })
  return { id }
}

export const handToEnterprise: Antigen['handToEnterprise'] = async (ctx, { id, roundId, enterpriseId, count }) => {
  const round = await roundOf(ctx, roundId)
  ctx.must('antigen.plan', { path: round.area_path })
  const staff = (await listTargets(ctx, [roundId], [round.area_path])).find((row) => row.enterprise_id === enterpriseId)
  if (!staff) throw fail(antigenErrors, 'antigen.not_meant')
  await give(ctx, round, { roundId, id: enterpriseId, kind: 'enterprise', path: round.area_path }, { id, count, at: ctx.now })
  return { id }
}

async function lockedHandOut(ctx: Ctx, handOutId: string): Promise<HandOutRow> {
  const row = await repo.lockHandOut(ctx, handOutId)
  if (!row) throw notFound()
  ctx.must('antigen.plan', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  return row
}

export const signForEnterprise: Antigen['signForEnterprise'] = async (ctx, { handOutId, contact }) => {
  const row = await lockedHandOut(ctx, handOutId)
  if (row.holder_kind !== 'enterprise') throw notFound()
  if (row.confirmed_at !== null) throw fail(antigenErrors, 'antigen.signed_already')
  await repo.updateHandOut(ctx, row, {
    confirmed_at: ctx.now,
    sealed_contact: ctx.crypto.seal('name', contactOf(row.id), contact, await scopeAt(ctx, row.area_path)),
  })
  await tell(ctx, row)
  return {}
}
const contactOf = (row: string) => ({ table: 'antigen.hand_out', row, column: 'sealed_contact' })
export const openContact = (ctx: Ctx, { id, sealed_contact }: HandOutRow): string | null =>
  sealed_contact === null ? null : ctx.crypto.open('name', contactOf(id), sealed_contact)

export const takeBack: Antigen['takeBack'] = async (ctx, { id, handOutId, count, note }) => {
  const row = await lockedHandOut(ctx, handOutId)
  const holder = { roundId: row.round_id, id: row.holder_id, kind: row.holder_kind, path: row.area_path }
  const { stock, isNew } = await seeingAll(ctx, () => moveKits(ctx, { id, communityId: row.community_id, kind: 'returned', count, holder, note }))
  if (isNew) {
    if (row.returned + count > row.count) throw fail(antigenErrors, 'antigen.holding_short')
    await repo.updateHandOut(ctx, row, { returned: row.returned + count })
    await tell(ctx, row)
  }
  return { id, onHand: onHand(stock) }
}
