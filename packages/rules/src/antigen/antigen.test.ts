import { expect, test } from 'vitest'
import { afterKitMove, ageOn, isOfAge, KIT_MOVES, kitsLeft, mayReport, onHand } from './index.ts'

test('TEST-08 age is told by the birthday on the day, and both ends of the range belong to it', () => {
  expect([ageOn('2016-07-02', '2022-07-01'), ageOn('2016-07-01', '2022-07-01'), ageOn('2016-02-29', '2022-02-28'), ageOn('2016-02-29', '2022-03-01')]).toEqual([
    5, 6, 5, 6,
  ])
  const range = { from: 6, until: 60 }
  expect(['2016-07-02', '2016-07-01', '1961-07-02', '1961-07-01', null].map((birthday) => isOfAge(birthday, '2022-07-01', range))).toEqual([
    false,
    true,
    true,
    false,
    null,
  ])
})
test('TEST-08 the office never gives what it has not, whatever the move', () => {
  const stock = { received: 10, out: 4, returned: 1, spoilt: 2 }
  expect(onHand(stock)).toBe(5)
  expect(KIT_MOVES.map((kind) => afterKitMove(stock, kind, 6) === null)).toEqual([false, true, true, false, true, false])
  expect(KIT_MOVES.map((kind) => onHand(afterKitMove(stock, kind, 5) ?? stock))).toEqual([10, 0, 0, 10, 0, 5])
  expect(kitsLeft({ given: 6, used: 4, returned: 1 })).toBe(1)
})
test('TEST-08 an invalid test is done again; a result counts as often as there are kits a head', () => {
  expect([mayReport([], 1), mayReport(['invalid', 'invalid'], 1), mayReport(['negative'], 1), mayReport(['negative', 'invalid'], 2)]).toEqual([
    true,
    true,
    false,
    true,
  ])
})
