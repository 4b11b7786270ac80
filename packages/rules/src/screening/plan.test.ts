import { expect, test } from 'vitest'
import { FIGURES } from './figures.test.fixture.ts'
import { peakOf, partsOf, planCommunity, runOf, totalsOf, type Asked } from './plan.ts'

const asked: Asked = { hours: 24, positivity: 0.001, pool: '20', tablesPerPoint: null }
const heads = { people: 5100, homes: 1800, homebound: 100, special: 300 }

test('TEST-10 a community of five thousand: two points of four tables, a sampler for each 360, tubes of twenty, those who cannot come in tubes of their own', () => {
  const plan = planCommunity(heads, asked, FIGURES)
  expect(plan.points).toEqual([
    { people: 2500, tables: 4 },
    { people: 2500, tables: 4 },
  ])
  expect(plan).toMatchObject({ tables: 8, samplers: 14, others: 16, doorTeams: 1, special: 300 })
  expect(plan.tubes).toBe(Math.ceil((250 + 100) * 1.05))
  expect(plan.swabs).toBe(5355)
  // 1/20 + 1 − 0.999²⁰ of 5000, and one for each at the door.
  expect(plan.tests).toBe(Math.ceil(5000 * (0.05 + 1 - 0.999 ** 20)) + 100)
  expect(plan.hours).toBe(2500 / 160)
  expect(plan.yuan).toBe(5355 + 2 * plan.tubes + 30 * plan.tests + 100 * (14 + 16 + 2))
})
test('TEST-10 fewer hours take more tables; tables set by hand are kept and take as long as they take', () => {
  const quick = planCommunity(heads, { ...asked, hours: 6 }, FIGURES)
  expect(quick.points.map(({ tables }) => tables)).toEqual([14, 14])
  expect(quick.hours).toBeLessThanOrEqual(6 * FIGURES.busyAtMost)
  expect(quick.samplers).toBe(28)
  const byHand = planCommunity(heads, { ...asked, hours: 6, tablesPerPoint: 3 }, FIGURES)
  expect(byHand).toMatchObject({ tables: 6, hours: 2500 / 120, samplers: 14 })
})
test('TEST-10 no point has more people than the guide allows, and nobody is left out or counted twice', () => {
  for (let people = 1; people < 20_000; people += 37) {
    const { points } = planCommunity({ people, homes: people, homebound: 0, special: 0 }, asked, FIGURES)
    expect(points.reduce((sum, point) => sum + point.people, 0)).toBe(people)
    for (const point of points) {
      expect(point.people).toBeLessThanOrEqual(3000)
      expect(point.tables * 800).toBeGreaterThanOrEqual(point.people)
      expect(point.tables).toBeGreaterThanOrEqual(1)
    }
  }
  expect([0, 1, 2000, 2500, 3001, 3749, 3750, 9001].map((count) => partsOf(count, 2000, 3000))).toEqual([0, 1, 1, 1, 2, 2, 2, 4])
})
test('TEST-10 where nobody lives nothing is planned, and where nobody can come no point is opened', () => {
  expect(planCommunity({ people: 0, homes: 0, homebound: 0, special: 0 }, asked, FIGURES)).toMatchObject({
    points: [],
    tables: 0,
    tubes: 0,
    tests: 0,
    yuan: 0,
    hours: 0,
  })
  expect(planCommunity({ people: 3, homes: 3, homebound: 3, special: 0 }, asked, FIGURES)).toMatchObject({ points: [], samplers: 0, doorTeams: 1, tests: 3 })
})
test('TEST-10 a tube a home takes about as many tubes as homes', () => {
  const { tubes, tests } = planCommunity({ people: 3000, homes: 1000, homebound: 0, special: 0 }, { ...asked, pool: 'household' }, FIGURES)
  expect(tubes).toBe(1050)
  expect(tests).toBe(Math.ceil(3000 * (1 / 3 + 1 - 0.999 ** 3)))
})
test('TEST-10 totals are the sums of the communities, but the hours, which are the longest', () => {
  const plans = [heads, { ...heads, people: 700 }].map((one) => planCommunity(one, asked, FIGURES))
  const totals = totalsOf(plans)
  expect(totals).toMatchObject({ people: 5800, points: 3, tables: 9, hours: Math.max(...plans.map(({ hours }) => hours)) })
  expect(totals.yuan).toBe(plans[0]!.yuan + plans[1]!.yuan)
  expect(totalsOf([])).toMatchObject({ people: 0, points: 0, hours: 0 })
})
test('TEST-10 the busiest hour is said as what it asks of a table: planned, a burst, or more than any bears', () => {
  const plans = [planCommunity(heads, asked, FIGURES)]
  const paceOf = (kind: 'slots' | 'free', weights: number[], hours = 24) => peakOf(runOf(plans, { hours, kind, weights, seed: 1 }, FIGURES), FIGURES)
  expect(paceOf('slots', [1]).pace).toBe('planned')
  expect(paceOf('slots', [1]).perTableHour).toBeCloseTo(625 / 21.6)
  expect(paceOf('free', [3, 1, 1, 1]).pace).toBe('burst')
  expect(paceOf('free', [3, 1, 1, 1]).perTableHour).toBeCloseTo((625 / 21.6) * 2)
  expect(paceOf('free', [20, 1, 1, 1], 12).pace).toBe('beyond')
})
