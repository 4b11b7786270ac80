// What is counted at a place, and what an act on an order does there, belongs to higher floors: each says at its start how to tell.
import type { COUNTED, OrderShifts } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import type { Plan } from './plan.ts'

type Counted = (typeof COUNTED)[number]
type Counter = (ctx: Ctx, path: string) => Promise<number>
const counters = new Map<Counted, Counter>()

/** @param counter answers how many there are beneath a path, as the actor sees them */
export const useCounter = (what: Counted, counter: Counter): void => void counters.set(what, counter)

export async function countAt(ctx: Ctx, path: string): Promise<{ what: Counted; count: number }[]> {
  const counts: { what: Counted; count: number }[] = []
  for (const [what, counter] of counters) counts.push({ what, count: await counter(ctx, path) })
  return counts
}

/** An act on an order at a place. `after`: what would hold at any path. `ends`: orders in force that would end. `takenUp`: the order that would hold again. */
export type OrderShift = { path: string; after: (path: string) => Plan; ends: readonly string[]; takenUp: string | null }
type Tells = { [K in keyof OrderShifts]?: (ctx: Ctx, shift: OrderShift) => Promise<NonNullable<OrderShifts[K]>> }
const tells: Tells = {}
/** @param tell answers in numbers what the act does to what rests on orders, as the actor sees it */
export function useShift<K extends keyof OrderShifts>(what: K, tell: Tells[K]): void {
  tells[what] = tell
}

export const shiftsOf = async (ctx: Ctx, shift: OrderShift): Promise<OrderShifts> => ({
  control: (await tells.control?.(ctx, shift)) ?? null,
  zones: (await tells.zones?.(ctx, shift)) ?? null,
})
