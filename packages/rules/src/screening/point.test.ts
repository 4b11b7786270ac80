import { expect, test } from 'vitest'
import { CURVE_PARTS, simulateArea, simulatePoint } from './area-run.ts'
import { draw, type PointRun, type Room, roomFor, serve } from './point.ts'
import { randomOf } from './random.ts'

const MEAN_S = 90
const exponential = { kind: 'exponential', meanS: MEAN_S, leastS: 0, spread: 0 } as const
const deterministic = { ...exponential, kind: 'deterministic' } as const
/** So many people, evenly over the time in which they keep the tables busy for this share: but for its two ends a Poisson process. */
const crowd = (people: number, tables: number, busy: number, service: PointRun['service'], seed = 7): PointRun => ({
  people,
  tables,
  arrivals: { kind: 'free', windowS: (people * service.meanS) / (tables * busy), weights: [1] },
  service,
  seed,
})
const CROWD = 1_500_000

/** Mean wait of M/M/c (Erlang 1917), in services. */
function erlangWait(tables: number, busy: number): number {
  const load = tables * busy
  let term = 1
  let sum = 1
  for (let k = 1; k < tables; k += 1) {
    term *= load / k
    sum += term
  }
  const last = (term * load) / tables / (1 - busy)
  return last / (sum + last) / (tables * (1 - busy))
}
/**
 * Mean wait of M/D/c (Crommelin 1932), in services: who is there now and whoever comes within one service are there after it, but the c who were served.
 * The chain of those counts is stepped until it rests.
 */
function crommelinWait(tables: number, busy: number): number {
  const load = tables * busy
  const most = 400
  const comes = Array.from({ length: most }, () => 0)
  comes[0] = Math.exp(-load)
  for (let k = 1; k < most; k += 1) comes[k] = (comes[k - 1]! * load) / k
  let there = Array.from({ length: most }, (_, k) => (k === 0 ? 1 : 0))
  for (let step = 0; step < 600; step += 1) {
    const next = Array.from({ length: most }, () => 0)
    for (let now = 0; now < most; now += 1) {
      if (there[now]! < 1e-15) continue
      const left = Math.max(0, now - tables)
      for (let k = 0; left + k < most && k < 80; k += 1) next[left + k]! += there[now]! * comes[k]!
    }
    const moved = next.reduce((sum, share, k) => sum + Math.abs(share - there[k]!), 0)
    there = next
    if (moved < 1e-10) break
  }
  return there.reduce((sum, share, k) => sum + share * Math.max(0, k - tables), 0) / load
}

test('TEST-10 the known waits are known: the two formulas agree with the books', () => {
  // One server: ρ/(1−ρ), and half of it with a fixed time (Pollaczek 1930, Khinchine 1932).
  expect(erlangWait(1, 0.8)).toBeCloseTo(4, 6)
  expect(crommelinWait(1, 0.8)).toBeCloseTo(2, 5)
  // C(2, 1.5) is 9/14.
  expect(erlangWait(2, 0.75)).toBeCloseTo(9 / 14 / 0.5, 6)
})
test.each([
  [1, 0.6],
  [1, 0.8],
  [3, 0.8],
  [6, 0.9],
  [20, 0.85],
])('TEST-10 mean waits of M/M/%i at %f are those of Erlang within three in a hundred', (tables, busy) => {
  const { now } = simulatePoint(crowd(CROWD, tables, busy, exponential))
  expect(now.meanS / (erlangWait(tables, busy) * MEAN_S)).toBeGreaterThan(0.97)
  expect(now.meanS / (erlangWait(tables, busy) * MEAN_S)).toBeLessThan(1.03)
  expect(now.utilisation).toBeGreaterThan(busy * 0.99)
  expect(now.utilisation).toBeLessThan(busy * 1.01)
})
test.each([
  [1, 0.6],
  [1, 0.85],
  [4, 0.8],
  [8, 0.9],
])('TEST-10 mean waits of M/D/%i at %f are those of Crommelin within three in a hundred', (tables, busy) => {
  const { now } = simulatePoint(crowd(CROWD, tables, busy, deterministic))
  expect(now.meanS / (crommelinWait(tables, busy) * MEAN_S)).toBeGreaterThan(0.97)
  expect(now.meanS / (crommelinWait(tables, busy) * MEAN_S)).toBeLessThan(1.03)
})
test('TEST-10 a lognormal time waits as Pollaczek and Khinchine say for its spread', () => {
  const service = { kind: 'lognormal', meanS: 90, leastS: 30, spread: 0.5 } as const
  const { now } = simulatePoint(crowd(CROWD, 1, 0.8, service))
  // Standard deviation 0.5 × (90 − 30) s over a mean of 90 s.
  const variance = (30 / 90) ** 2
  expect(now.meanS / (((0.8 / 0.2) * (1 + variance) * MEAN_S) / 2)).toBeGreaterThan(0.97)
  expect(now.meanS / (((0.8 / 0.2) * (1 + variance) * MEAN_S) / 2)).toBeLessThan(1.03)
})

const slots = { kind: 'slots', windowS: 12 * 3600, slotS: 1800 } as const
const rush = { kind: 'free', windowS: 12 * 3600, weights: [4, 2, 1, 1, 2] } as const
const served = (run: PointRun): { room: Room; done: ReturnType<typeof serve> } => {
  const room = roomFor(run.people)
  draw(room, run)
  return { room, done: serve(room, run.people, run.tables) }
}
const cases = Array.from({ length: 60 }, (_, at): PointRun => {
  const random = randomOf(at, 9)
  return {
    people: 1 + Math.floor(random() * 900),
    tables: 1 + Math.floor(random() * 7),
    arrivals: at % 2 === 0 ? slots : rush,
    service: [exponential, deterministic, { kind: 'lognormal', meanS: 90, leastS: 30, spread: 0.5 } as const][at % 3]!,
    seed: at * 31,
  }
})

test('TEST-10 everybody is served exactly once, in turn, by no more tables than there are', () => {
  for (const run of cases) {
    const { room, done } = served(run)
    const people = Array.from({ length: run.people }, (_, at) => ({
      came: room.arrivals[at]!,
      start: room.starts[at]!,
      end: room.starts[at]! + room.services[at]!,
      wait: room.waits[at]!,
    }))
    for (const [at, { came, start, wait }] of people.entries()) {
      expect(wait).toBeGreaterThanOrEqual(0)
      expect(start).toBeCloseTo(came + wait, 6)
      expect(came).toBeLessThanOrEqual(run.arrivals.windowS)
      // In turn: nobody comes, or begins, before whoever stands ahead.
      if (at > 0) expect([came >= people[at - 1]!.came, start >= people[at - 1]!.start]).toEqual([true, true])
      const busy = people.filter((other) => other.start <= start && other.end > start).length
      expect(busy).toBeLessThanOrEqual(run.tables)
      // Nobody waits while a table is free.
      if (wait > 0) expect(people.filter((other, one) => one < at && other.end >= start).length).toBeGreaterThanOrEqual(run.tables)
    }
    // Counted anew, by looking at the hall at each coming.
    const longest = people.reduce((most, { came }, at) => Math.max(most, people.slice(0, at + 1).filter(({ start }) => start > came).length), 0)
    expect(done.longestQueue).toBe(longest)
    expect(done.lastServedS).toBe(Math.max(...people.map(({ end }) => end)))
    expect(done.serviceS).toBeCloseTo(
      people.reduce((sum, { start, end }) => sum + end - start, 0),
      3,
    )
  }
})
test('TEST-10 with one table more nobody waits longer, each of the same people at the same moment', () => {
  for (const run of cases) {
    const few = served(run)
    const waits = few.room.waits.slice(0, run.people)
    const more = served({ ...run, tables: run.tables + 1 })
    for (let at = 0; at < run.people; at += 1) expect(more.room.waits[at]! <= waits[at]!).toBe(true)
    const { now, oneMore } = simulatePoint(run)
    expect(oneMore.meanS).toBeLessThanOrEqual(now.meanS)
    expect(oneMore.p95S).toBeLessThanOrEqual(now.p95S)
    expect(oneMore.longestQueue).toBeLessThanOrEqual(now.longestQueue)
    expect([now.people, oneMore.people]).toEqual([run.people, run.people])
  }
})
test('TEST-10 shares of the waits are those of the sorted waits, rounded up to a second', () => {
  for (const run of cases.filter(({ people }) => people > 50)) {
    const sorted = served(run)
      .room.waits.slice(0, run.people)
      .toSorted((a, b) => a - b)
    const { now } = simulatePoint(run)
    for (const [share, said] of [
      [0.5, now.p50S],
      [0.95, now.p95S],
    ] as const)
      expect(said).toBe(Math.ceil(sorted[Math.ceil(run.people * share) - 1]!))
    expect(now.maxS).toBe(sorted.at(-1))
  }
})
test('TEST-10 called up in slots each slot has its people; who comes when they like comes by the weights', () => {
  const room = roomFor(2400)
  draw(room, { people: 2400, tables: 3, arrivals: slots, service: exponential, seed: 4 })
  for (let slot = 0; slot < 24; slot += 1) expect(room.arrivals.filter((came) => Math.floor(came / 1800) === slot)).toHaveLength(100)
  const many = roomFor(100_000)
  draw(many, { people: 100_000, tables: 3, arrivals: rush, service: exponential, seed: 4 })
  const parts = [0, 1, 2, 3, 4].map((part) => many.arrivals.filter((came) => Math.min(4, Math.floor(came / (rush.windowS / 5))) === part).length / 10_000)
  for (const [part, weight] of rush.weights.entries()) expect(Math.abs(parts[part]! - weight)).toBeLessThan(0.1)
})
test('TEST-10 the same seed is the same day, another seed another; an area is the sum of its points', () => {
  const run = { people: 700, tables: 2, arrivals: slots, service: exponential, seed: 11 }
  expect(simulatePoint(run)).toEqual(simulatePoint(run))
  expect(simulatePoint(run)).not.toEqual(simulatePoint({ ...run, seed: 12 }))
  const running = simulateArea({
    communities: [
      [
        { people: 700, tables: 2 },
        { people: 500, tables: 1 },
      ],
      [],
      [{ people: 90, tables: 1 }],
    ],
    arrivals: slots,
    service: exponential,
    seed: 11,
  })
  let turns = 0
  for (;;) {
    const step = running.next()
    if (step.done !== true) {
      turns += 1
      continue
    }
    const { all, communities, points, curve } = step.value
    expect(turns).toBe(3)
    expect(points[0]![0]).toEqual(simulatePoint(run))
    expect(points[0]![1]).toEqual(simulatePoint({ ...run, people: 500, tables: 1, seed: 12 }))
    expect(communities.map(({ now }) => now.people)).toEqual([1200, 0, 90])
    expect(communities[1]!.now).toMatchObject({ meanS: 0, p95S: 0, utilisation: 0, lastServedS: 0 })
    expect(all.now.meanS).toBeCloseTo((communities[0]!.now.meanS * 1200 + communities[2]!.now.meanS * 90) / 1290, 6)
    expect(all.now.lastServedS).toBe(Math.max(...points.flat().map(({ now }) => now.lastServedS)))
    expect(curve.people).toHaveLength(CURVE_PARTS)
    expect(curve.people.reduce((sum, count) => sum + count, 0)).toBe(1290)
    const waited = curve.people.reduce((sum, count, part) => sum + count * curve.nowS[part]!, 0)
    expect(waited / 1290).toBeCloseTo(all.now.meanS, 6)
    break
  }
})
test('TEST-10 nobody, no table, no time and no spread are refused', () => {
  const good: PointRun = { people: 10, tables: 1, arrivals: slots, service: exponential, seed: 1 }
  const amiss: Partial<PointRun>[] = [
    { people: 0 },
    { people: -3 },
    { people: 1.5 },
    { tables: 0 },
    { tables: Number.NaN },
    { arrivals: { ...slots, windowS: 0 } },
    { arrivals: { ...slots, slotS: 0 } },
    { arrivals: { ...rush, weights: [] } },
    { arrivals: { ...rush, weights: [1, 0] } },
    { service: { ...exponential, meanS: 0 } },
    { service: { ...exponential, leastS: 90 } },
    { service: { ...exponential, kind: 'lognormal' } },
  ]
  for (const part of amiss) expect(() => simulatePoint({ ...good, ...part }), JSON.stringify(part)).toThrow(RangeError)
  expect(simulatePoint({ ...good, people: 1 }).now).toMatchObject({ people: 1, meanS: 0, longestQueue: 0 })
})
