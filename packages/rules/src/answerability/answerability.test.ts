import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerFor, type Duty, holdsOn, type Lists, onDuty, overlap, pickCarer, placesOf, settleSlots, type Slot } from './index.ts'

const area = (path: string, level: string) => ({ id: path, level, name: path, path })
/** Two compounds: one with a building of two units and a building without units, one whose unit hangs under it, and a yard with neither. */
const TREE = [
  area('/1/', 'community'),
  area('/1/1/', 'compound'),
  area('/1/1/1/', 'building'),
  area('/1/1/1/1/', 'unit'),
  area('/1/1/1/2/', 'unit'),
  area('/1/1/2/', 'building'),
  area('/1/2/', 'compound'),
  area('/1/2/1/', 'unit'),
  area('/1/3/', 'compound'),
]
const ids = (kinds: Parameters<typeof placesOf>[0], grids: Parameters<typeof placesOf>[2] = []) => placesOf(kinds, TREE, grids).map((place) => place.id)

test('CTRL-05 every home lies in a place of every level: a building without units stands for itself, a yard too', () => {
  expect(ids(['community'])).toEqual(['/1/'])
  expect(ids(['building', 'unit', 'compound'])).toEqual(['/1/1/1/', '/1/1/2/', '/1/2/1/', '/1/3/'])
  expect(ids(['unit', 'building', 'compound'])).toEqual(['/1/1/1/1/', '/1/1/1/2/', '/1/2/1/', '/1/1/2/', '/1/3/'])
})

test('CTRL-05 what lies in a grid is not listed again by compound; what a grid leaves out is', () => {
  const whole = { id: 'g', name: 'g', paths: ['/1/1/', '/1/2/'] }
  expect(ids(['grid', 'compound'], [whole])).toEqual(['g', '/1/3/'])
  const half = { id: 'g', name: 'g', paths: ['/1/1/1/'] }
  expect(ids(['grid', 'compound'], [half])).toEqual(['g', '/1/1/', '/1/2/', '/1/3/'])
})

test('CTRL-05 a place is answered for, or the gap says why: nobody, over, or left', () => {
  const [place] = placesOf(['community'], TREE, [])
  const row = { at: 'area' as const, placeId: '/1/', handId: 'a', from: '2022-05-01', until: '2022-05-10' }
  const gap = (rows: (typeof row)[], day: string, isThere = true) => answerFor(place!, rows, day, () => isThere).gap
  expect([gap([], '2022-05-04'), gap([row], '2022-05-04'), gap([row], '2022-05-11'), gap([row], '2022-04-30')]).toEqual(['nobody', null, 'over', 'nobody'])
  expect(gap([row], '2022-05-04', false)).toBe('left')
  expect(holdsOn({ from: '2022-05-01', until: null }, '2030-01-01')).toBe(true)
  expect(overlap({ from: '2022-05-01', until: '2022-05-03' }, { from: '2022-05-03', until: null })).toBe(true)
  expect(overlap({ from: '2022-05-01', until: '2022-05-03' }, { from: '2022-05-04', until: null })).toBe(false)
})

const duty = (id: string, more: Partial<Duty> = {}): Duty => ({
  id,
  slot: 'gridWorker',
  handId: `hand ${id}`,
  paths: ['/1/'],
  ordinal: 1,
  most: null,
  from: '2022-01-01',
  until: null,
  ...more,
})
const lists = (duties: Duty[], more: Partial<Lists> = {}): Lists => ({
  duties,
  day: '2022-05-04',
  away: new Set(),
  isThere: () => true,
  isOwnDoor: () => false,
  loads: new Map(),
  ...more,
})
const pick = (all: Lists, not: string[] = []) => pickCarer('gridWorker', '/1/1/1/h1/', all, new Set(not))

test('CTRL-03 the nearest list is gone through first, then the one above; within it fewest households, then the order', () => {
  const near = duty('near', { paths: ['/1/1/1/'], ordinal: 9 })
  expect(pick(lists([duty('far'), near])).duty?.id).toBe('near')
  expect(pick(lists([duty('far'), { ...near, most: 2 }], { loads: new Map([['hand near', 2]]) })).duty?.id).toBe('far')
  expect(pick(lists([duty('b', { ordinal: 2 }), duty('a', { ordinal: 1 })])).duty?.id).toBe('a')
  expect(pick(lists([duty('b', { ordinal: 2 }), duty('a', { ordinal: 1 })], { loads: new Map([['hand a', 3]]) })).duty?.id).toBe('b')
})

test('CTRL-03 an empty slot says why: nobody on duty, all of them away, or all of them at their most', () => {
  expect(pick(lists([]))).toMatchObject({ duty: null, gap: 'nobodyOnDuty' })
  expect(pick(lists([duty('a', { slot: 'volunteer' })])).gap).toBe('nobodyOnDuty')
  expect(pick(lists([duty('a', { until: '2022-05-03' })])).gap).toBe('nobodyOnDuty')
  expect(pick(lists([duty('a', { paths: ['/2/'] })])).gap).toBe('nobodyOnDuty')
  expect(pick(lists([duty('a')], { isThere: () => false })).gap).toBe('nobodyOnDuty')
  expect(pick(lists([duty('a')], { away: new Set(['hand a']) })).gap).toBe('allAway')
  expect(pick(lists([duty('a', { most: 1 })], { loads: new Map([['hand a', 1]]) })).gap).toBe('allFull')
  expect(pick(lists([duty('a'), duty('b')]), ['hand a']).duty?.id).toBe('b')
  expect(pick(lists([duty('a'), duty('b')], { isOwnDoor: (handId) => handId === 'hand a' })).duty?.id).toBe('b')
})

const slot = (id: string, more: Partial<Slot> = {}): Slot => ({
  id,
  subject: `case ${id}`,
  homeId: `home ${id}`,
  path: '/1/1/1/h1/',
  slot: 'gridWorker',
  handId: null,
  coverId: null,
  isKept: false,
  ...more,
})

test('CTRL-03 whoever falls ill is covered by the next of the list and gets it back; who left gives way for good', () => {
  const two = [duty('a'), duty('b', { ordinal: 2 })]
  const [first] = settleSlots([slot('1')], lists(two))
  expect(first).toMatchObject({ handId: 'hand a', coverId: null, gap: null, why: 'filled' })
  const [ill] = settleSlots([first!], lists(two, { away: new Set(['hand a']) }))
  expect(ill).toMatchObject({ handId: 'hand a', coverId: 'hand b', why: 'covered' })
  const [both] = settleSlots([ill!], lists(two, { away: new Set(['hand a', 'hand b']) }))
  expect(both).toMatchObject({ handId: 'hand a', coverId: null, gap: 'allAway' })
  expect(settleSlots([ill!], lists(two))[0]).toMatchObject({ handId: 'hand a', coverId: null, why: 'coverEnded' })
  // Off the list while ill: the one who stood in goes on.
  expect(settleSlots([ill!], lists([two[1]!], { away: new Set(['hand a']) }))[0]).toMatchObject({ handId: 'hand b', coverId: null })
  expect(settleSlots([first!], lists([]))[0]).toMatchObject({ handId: null, gap: 'nobodyOnDuty', why: 'emptied' })
  // Handed over by hand: stays without a list, as long as the account lives.
  expect(settleSlots([{ ...first!, isKept: true }], lists([]))[0]).toMatchObject({ handId: 'hand a', why: null })
  expect(settleSlots([{ ...first!, isKept: true }], lists([], { isThere: () => false }))[0]).toMatchObject({ handId: null })
})

const anyDuty = fc.record({
  handId: fc.constantFrom('a', 'b', 'c', 'd'),
  slot: fc.constantFrom('gridWorker' as const, 'volunteer' as const),
  paths: fc.constantFrom(['/1/'], ['/1/1/'], ['/1/1/1/'], ['/1/2/']),
  ordinal: fc.integer({ min: 1, max: 3 }),
  most: fc.option(fc.integer({ min: 1, max: 3 })),
})
const anySlot = fc.record({
  subject: fc.constantFrom('x', 'y', 'z'),
  slot: fc.constantFrom('gridWorker' as const, 'volunteer' as const),
  path: fc.constantFrom('/1/1/1/h1/', '/1/1/1/h2/', '/1/2/h1/'),
  handId: fc.option(fc.constantFrom('a', 'b', 'c', 'd')),
  isKept: fc.boolean(),
})
test('CTRL-03 whatever the lists: nobody away or gone is left with a household alone, nobody has two slots of one household, and settling twice changes nothing', () => {
  fc.assert(
    fc.property(
      fc.array(anyDuty, { maxLength: 8 }),
      fc.array(anySlot, { maxLength: 6 }),
      fc.subarray(['a', 'b', 'c', 'd']),
      fc.subarray(['a', 'b', 'c', 'd']),
      (rows, some, away, gone) => {
        const duties = rows.map((row, at) => duty(`d${at}`, row))
        const all = lists(duties, { away: new Set(away), isThere: (handId) => !gone.includes(handId) })
        const seen = new Set<string>()
        // One slot of a kind for a subject, and nobody twice for one: so the database keeps it.
        const slots = some.flatMap((one, at) => {
          const keys = [`${one.subject} ${one.slot}`, `${one.subject} by ${one.handId}`]
          if (keys.some((key) => seen.has(key) && !key.endsWith('null'))) return []
          for (const key of keys) seen.add(key)
          return [slot(`s${at}`, { ...one, homeId: one.path })]
        })
        const settled = settleSlots(slots, all)
        for (const one of settled) {
          for (const handId of [one.handId, one.coverId]) if (handId !== null) expect(gone).not.toContain(handId)
          if (one.coverId !== null) expect(away).not.toContain(one.coverId)
          if (one.handId === null || (away.includes(one.handId) && one.coverId === null)) expect(one.gap).not.toBeNull()
          else expect(one.gap).toBeNull()
          if (one.handId !== null && !one.isKept) expect(onDuty(one.slot, one.path, all).map((row) => row.handId)).toContain(one.handId)
        }
        for (const [, own] of Map.groupBy(settled, (one) => one.subject)) {
          const hands = own.flatMap((one) => [one.handId, one.coverId].filter((handId) => handId !== null))
          expect(new Set(hands).size).toBe(hands.length)
        }
        expect(settleSlots(settled, all).map(({ handId, coverId, gap }) => [handId, coverId, gap])).toEqual(
          settled.map(({ handId, coverId, gap }) => [handId, coverId, gap]),
        )
      },
    ),
  )
})
