import { nearestOrder, type OrderAt, type Posture } from '@xiaomen/rules/posture'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay } from '../../platform/time.ts'
import { needEditions } from './local-packs.ts'
import { findPack, type Pack, PEACE } from './packs.ts'
import * as repo from './repo.ts'
import type { PostureOrderRow } from './tables.ts'

/** What holds at a place. */
export type Plan = { posture: Posture; packId: string; edition: string; orderId: string | null } & Omit<Pack, 'file'>
type OrderInForce = { id: string; areaId: string; areaPath: string; posture: Posture; until: string }
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
  // Put in force under an edition that another process saw approved.
  if (orders.some((order) => !findPack(order.pack_id, order.edition))) await needEditions(ctx)
  return plansUnder(orders)
}

type Row = Pick<PostureOrderRow, 'id' | 'area_path' | 'posture' | 'pack_id' | 'edition'>
/** What would hold under these orders, larger areas first. */
export function plansUnder(rows: readonly Row[]): (path: string) => Plan {
  const orders = rows.map((row) => ({ path: row.area_path, posture: row.posture as Posture, row }))
  return (path) => {
    const nearest = nearestOrder(orders, path)
    return nearest ? planOf(nearest.posture, nearest.row.pack_id, nearest.row.edition, nearest.row.id) : peace()
  }
}

/** For the platform, which asks whether a function exists at a place: also those whose last day has passed since they were read, with that day. */
export const ordersForFunctions = async (ctx: Reading): Promise<OrderAt[]> =>
  (await repo.listInForce(ctx, localDay(ctx.now))).map((row) => ({ path: row.area_path, posture: row.posture as Posture, until: row.valid_until }))

/** What holds at one place. For several, ask `plansInForce` once. */
export const planAt = async (ctx: Reading, path: string): Promise<Plan> => (await plansInForce(ctx))(path)

export const ordersInForce = async (ctx: Reading): Promise<OrderInForce[]> =>
  (await repo.listInForce(ctx, localDay(ctx.now))).map((order) => ({
    id: order.id,
    areaId: order.area_id,
    areaPath: order.area_path,
    posture: order.posture as Posture,
    until: order.valid_until,
  }))
