// Every point of an area, one after the other, and what comes of it for each community and for all.
import { type Arrivals, checkRun, draw, type PointRun, type PointWaits, roomFor, serve, type Service } from './point.ts'
import { addPoint, clearTally, startTally, type Tally, waitsOf } from './tally.ts'

export type PointSize = { people: number; tables: number }
/** Points of each community. */
export type AreaRun = { communities: readonly (readonly PointSize[])[]; arrivals: Arrivals; service: Service; seed: number }
/** Mean wait of whoever comes in each part of the window, and how many come then. */
export type Curve = { people: number[]; nowS: number[]; oneMoreS: number[] }
export type AreaWaits = { all: PointWaits; communities: PointWaits[]; points: PointWaits[][]; curve: Curve }

/** Equal parts of the window a curve has. */
export const CURVE_PARTS = 24

const both = (): [Tally, Tally] => [startTally(), startTally()]
const waitsOfBoth = ([now, oneMore]: readonly [Tally, Tally]): PointWaits => ({ now: waitsOf(now), oneMore: waitsOf(oneMore) })

/**
 * Yields after each point, so that whoever runs it lets others have their turn. A community without points is given zeros.
 * @throws RangeError for what is no run, before anything is run
 */
export function* simulateArea({ communities, arrivals, service, seed }: AreaRun): Generator<void, AreaWaits, void> {
  const runOf = ({ people, tables }: PointSize, at: number): PointRun => ({ people, tables, arrivals, service, seed: seed + at })
  let most = 0
  for (const point of communities.flat()) {
    checkRun(runOf(point, 0))
    most = Math.max(most, point.people)
  }
  const room = roomFor(most)
  const all = both()
  const community = both()
  const point = both()
  const came = new Float64Array(CURVE_PARTS)
  const waited = [new Float64Array(CURVE_PARTS), new Float64Array(CURVE_PARTS)] as const
  const answer: AreaWaits = {
    all: { now: waitsOf(all[0]), oneMore: waitsOf(all[1]) },
    communities: [],
    points: [],
    curve: { people: [], nowS: [], oneMoreS: [] },
  }
  let at = 0
  for (const points of communities) {
    community.forEach(clearTally)
    const own: PointWaits[] = []
    for (const size of points) {
      draw(room, runOf(size, at))
      at += 1
      for (const more of [0, 1] as const) {
        const tables = size.tables + more
        const served = serve(room, size.people, tables)
        clearTally(point[more])
        for (const tally of [point[more], community[more], all[more]]) addPoint(tally, served, room.waits, size.people, tables)
        const sums = waited[more]
        for (let one = 0; one < size.people; one += 1) {
          const part = Math.min(CURVE_PARTS - 1, Math.floor((room.arrivals[one]! / arrivals.windowS) * CURVE_PARTS))
          sums[part]! += room.waits[one]!
          if (more === 0) came[part]! += 1
        }
      }
      own.push(waitsOfBoth(point))
      yield
    }
    answer.communities.push(waitsOfBoth(community))
    answer.points.push(own)
  }
  const meanOf = (sums: Float64Array) => Array.from(sums, (sum, part) => (came[part] === 0 ? 0 : sum / came[part]!))
  answer.all = waitsOfBoth(all)
  answer.curve = { people: Array.from(came), nowS: meanOf(waited[0]), oneMoreS: meanOf(waited[1]) }
  return answer
}

/** One point alone. */
export function simulatePoint(run: PointRun): PointWaits {
  checkRun(run)
  const running = simulateArea({ communities: [[{ people: run.people, tables: run.tables }]], arrivals: run.arrivals, service: run.service, seed: run.seed })
  for (;;) {
    const step = running.next()
    if (step.done === true) return step.value.all
  }
}
