import { contains } from '@xiaomen/rules/areas'
import { isWeaker, type Posture } from '@xiaomen/rules/posture'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay } from '../../platform/time.ts'
import { findPack, type Pack, PEACE } from './packs.ts'
import * as repo from './repo.ts'

/** What holds at a place. */
type Plan = { posture: Posture; packId: string; edition: string; orderId: string | null } & Omit<Pack, 'file'>
type OrderInForce = { id: string; areaId: string; areaPath: string; posture: Posture }
type Reading = Pick<Ctx, 'tx' | 'now'>

const peace = (): Plan => planOf('peace', PEACE.packId, PEACE.edition, null)
function planOf(posture: Posture, packId: string, edition: string, orderId: string | null): Plan {
  const pack = findPack(packId, edition)
  if (!pack) throw new Error(`The pack ${packId}/${edition}, which an order puts in force, is not among the packs.`)
  const { file: _, ...parts } = pack
  return { posture, packId, edition, orderId, ...parts }
}

/** All orders in force, read once; the answer tells what holds at any path: the nearest order upward that is not laxer than one further up, or peace. */
export async function plansInForce(ctx: Reading): Promise<(path: string) => Plan> {
  const orders = await repo.listInForce(ctx, localDay(ctx.now))
  return (path) => {
    // Sorted by path, so of those above a place the last is the nearest. One that was there before a stricter one came further up gives way to it.
    let nearest: (typeof orders)[number] | undefined
    for (const order of orders)
      if (contains(order.area_path, path) && !(nearest && isWeaker(order.posture as Posture, nearest.posture as Posture))) nearest = order
    return nearest ? planOf(nearest.posture as Posture, nearest.pack_id, nearest.edition, nearest.id) : peace()
  }
}

/** What holds at one place. For several, ask `plansInForce` once. */
export const planAt = async (ctx: Reading, path: string): Promise<Plan> => (await plansInForce(ctx))(path)

export const ordersInForce = async (ctx: Reading): Promise<OrderInForce[]> =>
  (await repo.listInForce(ctx, localDay(ctx.now))).map((order) => ({
    id: order.id,
    areaId: order.area_id,
    areaPath: order.area_path,
    posture: order.posture as Posture,
  }))
