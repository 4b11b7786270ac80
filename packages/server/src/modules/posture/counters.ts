// What is counted at a place belongs to higher floors: each says at its start how to count it.
import type { COUNTED } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'

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
