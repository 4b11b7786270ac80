import { expect, test } from 'vitest'
import { FIGURES } from './figures.test.fixture.ts'
import { poolRulesOf } from './figures.ts'
import { advisePool, testsPerPerson } from './pool.ts'

const rules = poolRulesOf(FIGURES)

test('TEST-10 tests per person come out as the table of pools says them, to the third digit', () => {
  const table = [
    [0.001, [0.205, 0.11, 0.07]],
    [0.01, [0.249, 0.196, 0.232]],
    [0.03, [0.341, 0.363, 0.506]],
    [0.05, [0.426, 0.501, 0.692]],
  ] as const
  for (const [positivity, expected] of table)
    expect(
      [5, 10, 20].map((size) => Math.round(testsPerPerson(size, positivity) * 1000) / 1000),
      String(positivity),
    ).toEqual(expected)
  expect(testsPerPerson(1, 0.2)).toBe(1)
})
test('TEST-10 a drawn crowd takes the tests the formula expects', () => {
  // Each of 0.3 % positive by a fixed pattern that pools cannot see: every 333rd person after a shuffle by steps prime to the crowd.
  const crowd = 1_000_003
  const isPositive = (person: number) => (person * 611_953) % crowd < crowd * 0.003
  for (const size of [5, 10, 20]) {
    let tests = 0
    for (let first = 0; first < crowd; first += size) {
      let positive = false
      for (let one = first; one < Math.min(first + size, crowd); one += 1) positive ||= isPositive(one)
      tests += 1 + (positive ? size : 0)
    }
    expect(Math.abs(tests / crowd / testsPerPerson(size, 0.003) - 1), String(size)).toBeLessThan(0.02)
  }
})
test('TEST-10 the pool that takes the fewest tests is advised, with its reason; above the bound only a small one or none', () => {
  expect([0, 0.001, 0.005, 0.01, 0.02, 0.03].map((positivity) => advisePool(positivity, rules).size)).toEqual([20, 20, 20, 10, 10, 5])
  expect(advisePool(0.0005, rules)).toMatchObject({ reason: 'fewestTests', mayDilute: true })
  expect(advisePool(0.001, rules).mayDilute).toBe(false)
  const high = advisePool(0.031, rules)
  expect([high.size, high.reason]).toEqual([5, 'tooMany'])
  expect(high.options.filter(({ isAllowed }) => isAllowed).map(({ size }) => size)).toEqual([1, 5])
  // 1/5 + 1 − 0.7⁵ is 1.03 tests a person.
  expect(advisePool(0.3, rules)).toMatchObject({ size: 1, reason: 'single' })
  expect(advisePool(1, rules)).toMatchObject({ size: 1, reason: 'single' })
})
