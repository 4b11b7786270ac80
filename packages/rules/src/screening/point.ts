// 一个采样点的一天: who comes when, who waits how long. One queue, first come first served, several tables; closes when everybody is served.
// Each takes the table that is free first, so nobody is moved but the tables' hours: a heap of one number a table, no object for a person.
import { type Random, randomOf } from './random.ts'

/** How long one person takes at a table: `leastS` always, the rest of the mean by chance. `spread`: standard deviation of that rest ÷ its mean, of lognormal only. */
export type Service = { kind: 'exponential' | 'deterministic' | 'lognormal'; meanS: number; leastS: number; spread: number }
/**
 * `free`: everybody when they like, by the weights of equal parts of the window (a Poisson process of that rate, given how many come in all);
 * `slots`: called up by buildings, as many in each slot, anywhere within it.
 */
export type Arrivals = { kind: 'free'; windowS: number; weights: readonly number[] } | { kind: 'slots'; windowS: number; slotS: number }
export type PointRun = { people: number; tables: number; arrivals: Arrivals; service: Service; seed: number }

export type Waits = {
  people: number
  meanS: number
  p50S: number
  p95S: number
  maxS: number
  longestQueue: number
  /** Share of the tables' hours, until the last is served, in which somebody is served. */
  utilisation: number
  lastServedS: number
}
/** With the tables there are, and with one more: the same people at the same moments, each as long at the table as before. */
export type PointWaits = { now: Waits; oneMore: Waits }

/** Memory of a run, used again for the next point. */
export type Room = { arrivals: Float64Array; services: Float64Array; waits: Float64Array; starts: Float64Array }
export const roomFor = (people: number): Room => ({
  arrivals: new Float64Array(people),
  services: new Float64Array(people),
  waits: new Float64Array(people),
  starts: new Float64Array(people),
})

const DRAW_ARRIVALS = 1
const DRAW_SERVICES = 2

/** Sorted uniform numbers in (0, 1) at [from, to): the sums of exponential steps over their total have exactly that distribution, without sorting. */
function spreadEvenly(out: Float64Array, from: number, to: number, random: Random): void {
  let sum = 0
  for (let at = from; at < to; at += 1) {
    sum -= Math.log(random())
    out[at] = sum
  }
  const whole = sum - Math.log(random())
  for (let at = from; at < to; at += 1) out[at] = out[at]! / whole
}

function drawArrivals(out: Float64Array, people: number, arrivals: Arrivals, random: Random): void {
  if (arrivals.kind === 'slots') {
    const slots = Math.max(1, Math.round(arrivals.windowS / arrivals.slotS))
    const slotS = arrivals.windowS / slots
    for (let slot = 0; slot < slots; slot += 1) {
      const from = Math.floor((slot * people) / slots)
      const to = Math.floor(((slot + 1) * people) / slots)
      spreadEvenly(out, from, to, random)
      for (let at = from; at < to; at += 1) out[at] = (slot + out[at]!) * slotS
    }
    return
  }
  const { weights, windowS } = arrivals
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const partS = windowS / weights.length
  spreadEvenly(out, 0, people, random)
  let part = 0
  let before = 0
  for (let at = 0; at < people; at += 1) {
    const share = out[at]! * total
    while (part < weights.length - 1 && share >= before + weights[part]!) {
      before += weights[part]!
      part += 1
    }
    out[at] = (part + Math.min(1, (share - before) / weights[part]!)) * partS
  }
}

function drawServices(out: Float64Array, people: number, { kind, meanS, leastS, spread }: Service, random: Random): void {
  const restS = meanS - leastS
  if (kind === 'deterministic') out.fill(meanS, 0, people)
  else if (kind === 'exponential') for (let at = 0; at < people; at += 1) out[at] = leastS - restS * Math.log(random())
  else {
    const variance = Math.log(1 + spread * spread)
    const mean = Math.log(restS) - variance / 2
    const deviation = Math.sqrt(variance)
    // Box and Muller: two numbers of the bell at once.
    for (let at = 0; at < people; at += 2) {
      const radius = deviation * Math.sqrt(-2 * Math.log(random()))
      const angle = 2 * Math.PI * random()
      out[at] = leastS + Math.exp(mean + radius * Math.cos(angle))
      if (at + 1 < people) out[at + 1] = leastS + Math.exp(mean + radius * Math.sin(angle))
    }
  }
}

/** @throws RangeError for what is no run: nobody, no table, a window or a service of no length */
export function checkRun({ people, tables, arrivals, service }: PointRun): void {
  if (!Number.isInteger(people) || people < 1) throw new RangeError(`a point needs people, not ${people}`)
  if (!Number.isInteger(tables) || tables < 1) throw new RangeError(`a point needs tables, not ${tables}`)
  if (!(arrivals.windowS > 0)) throw new RangeError(`people come within a time, not within ${arrivals.windowS} s`)
  if (arrivals.kind === 'slots' && !(arrivals.slotS > 0)) throw new RangeError(`a slot lasts, not ${arrivals.slotS} s`)
  if (arrivals.kind === 'free' && !(arrivals.weights.length > 0 && arrivals.weights.every((weight) => weight > 0)))
    throw new RangeError('every part of the window needs a weight above 0')
  if (!(service.meanS > 0 && service.leastS >= 0 && service.leastS < service.meanS)) throw new RangeError('a person takes longer than the least time')
  if (service.kind === 'lognormal' && !(service.spread > 0)) throw new RangeError('a lognormal time has a spread above 0')
}

/** Who comes when and takes how long: into the room, for `serve`. */
export function draw(room: Room, run: PointRun): void {
  drawArrivals(room.arrivals, run.people, run.arrivals, randomOf(run.seed, DRAW_ARRIVALS))
  drawServices(room.services, run.people, run.service, randomOf(run.seed, DRAW_SERVICES))
}

export type Served = { waitS: number; serviceS: number; maxS: number; longestQueue: number; lastServedS: number }
/** Serves everybody in the room: `waits` and `starts` are theirs afterwards. */
export function serve({ arrivals, services, waits, starts }: Room, people: number, tables: number): Served {
  // The moment each table is free next; the smallest on top.
  const free = new Float64Array(tables)
  let waitS = 0
  let serviceS = 0
  let maxS = 0
  let lastServedS = 0
  let longestQueue = 0
  let called = 0
  for (let at = 0; at < people; at += 1) {
    const came = arrivals[at]!
    const start = Math.max(came, free[0]!)
    const wait = start - came
    const end = start + services[at]!
    waits[at] = wait
    starts[at] = start
    waitS += wait
    serviceS += services[at]!
    if (wait > maxS) maxS = wait
    if (end > lastServedS) lastServedS = end
    // First come, first served: whoever began before is all who left the queue.
    while (called < at && starts[called]! <= came) called += 1
    const queue = wait > 0 ? at - called + 1 : 0
    if (queue > longestQueue) longestQueue = queue
    let hole = 0
    for (;;) {
      let child = 2 * hole + 1
      if (child >= tables) break
      if (child + 1 < tables && free[child + 1]! < free[child]!) child += 1
      if (free[child]! >= end) break
      free[hole] = free[child]!
      hole = child
    }
    free[hole] = end
  }
  return { waitS, serviceS, maxS, longestQueue, lastServedS }
}
