import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { areApart, type Point, roundsOf, slotsOf, timesEvery, type Visit } from './index.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const clock = (time: string, day = 0) => day * DAY + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * MINUTE
const always = (id: string): Point => ({ id, from: -DAY, until: null })
const table = (times: string[], from = -DAY, toleranceMinutes = 30) => ({ from, times, toleranceMinutes })

test('GATE-13 every two hours is twelve rounds, and none of them meets another', () => {
  expect(timesEvery(120)).toEqual(['00:00', '02:00', '04:00', '06:00', '08:00', '10:00', '12:00', '14:00', '16:00', '18:00', '20:00', '22:00'])
  expect(areApart(timesEvery(120), 59)).toBe(true)
  expect(areApart(timesEvery(120), 60)).toBe(false)
})

test('GATE-13 rounds just before and just after midnight are neighbours', () => {
  expect(areApart(['23:50', '00:10'], 9)).toBe(true)
  expect(areApart(['23:50', '00:10'], 10)).toBe(false)
  expect(areApart(['08:00'], 300)).toBe(true)
  expect(areApart(['08:00', '08:00'], 5)).toBe(false)
})

describe('GATE-13 a round', () => {
  const slots = slotsOf([table(['08:00', '23:50'])], [0])
  const points = [always('a'), always('b')]
  const at = (visits: Visit[], now: number) => roundsOf(slots, points, visits, now).map(({ state, missing }) => [state, ...missing])

  test('is ahead, then open, then missed with the points nobody visited', () => {
    expect(at([], clock('07:00'))).toEqual([
      ['ahead', 'a', 'b'],
      ['ahead', 'a', 'b'],
    ])
    expect(at([{ pointId: 'a', at: clock('07:31') }], clock('08:30'))[0]).toEqual(['open', 'b'])
    expect(at([{ pointId: 'a', at: clock('07:31') }], clock('08:31'))[0]).toEqual(['missed', 'b'])
  })
  test('is done when the last point was visited, and not a minute too early or too late', () => {
    const both = (time: number) => [
      { pointId: 'a', at: clock('08:00') },
      { pointId: 'b', at: time },
    ]
    expect(at(both(clock('08:30')), clock('09:00'))[0]).toEqual(['done'])
    expect(at(both(clock('08:31')), clock('09:00'))[0]).toEqual(['missed', 'b'])
    expect(at(both(clock('07:29')), clock('09:00'))[0]).toEqual(['missed', 'b'])
  })
  test('that begins before midnight may end after it', () => {
    const late = [
      { pointId: 'a', at: clock('23:55') },
      { pointId: 'b', at: clock('00:15', 1) },
    ]
    expect(at(late, clock('01:00', 1))[1]).toEqual(['done'])
  })
  test('asks only for the points that were there when it was due and until it was over', () => {
    const changed = [always('a'), { id: 'new', from: clock('08:01'), until: null }, { id: 'gone', from: -DAY, until: clock('08:10') }]
    expect(roundsOf(slots, changed, [], clock('09:00'))[0]!.missing).toEqual(['a'])
  })
})

test('GATE-13 a new timetable holds from its hour: what the old one asked for before stays asked', () => {
  const slots = slotsOf([table(['08:00', '20:00']), table(['10:00', '18:00'], clock('12:00'))], [0])
  expect(slots.map(({ at }) => at)).toEqual([clock('08:00'), clock('18:00')])
})

test('GATE-13 times changed in the middle of a round: the old one is dropped, the new one begins now, and no visit counts for both', () => {
  const slots = slotsOf([table(['08:00']), table(['08:10'], clock('08:05'))], [0])
  expect(slots).toEqual([{ at: clock('08:10'), from: clock('08:05'), until: clock('08:40') }])
  const before = slotsOf([table(['07:30']), table(['08:10'], clock('08:05'))], [0])
  expect(before.map(({ from, until }) => [from, until])).toEqual([
    [clock('07:00'), clock('08:00')],
    [clock('08:05'), clock('08:40')],
  ])
})

const someVisits = fc.array(fc.record({ pointId: fc.constantFrom('a', 'b', 'c', 'stranger'), at: fc.integer({ min: -DAY, max: 3 * DAY }) }), { maxLength: 60 })
const someTimes = fc.tuple(fc.integer({ min: 30, max: 720 }), fc.nat(14)).map(([every, tolerance]) => ({ times: timesEvery(every), tolerance }))

test('GATE-13 expected − visited = missed: every point of every round is one or the other, and no visit counts twice', () => {
  fc.assert(
    fc.property(someTimes, someVisits, fc.integer({ min: 0, max: 3 * DAY }), ({ times, tolerance }, visits, now) => {
      expect(areApart(times, tolerance)).toBe(true)
      const rounds = roundsOf(slotsOf([table(times, -DAY, tolerance)], [0, DAY]), ['a', 'b', 'c'].map(always), visits, now)
      const seen = rounds.reduce((sum, { visited }) => sum + visited.size, 0)
      const missing = rounds.reduce((sum, round) => sum + round.missing.length, 0)
      expect(seen + missing).toBe(rounds.length * 3)
      for (const { at } of visits) expect(rounds.filter(({ from, until }) => at >= from && at <= until).length).toBeLessThanOrEqual(1)
      for (const round of rounds) for (const at of round.visited.values()) expect(at >= round.from && at <= round.until).toBe(true)
    }),
  )
})

test('GATE-13 one more visit never makes more missing, and their order makes no difference', () => {
  fc.assert(
    fc.property(someVisits, someVisits, (first, second) => {
      const slots = slotsOf([table(timesEvery(120))], [0, DAY])
      const points = ['a', 'b', 'c'].map(always)
      const missing = (visits: Visit[]) => roundsOf(slots, points, visits, 3 * DAY).map((round) => round.missing)
      const fewer = missing(first)
      const more = missing([...first, ...second])
      more.forEach((left, at) => expect(left.filter((id) => !fewer[at]!.includes(id))).toEqual([]))
      expect(missing([...second, ...first])).toEqual(more)
    }),
  )
})
