// What the database answers is what the rule says, on histories nobody chose.
import { certaintyOf, ringOf, secondRingOf, type Trail } from '@xiaomen/rules/presence'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTown, type Town } from '../../platform/testing.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { accessModule } from '../access/index.ts'
import { approvalsModule } from '../approvals/index.ts'
import { areasModule } from '../areas/index.ts'
import { gateModule } from '../gate/index.ts'
import { buildQuarter, type Quarter } from '../gate/quarter.fixture.ts'
import { postureModule } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { riskModule } from '../risk/index.ts'
import { statusModule } from '../status/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { figures } from './figures.ts'
import { presenceModule } from './index.ts'
import { firstRings, secondRing } from './rings.ts'
import { type Passed, type Place, trailsOf, type Visited, writeTrails } from './trails.test.fixture.ts'

const MODULES = [areasModule, accessModule, approvalsModule, registryModule, postureModule, tasksModule, riskModule, statusModule, gateModule]
const MINUTE_MS = 60_000
const FROM = Date.parse('2022-07-08T22:00:00+08:00')
/** About two midnights. */
const MINUTES = 2_000
let town: Town, quarter: Quarter
let here: Place[], people: string[], passed: Passed[], visited: Visited[]

/** Park and Miller: the same numbers everywhere. */
function drawer(seed: number) {
  let state = seed
  const draw = (below: number) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
  return { draw, pick: <T>(from: readonly T[]): T => from[draw(from.length)]! }
}

beforeAll(async () => {
  town = await openTown({ modules: [...MODULES, presenceModule] })
  town.clock.now = new Date('2022-07-10T20:00:00+08:00')
  quarter = await buildQuarter(town)
  const { draw, pick } = drawer(20_220_710)
  const at = (area: Quarter['community']): Place => ({ id: uuidv7(), communityId: area.communityId!, path: area.path })
  here = [at(quarter.compound), at(quarter.compound), at(quarter.compound)]
  const there = at(quarter.nextCompound)
  people = Array.from({ length: 40 }, () => uuidv7())
  passed = Array.from({ length: 1_200 }, () => ({
    personId: draw(20) === 0 ? null : pick(people),
    gate: pick([...here.slice(0, 2), there]),
    at: FROM + draw(MINUTES * 60) * 1_000,
    direction: pick(['in', 'out'] as const),
    identity: pick(['code', 'document', 'short', 'named'] as const),
  }))
  visited = Array.from({ length: 900 }, () => {
    const came = FROM + draw(MINUTES) * MINUTE_MS
    return {
      personId: pick(people),
      spot: pick([...here.slice(1), there]),
      at: came,
      leftAt: draw(3) === 0 ? came + (1 + draw(figures().longestStayMinutes)) * MINUTE_MS : null,
      identity: pick(['account', 'code', 'said'] as const),
      proof: pick(['claimed', 'rotating', 'confirmed'] as const),
    }
  })
  await writeTrails(town, passed, visited)
}, 120_000)
afterAll(() => town.close())

test('TRACE-05 the database answers as the rule does, both rings, for windows that overlap and cross midnight', async () => {
  const all = trailsOf(passed, visited, figures().stayMinutes)
  const isHere = (one: Trail) => here.some(({ id }) => id === one.place)
  const trails = all.filter(isHere)
  const { draw } = drawer(7)
  const cases = people.slice(0, 12).map((personId) => {
    const from = FROM + draw(MINUTES) * MINUTE_MS
    return { personId, from: new Date(from), to: new Date(from + (1 + draw(MINUTES)) * MINUTE_MS) }
  })
  const { path } = quarter.community
  await town.system(async (ctx) => {
    const rings = await firstRings(ctx, path, cases)
    let met = 0
    for (const [nth, of] of cases.entries()) {
      const window = { from: of.from.getTime(), to: of.to.getTime() }
      const expected = ringOf(`p:${of.personId}`, window, trails, figures())
      const line = (one: { kind: string; from: number; to: number; ms: number; doubts: readonly string[] }, who: string, place: string) =>
        [who, place, one.kind, one.from, one.to, one.ms, ...one.doubts].join(' ')
      expect(rings[nth]!.meetings.map((one) => line(one, one.key, one.placeId)).toSorted()).toEqual(
        expected.map((one) => line(one, one.who, one.place)).toSorted(),
      )
      met += expected.length
      const second = secondRingOf(`p:${of.personId}`, window, trails, figures())
      const found = await secondRing(ctx, path, of, rings[nth]!)
      const byWho = Map.groupBy(second, ({ who }) => who)
      expect([...found.keys()].toSorted()).toEqual([...byWho.keys()].toSorted())
      for (const [who, meetings] of byWho) {
        const best = meetings.map(({ doubts }) => ['low', 'medium', 'high'].indexOf(certaintyOf(doubts)))
        expect(found.get(who)).toMatchObject({
          times: meetings.length,
          first: Math.min(...meetings.map(({ from }) => from)),
          last: Math.max(...meetings.map(({ to }) => to)),
          certainty: ['low', 'medium', 'high'][Math.max(...best)],
        })
      }
    }
    expect(met).toBeGreaterThan(100)
  })
})

test('TRACE-05 passages of people nobody knows are told as a number; what lies outside the area is not looked at', async () => {
  const [one] = people
  const window = { from: new Date(FROM), to: new Date(FROM + MINUTES * MINUTE_MS) }
  const [ring] = await town.system((ctx) => firstRings(ctx, quarter.community.path, [{ personId: one!, ...window }]))
  const near = figures().nearMinutes * MINUTE_MS
  const own = passed.filter(({ personId, gate }) => personId === one && here.includes(gate))
  const nobody = passed.filter((other) => other.personId === null && own.some((mine) => mine.gate === other.gate && Math.abs(mine.at - other.at) <= near))
  expect(ring!.unnamed).toBe(nobody.length)
  const [elsewhere] = await town.system((ctx) => firstRings(ctx, quarter.nextCommunity.path, [{ personId: one!, ...window }]))
  expect(new Set(elsewhere!.meetings.map(({ placeId }) => placeId)).size).toBe(1)
})
