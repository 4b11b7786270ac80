// 试剂库存: what came, what went out, what came back, what was thrown away.
import { type antigen, antigenErrors, antigenEvents } from '@xiaomen/contract'
import { onHand } from '@xiaomen/rules/antigen'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { accountNames } from '../../access/index.ts'
import { findArea } from '../../areas/index.ts'
import { moveKits, notFound } from '../books.ts'
import { proposals } from '../proposals.ts'
import { countUsed, findStock, listMoves } from '../repo/stock.ts'

type Antigen = Handlers<typeof antigen>
const MOST_MOVES = 50

async function communityFor(ctx: Ctx, permission: string, areaId: string) {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  if (area.communityId === null) throw fail(antigenErrors, 'antigen.not_one_community')
  const community = await findArea(ctx, area.communityId)
  if (!community) throw notFound()
  ctx.must(permission, community)
  ctx.audit.communityId(community.id)
  return community
}

export const getStock: Antigen['getStock'] = async (ctx, { areaId }) => {
  const community = await communityFor(ctx, 'antigen.read', areaId)
  const { received, out, returned, spoilt } = await findStock(ctx, community.id)
  const used = await countUsed(ctx, community.id)
  const moves = await listMoves(ctx, community.id, MOST_MOVES)
  const names = await accountNames(
    ctx,
    moves.flatMap((row) => row.account_id ?? []),
  )
  const { ageFrom, ageUntil, perHead, isDraft } = proposals()
  const mayPlan = ctx.may('antigen.plan', community)
  return {
    communityId: community.id,
    onHand: onHand({ received, out, returned, spoilt }),
    received,
    out,
    returned,
    spoilt,
    used,
    atHolders: out - returned - used,
    moves: moves.map(({ id, kind, count, at, account_id, note }) => ({
      id,
      kind,
      count,
      at: at.toISOString(),
      by: (account_id && names.get(account_id)) || null,
      note,
    })),
    proposal: { ageFrom: ageFrom.value, ageUntil: ageUntil.value, perHead: perHead.value, isDraft },
    mayPlan,
    mayOpen: mayPlan && ctx.whereThere('antigen.openRound', [community.path]).length > 0,
  }
}

const moveAtOffice =
  (kind: 'received' | 'spoilt'): Antigen['receiveKits'] =>
  async (ctx, { id, communityId, count, note }) => {
    const community = await communityFor(ctx, 'antigen.plan', communityId)
    const { stock, isNew } = await moveKits(ctx, { id, communityId: community.id, kind, count, holder: null, note })
    if (isNew) await ctx.emit(antigenEvents.changed, { communityId: community.id, areaPath: community.path, roundId: id })
    return { id, onHand: onHand(stock) }
  }
export const receiveKits = moveAtOffice('received')
export const spoilKits = moveAtOffice('spoilt')
