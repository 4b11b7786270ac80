import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ageOn, batchOf, callUp, close, differsBy, doubtsAbout, isExpected, labelOf, newTube, readLabel, stepTube, take, takeOut, waitOf } from './index.ts'

const sample = (id: string, personId: string | null, homeId: string | null = null) => ({ id, personId, homeId })

test('TEST-02 a label tells its kind, its point’s sheet and its number; every single wrong or swapped character is noticed', () => {
  const label = { kind: 'tube' as const, batch: batchOf(12_345), serial: 12 }
  const text = labelOf(label)
  expect(text).toMatch(/^T[0-9A-Z]{10}$/)
  expect(readLabel(` ${text.toLowerCase()} `)).toEqual(label)
  expect(readLabel(labelOf({ ...label, kind: 'box' }))).toEqual({ ...label, kind: 'box' })
  const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
  for (let at = 1; at < text.length; at += 1) {
    for (const letter of letters) if (letter !== text[at]) expect(readLabel(text.slice(0, at) + letter + text.slice(at + 1))).toHaveProperty('problem')
    const next = text[at + 1]
    if (next !== undefined && next !== text[at]) expect(readLabel(text.slice(0, at) + next + text[at] + text.slice(at + 2))).toHaveProperty('problem')
  }
})
test.each(['', '6901234567892', 'https://example.com/t/T1', 'T1234', 'X234560012C'])('TEST-02 a code of another maker is told from a mistake: %s', (code) => {
  expect(readLabel(code)).toEqual({ problem: 'label_foreign' })
})
test('TEST-02 batches are letters nobody misreads, and no two numbers share one', () => {
  const some = Array.from({ length: 2_000 }, (_, nth) => batchOf(nth * 7_919))
  expect(new Set(some).size).toBe(some.length)
  expect(some.filter((batch) => /[ILOU]/.test(batch))).toEqual([])
})

test('TEST-02 what does not fit is said, and the sample is taken all the same', () => {
  const one = take(newTube(5), sample('s1', 'p1')).tube
  expect(take(one, sample('s2', 'p1')).doubts).toEqual(['twiceInTube'])
  expect(take(one, sample('s2', null)).doubts).toEqual(['unknownPerson'])
  expect(take(one, sample('s2', 'p2'), 'open').doubts).toEqual(['inOtherTube'])
  expect(take(one, sample('s2', 'p2'), 'closed')).toMatchObject({ doubts: ['twiceInRound'], tube: { samples: [{}, { isContested: false }] } })
  expect(take(newTube(1, 'h1'), sample('s1', 'p1', 'h2')).doubts).toEqual(['otherHome'])
  const full = take(newTube(1), sample('s1', 'p1')).tube
  expect(doubtsAbout(full, sample('s2', 'p2'))).toEqual(['overfull'])
  const sealed = stepTube(one, { kind: 'seal', counted: 1 })
  expect('tube' in sealed && take(sealed.tube, sample('s2', 'p2')).doubts).toEqual(['afterSeal'])
  // Sent twice: the same sample.
  expect(take(one, sample('s1', 'p1'))).toEqual({ tube: one, doubts: [] })
})
test('TEST-02 whoever was contested counts once the other sample is taken out', () => {
  const first = take(newTube(5), sample('s1', 'p1')).tube
  const both = take(first, sample('s2', 'p1')).tube
  expect(both.samples.map(({ isContested }) => isContested)).toEqual([false, true])
  expect(takeOut(both, 's1').samples).toEqual([{ ...sample('s2', 'p1'), isContested: false }])
  expect(takeOut(both, 's2').samples).toEqual([{ ...sample('s1', 'p1'), isContested: false }])
})
test('TEST-02 two phones at one table: closed by the one with what both took, the other’s come in later and fit, one more does not', () => {
  const closed = close(take(newTube(5), sample('s1', 'p1')).tube, 2)
  expect(differsBy(closed)).toBe(-1)
  const late = take(closed, sample('s2', 'p2'))
  expect([late.doubts, differsBy(late.tube)]).toEqual([[], 0])
  const more = take(late.tube, sample('s3', 'p3'))
  expect([more.doubts, differsBy(more.tube)]).toEqual([['afterSeal'], 1])
})
test('TEST-02 an empty tube is not closed, nor one that holds another number than was counted', () => {
  expect(stepTube(newTube(10), { kind: 'seal', counted: 0 })).toEqual({ refused: 'tube_empty' })
  expect(stepTube(take(newTube(10), sample('s1', 'p1')).tube, { kind: 'seal', counted: 2 })).toEqual({ refused: 'count_differs' })
})

test('TEST-01 buildings are called in their order, each slot no fuller than the tables can serve', () => {
  const calling = { fromMinute: 480, untilMinute: 540, tables: 2, perTableHour: 40, slotMinutes: 30 }
  expect(
    callUp(
      [
        { path: '/1/', people: 50 },
        { path: '/2/', people: 20 },
      ],
      calling,
    ),
  ).toEqual({
    slots: [
      { path: '/1/', people: 40, fromMinute: 480, untilMinute: 510 },
      { path: '/1/', people: 10, fromMinute: 510, untilMinute: 540 },
      { path: '/2/', people: 20, fromMinute: 510, untilMinute: 540 },
    ],
    left: 0,
  })
  expect(callUp([{ path: '/1/', people: 100 }], calling).left).toBe(20)
  expect(callUp([{ path: '/1/', people: 5 }], { ...calling, tables: 0 })).toEqual({ slots: [], left: 5 })
  expect(waitOf(60, { tables: 3, perTableHour: 40 })).toBe(30)
})
test('TEST-01 nobody is called twice and nobody is left out without being counted, however the buildings are', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ path: fc.string({ minLength: 1 }), people: fc.nat(300) }), { maxLength: 30 }),
      fc.record({
        fromMinute: fc.nat(600),
        untilMinute: fc.nat(1_440),
        tables: fc.nat(6),
        perTableHour: fc.nat(120),
        slotMinutes: fc.constantFrom(15, 30, 60),
      }),
      (buildings, calling) => {
        const { slots, left } = callUp(buildings, calling)
        const called = slots.reduce((sum, slot) => sum + slot.people, 0)
        expect(called + left).toBe(buildings.reduce((sum, one) => sum + one.people, 0))
        const most = Math.floor((calling.tables * calling.perTableHour * calling.slotMinutes) / 60)
        for (const of of Map.groupBy(slots, ({ fromMinute }) => fromMinute).values())
          expect(of.reduce((sum, slot) => sum + slot.people, 0)).toBeLessThanOrEqual(most)
        for (const slot of slots) expect(slot.untilMinute <= calling.untilMinute && slot.fromMinute >= calling.fromMinute).toBe(true)
      },
    ),
  )
})

test('TEST-01 age counts from the birthday itself, and whoever has none in the ledger is expected', () => {
  expect([ageOn('2016-05-02', '2022-05-01'), ageOn('2016-05-02', '2022-05-02'), ageOn('2016-02-29', '2022-02-28'), ageOn(null, '2022-05-01')]).toEqual([
    5,
    6,
    5,
    null,
  ])
  expect(isExpected({ ageFrom: 6, ageTo: 60 }, '2016-05-02', '2022-05-01')).toBe(false)
  expect(isExpected({ ageFrom: 6, ageTo: 60 }, '1961-05-02', '2022-05-01')).toBe(true)
  expect(isExpected({ ageFrom: 6, ageTo: 60 }, '1961-05-01', '2022-05-01')).toBe(false)
  expect(isExpected({ ageFrom: 6, ageTo: 60 }, null, '2022-05-01')).toBe(true)
})
