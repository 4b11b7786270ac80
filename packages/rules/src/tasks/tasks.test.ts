import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  compareDoors,
  contradicts,
  coverageOf,
  type Duty,
  type Existing,
  EXCUSES,
  isReasonOf,
  OUTCOME_REASONS,
  OUTCOMES,
  REASONS,
  regenerate,
  settle,
  standingOf,
  sumUp,
} from './index.ts'

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2022-05-${String(n).padStart(2, '0')}`)
const duty: fc.Arbitrary<Duty> = fc.record({
  expectedFrom: day,
  isDone: fc.boolean(),
  excuse: fc.option(fc.record({ kind: fc.constantFrom(...EXCUSES), until: fc.option(day) })),
})

test('REG-15 expected is done and excused and missing, nothing is counted twice and nothing is less than none', () => {
  fc.assert(
    fc.property(fc.array(duty, { maxLength: 60 }), day, (duties, today) => {
      const { expected, done, excused, missing } = coverageOf(duties, today)
      expect(expected).toBe(done + excused + missing)
      expect(Math.min(expected, done, excused, missing)).toBeGreaterThanOrEqual(0)
      expect(done).toBe(duties.filter((one) => one.isDone).length)
      expect(missing).toBe(duties.filter((one) => standingOf(one, today) === 'missing').length)
      expect(expected).toBeLessThanOrEqual(duties.length)
    }),
    { seed: 15, numRuns: 500 },
  )
})

test('an excuse past its date excuses nobody; done stays done', () => {
  const until = (last: string | null, isDone = false): Duty => ({ expectedFrom: '2022-05-01', isDone, excuse: { kind: 'away', until: last } })
  expect(['2022-05-09', '2022-05-10', '2022-05-11'].map((today) => standingOf(until('2022-05-10'), today))).toEqual(['excused', 'excused', 'missing'])
  expect(standingOf(until(null), '2099-01-01')).toBe('excused')
  expect(standingOf(until('2022-05-10', true), '2022-06-01')).toBe('done')
  expect(standingOf({ expectedFrom: '2022-05-02', isDone: false, excuse: null }, '2022-05-01')).toBe('notYet')
})

test('the sum of every area is the sum of what lies beneath it', () => {
  const counts = { expected: 3, done: 1, excused: 1, missing: 1 }
  const sums = sumUp(
    new Map([
      ['/1/2/3/1/', counts],
      ['/1/2/3/10/', counts],
      ['/1/2/4/', counts],
    ]),
  )
  expect(sums.get('/1/2/3/')).toEqual({ expected: 6, done: 2, excused: 2, missing: 2 })
  expect(sums.get('/1/')!.expected).toBe(9)
  expect(sums.get('/1/2/3/1/')).toEqual(counts)
})

test('one walks building by building, unit by unit, from the top floor down', () => {
  const doors = [
    { areaPath: '/1/10/1/', floor: 1, door: '101' },
    { areaPath: '/1/2/1/', floor: 1, door: '102' },
    { areaPath: '/1/2/1/', floor: 11, door: '1101' },
    { areaPath: '/1/2/1/', floor: 2, door: '201' },
    { areaPath: '/1/2/1/', floor: null, door: '门房' },
    { areaPath: '/1/2/1/', floor: 1, door: '101' },
    { areaPath: '/1/2/1/', floor: 1, door: '101A' },
  ]
  expect(doors.toSorted(compareDoors).map(({ door }) => door)).toEqual(['1101', '201', '101', '101A', '102', '门房', '101'])
})

test('an outcome settles or leaves open; done against vacant is a contradiction, a try is none', () => {
  expect(OUTCOMES.map((outcome) => settle(outcome).state)).toEqual(['done', 'open', 'open', 'open', 'excused'])
  expect(contradicts('done', 'vacant')).toBe(true)
  expect(contradicts('excused', 'done')).toBe(true)
  for (const outcome of ['nobodyHome', 'refused', 'notPossible'] as const) expect(contradicts('done', outcome)).toBe(false)
  expect(contradicts('open', 'vacant')).toBe(false)
})

test('every reason belongs to some outcome, and none to one that takes none', () => {
  expect(new Set(Object.values(OUTCOME_REASONS).flat())).toEqual(new Set(REASONS))
  expect(isReasonOf('done', null)).toBe(true)
  expect(isReasonOf('done', 'busy')).toBe(false)
  expect(isReasonOf('refused', 'busy')).toBe(true)
})

const key = fc.integer({ min: 0, max: 12 }).map(String)
const existing: fc.Arbitrary<Existing[]> = fc.uniqueArray(
  fc.record({ key, isTouched: fc.boolean(), isOpen: fc.boolean(), content: fc.constantFrom('a', 'b') }),
  { selector: (one) => one.key, maxLength: 12 },
)
test('tasks made again keep whatever was performed, and making them twice changes nothing more', () => {
  fc.assert(
    fc.property(existing, fc.array(fc.record({ key, content: fc.constantFrom('a', 'b') }), { maxLength: 20 }), (before, wanted) => {
      const plan = regenerate(before, wanted)
      const touched = new Set(before.filter((one) => one.isTouched).map((one) => one.key))
      for (const one of [...plan.insert, ...plan.update]) expect(touched.has(one.key)).toBe(false)
      for (const one of plan.cancel) expect(touched.has(one)).toBe(false)
      const after = new Map(before.map((one) => [one.key, one]))
      for (const one of [...plan.insert, ...plan.update]) after.set(one.key, { key: one.key, isTouched: false, isOpen: true, content: one.content })
      for (const gone of plan.cancel) after.set(gone, { ...after.get(gone)!, isOpen: false })
      const again = regenerate([...after.values()], wanted)
      expect(again).toEqual({ insert: [], update: [], cancel: [] })
      for (const { key: wantedKey } of wanted) expect(after.get(wantedKey)!.isOpen || after.get(wantedKey)!.isTouched).toBe(true)
    }),
    { seed: 5, numRuns: 500 },
  )
})
