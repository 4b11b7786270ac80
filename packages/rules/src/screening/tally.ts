// Waits of many people by whole seconds: any share of them is read off without sorting.
import type { Served, Waits } from './point.ts'

export type Tally = {
  seconds: Uint32Array
  people: number
  waitS: number
  maxS: number
  longestQueue: number
  serviceS: number
  tableS: number
  lastServedS: number
}

/** Six days: no point of a plan keeps anybody so long, and whoever waits longer is counted there. */
const MOST_S = 1 << 19

export const startTally = (): Tally => ({
  seconds: new Uint32Array(MOST_S),
  people: 0,
  waitS: 0,
  maxS: 0,
  longestQueue: 0,
  serviceS: 0,
  tableS: 0,
  lastServedS: 0,
})
export function clearTally(tally: Tally): void {
  tally.seconds.fill(0, 0, Math.min(MOST_S, Math.ceil(tally.maxS) + 1))
  Object.assign(tally, { people: 0, waitS: 0, maxS: 0, longestQueue: 0, serviceS: 0, tableS: 0, lastServedS: 0 })
}
/** What one point did, and how long each of its people waited. */
export function addPoint(tally: Tally, served: Served, waits: Float64Array, people: number, tables: number): void {
  const { seconds } = tally
  // Rounded up: nobody is said to have waited less than they did.
  for (let at = 0; at < people; at += 1) seconds[Math.min(MOST_S - 1, Math.ceil(waits[at]!))]! += 1
  tally.people += people
  tally.waitS += served.waitS
  tally.serviceS += served.serviceS
  tally.tableS += tables * served.lastServedS
  tally.maxS = Math.max(tally.maxS, served.maxS)
  tally.longestQueue = Math.max(tally.longestQueue, served.longestQueue)
  tally.lastServedS = Math.max(tally.lastServedS, served.lastServedS)
}
/** The least time within which this share of the people is called up, in whole seconds. */
function within({ seconds, people }: Tally, share: number): number {
  const wanted = Math.ceil(people * share)
  let counted = 0
  for (let second = 0; second < MOST_S; second += 1) {
    counted += seconds[second]!
    if (counted >= wanted) return second
  }
  return MOST_S
}
export const waitsOf = (tally: Tally): Waits => ({
  people: tally.people,
  meanS: tally.people === 0 ? 0 : tally.waitS / tally.people,
  p50S: within(tally, 0.5),
  p95S: within(tally, 0.95),
  maxS: tally.maxS,
  longestQueue: tally.longestQueue,
  utilisation: tally.tableS === 0 ? 0 : tally.serviceS / tally.tableS,
  lastServedS: tally.lastServedS,
})
