import { contains, outermost } from '../areas/index.ts'
import { isWeaker, type Posture } from './vocabulary.ts'

/** An order in force, as far as a place need know it. `until`: its last local day. */
export type OrderAt = { path: string; posture: Posture; until: string }

/**
 * The order that holds at a path: the nearest upward that is not laxer than one further up. One that was there before a stricter one came
 * further up gives way to it. `orders` by path, larger areas first.
 */
export function nearestOrder<O extends { path: string; posture: Posture }>(orders: readonly O[], path: string): O | null {
  let nearest: O | null = null
  for (const order of orders) if (contains(order.path, path) && !(nearest !== null && isWeaker(order.posture, nearest.posture))) nearest = order
  return nearest
}

const onDay = (orders: readonly OrderAt[], day: string) => orders.filter((order) => order.until >= day)

export const postureAt = (orders: readonly OrderAt[], path: string, day: string): Posture => nearestOrder(onDay(orders, day), path)?.posture ?? 'peace'

/** Whether something that exists only under these postures is there at this place on this day. */
export const existsAt = (exists: readonly Posture[], orders: readonly OrderAt[], path: string, day: string): boolean =>
  exists.includes(postureAt(orders, path, day))

/**
 * The parts of these areas where it is there, outermost only. A smaller area is never laxer than a larger one, so what exists from some posture on
 * exists in all of an area at whose own path it does, and else in the parts of it that have an order of their own.
 */
export function whereExists(exists: readonly Posture[], orders: readonly OrderAt[], paths: readonly string[], day: string): string[] {
  const candidates = paths.flatMap((path) => [path, ...orders.map((order) => order.path).filter((inner) => contains(path, inner))])
  return outermost(candidates.filter((path) => existsAt(exists, orders, path, day)))
}
