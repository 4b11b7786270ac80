// The books of kits: every move is a line for good, and what it changes on either side is changed with it. Nobody gives what they have not.
import { antigenErrors, commonErrors } from '@xiaomen/contract'
import { afterKitMove, kitsLeft, type KitHolder, type KitMove, type KitStock } from '@xiaomen/rules/antigen'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { findArea } from '../areas/index.ts'
import * as repo from './repo/stock.ts'
import type { HoldingRow, MoveRow } from './tables.ts'

export const notFound = () => fail(commonErrors, 'request.not_found')
export const accountOf = (ctx: Ctx): string | null => (ctx.actor.kind === 'account' ? ctx.actor.id : null)

export type Holder = { roundId: string; id: string; kind: KitHolder; path: string }
type Move = { id: string; communityId: string; kind: KitMove; count: number; holder: Holder | null; note: string | null }

const isSame = (row: MoveRow, move: Move): boolean =>
  row.community_id === move.communityId &&
  row.kind === move.kind &&
  row.count === move.count &&
  row.holder_id === (move.holder?.id ?? null) &&
  row.note === move.note
/** What one side gives to a holder, uses up or takes back from one. */
const HELD: Partial<Record<KitMove, 'given' | 'used' | 'returned'>> = { homeOut: 'given', enterpriseOut: 'given', used: 'used', returned: 'returned' }

/**
 * Seeing every area: the stock is the whole community's, whoever hands it out. Said again with the same words it is the same move.
 * @throws 409 where the office or the holder has not that many, or the id stands for another move
 */
export async function moveKits(ctx: Ctx, move: Move): Promise<{ isNew: boolean; stock: KitStock }> {
  const community = await findArea(ctx, move.communityId)
  if (!community) throw notFound()
  const stock = await repo.lockStock(ctx, community.id, community.path)
  const known = await repo.findMove(ctx, move.id)
  if (known) {
    if (!isSame(known, move)) throw fail(antigenErrors, 'antigen.other_bytes')
    return { isNew: false, stock }
  }
  const after = afterKitMove(stock, move.kind, move.count)
  if (after === null) throw fail(antigenErrors, 'antigen.stock_short')
  if (move.holder !== null) await hold(ctx, move.communityId, move.holder, move)
  await repo.updateStock(ctx, community.id, after)
  const written = await repo.insertMove(ctx, {
    community_id: community.id,
    id: move.id,
    area_path: move.holder?.path ?? community.path,
    kind: move.kind,
    count: move.count,
    at: ctx.now,
    account_id: accountOf(ctx),
    round_id: move.holder?.roundId ?? null,
    holder_id: move.holder?.id ?? null,
    note: move.note,
  })
  if (!written) throw fail(antigenErrors, 'antigen.other_bytes')
  return { isNew: true, stock: after }
}

const emptyOf = (communityId: string, { roundId, id, kind, path }: Holder) => ({
  community_id: communityId,
  round_id: roundId,
  holder_id: id,
  holder_kind: kind,
  area_path: path,
})
async function hold(ctx: Ctx, communityId: string, holder: Holder, { kind, count }: Move): Promise<void> {
  const column = HELD[kind]
  if (column === undefined) return
  const row: HoldingRow = await repo.lockHolding(ctx, emptyOf(communityId, holder))
  const after = { ...row, [column]: row[column] + count }
  if (kitsLeft(after) < 0) throw fail(antigenErrors, 'antigen.holding_short')
  await repo.updateHolding(ctx, row, { [column]: after[column] })
}

/** Whether they have a kit of this round left to use. */
export async function hasKit(ctx: Ctx, communityId: string, holder: Holder): Promise<boolean> {
  const row = await repo.findHolding(ctx, emptyOf(communityId, holder))
  return row !== undefined && kitsLeft(row) > 0
}
