import { expect, test } from 'vitest'
import { afterAct, isBreach, isLive, nextCheck, SEAL_ACTS, SEAL_STATES } from './index.ts'

test('a seal goes from the roll to the door and comes off once; what is over stays over', () => {
  expect(SEAL_STATES.map((state) => SEAL_ACTS.flatMap((act) => afterAct(state, act) ?? []))).toEqual([
    ['applied', 'withdrawn'],
    ['applied', 'broken', 'removed'],
    [],
    [],
    [],
  ])
  expect(SEAL_STATES.filter(isLive)).toEqual(['issued', 'applied'])
})

test('an opening is a breach only of a seal on a door that has to stay shut, and not while it is announced', () => {
  const on = { state: 'applied' as const, mustComeOff: false }
  expect(isBreach(on, 1000, [])).toBe(true)
  expect(isBreach(on, 1000, [{ from: 1000, until: 2000 }])).toBe(false)
  expect(isBreach(on, 5_000, [{ from: 5_800, until: 9_000 }])).toBe(false)
  expect(isBreach(on, 4_999, [{ from: 5_800, until: 9_000 }])).toBe(true)
  expect(isBreach(on, 2001, [{ from: 1000, until: 2000 }])).toBe(true)
  expect(isBreach({ state: 'issued', mustComeOff: false }, 1000, [])).toBe(false)
  expect(isBreach({ ...on, mustComeOff: true }, 1000, [])).toBe(false)
})

test('the next look is so many hours after the last', () => {
  expect(nextCheck(Date.parse('2022-07-10T04:00:00Z'), 12)).toBe(Date.parse('2022-07-10T16:00:00Z'))
})
