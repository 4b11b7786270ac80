import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  bitsOf,
  CERTAINTIES,
  certaintyOf,
  DOUBTS,
  doubtsOf,
  type Figures,
  FORM_STEPS,
  IDENTITIES,
  isStepGood,
  meet,
  needsThird,
  type Passing,
  PROOFS,
  ringOf,
  secondRingOf,
  secondWindows,
  type Stay,
  stepAt,
  STEPS_BACK,
  surest,
  traceState,
  type Trail,
  windowFault,
  within,
} from './index.ts'

const MINUTE = 60_000
const FIGURES: Figures = { nearMinutes: 2, minOverlapMinutes: 10 }
/** Six hours about a midnight in Hangzhou. */
const START = Date.parse('2022-07-09T21:00:00+08:00')
const minute = fc.integer({ min: 0, max: 360 })
const at = (n: number) => START + n * MINUTE
const who = fc.constantFrom('a', 'b', 'c', 'd')
const identity = fc.constantFrom(...IDENTITIES)
const passing: fc.Arbitrary<Passing> = fc.record({
  kind: fc.constant('gate'),
  who,
  place: fc.constantFrom('g1', 'g2'),
  identity,
  at: minute.map(at),
  direction: fc.constantFrom('in', 'out'),
})
const stay: fc.Arbitrary<Stay> = fc
  .record({
    kind: fc.constant('spot' as const),
    who,
    place: fc.constantFrom('s1', 's2'),
    identity,
    at: minute.map(at),
    length: fc.integer({ min: 1, max: 200 }),
    isAssumed: fc.boolean(),
    proof: fc.constantFrom(...PROOFS),
  })
  .map(({ length, ...one }) => ({ ...one, until: one.at + length * MINUTE }))
const trail: fc.Arbitrary<Trail> = fc.oneof(passing, stay)
const trails = fc.array(trail, { maxLength: 40 })
const window = fc.tuple(minute, fc.integer({ min: 1, max: 360 })).map(([from, length]) => ({ from: at(from), to: at(from + length) }))
const figures: fc.Arbitrary<Figures> = fc.record({ nearMinutes: fc.integer({ min: 0, max: 10 }), minOverlapMinutes: fc.integer({ min: 1, max: 30 }) })
/** So many minutes of the clock; a stay takes each of its own. */
const MINUTES = Array.from({ length: 800 }, (_, n) => at(n))

/** By the clock, minute by minute, and pair by pair: slow, and written from the sentence and not from the rule. */
function oracle(case_: string, window: { from: number; to: number }, all: readonly Trail[], { nearMinutes, minOverlapMinutes }: Figures): string[] {
  const isIn = (one: Stay, now: number) => one.at <= now && now < one.until
  const met: string[] = []
  for (const own of all)
    for (const other of all) {
      if (own.who !== case_ || other.who === case_ || own.place !== other.place) continue
      if (own.kind === 'gate' && other.kind === 'gate') {
        if (own.at < window.from || own.at >= window.to) continue
        const apart = Math.abs(own.at - other.at) / MINUTE
        if (apart <= nearMinutes) met.push(`${other.who} ${own.place} ${apart}`)
      }
      if (own.kind === 'spot' && other.kind === 'spot') {
        if (own.proof === 'claimed' || other.proof === 'claimed') continue
        const together = MINUTES.filter((now) => now >= window.from && now < window.to && isIn(own, now) && isIn(other, now))
        if (together.length >= minOverlapMinutes) met.push(`${other.who} ${own.place} ${together.length} from ${together[0]}`)
      }
    }
  return met.toSorted()
}
const told = (met: ReturnType<typeof ringOf>) =>
  met.map((one) => `${one.who} ${one.place} ${one.ms / MINUTE}${one.kind === 'spot' ? ` from ${one.from}` : ''}`).toSorted()

test('who was where with a case equals what the clock says minute by minute: midnight, both directions, windows that cut a stay', () => {
  fc.assert(
    fc.property(trails, window, figures, (all, of, given) => {
      expect(told(ringOf('a', of, all, given))).toEqual(oracle('a', of, all, given))
    }),
    { numRuns: 300 },
  )
})

test('the second ring begins when somebody met the case, and holds neither the case nor the first ring', () => {
  fc.assert(
    fc.property(trails, window, figures, (all, of, given) => {
      const first = ringOf('a', of, all, given)
      const inFirst = new Set(first.map((one) => one.who))
      const expected = [...inFirst].flatMap((one) => {
        const since = Math.min(...first.filter((met) => met.who === one).map((met) => met.from))
        return oracle(one, { from: since, to: of.to }, all, given).filter((line) => line[0] !== 'a' && !inFirst.has(line[0]!))
      })
      expect(told(secondRingOf('a', of, all, given))).toEqual(expected.toSorted())
    }),
    { numRuns: 200 },
  )
  const windows = secondWindows(
    [
      { who: 'b', from: 9 },
      { who: 'b', from: 4 },
    ],
    { from: 0, to: 20 },
  )
  expect([...windows]).toEqual([['b', { from: 4, to: 20 }]])
})

test('whoever met somebody was met by them, as surely and for the same reasons', () => {
  fc.assert(
    fc.property(trail, trail, figures, (one, other, given) => {
      const [here, there] = [meet(one, other, given), meet(other, one, given)]
      expect(here && { ...here, who: '' }).toEqual(there && { ...there, who: '' })
    }),
  )
})

test('nobody meets themselves, and a claim meets nobody', () => {
  fc.assert(
    fc.property(stay, stay, (one, other) => {
      expect(meet({ ...one, proof: 'claimed' }, other, FIGURES)).toBeNull()
      expect(meet(one, { ...other, proof: 'claimed' }, FIGURES)).toBeNull()
      expect(meet(one, { ...one }, FIGURES)).toBeNull()
    }),
  )
})

test('less doubt never makes anything less sure', () => {
  fc.assert(
    fc.property(fc.subarray([...DOUBTS]), fc.subarray([...DOUBTS]), (some, more) => {
      const all = DOUBTS.filter((one) => some.includes(one) || more.includes(one))
      expect(CERTAINTIES.indexOf(certaintyOf(some))).toBeGreaterThanOrEqual(CERTAINTIES.indexOf(certaintyOf(all)))
      expect(doubtsOf(bitsOf(all))).toEqual(all)
    }),
  )
  expect(surest(['low', 'high', 'medium'])).toBe('high')
  expect(surest([])).toBe('low')
})

const lobby: Stay = { kind: 'spot', who: 'a', place: 's1', identity: 'account', at: at(0), until: at(45), isAssumed: false, proof: 'confirmed' }
const gate: Passing = { kind: 'gate', who: 'a', place: 'g1', identity: 'code', at: at(0), direction: 'in' }
const sure = (one: Trail, other: Trail) => {
  const met = meet(one, other, FIGURES)
  return met === null ? null : ([certaintyOf(met.doubts), ...met.doubts] as const)
}
test.each<[string, Trail, Trail, ReturnType<typeof sure>]>([
  ['both seen, both left when they said', lobby, { ...lobby, who: 'b' }, ['high']],
  ['by the place’s screen', lobby, { ...lobby, who: 'b', proof: 'rotating' }, ['medium', 'rotating']],
  ['by the screen, and nobody said when they left', lobby, { ...lobby, who: 'b', proof: 'rotating', isAssumed: true }, ['medium', 'rotating', 'assumedStay']],
  ['only by what somebody wrote of themselves', lobby, { ...lobby, who: 'b', identity: 'said' }, ['low', 'said']],
  ['nine minutes together', lobby, { ...lobby, who: 'b', at: at(36) }, null],
  ['ten minutes together', lobby, { ...lobby, who: 'b', at: at(35) }, ['high']],
  ['through the gate behind each other', gate, { ...gate, who: 'b', at: at(1) }, ['high']],
  ['past each other', gate, { ...gate, who: 'b', direction: 'out' }, ['medium', 'otherDirection']],
  [
    'past each other, late, and picked by the guard',
    gate,
    { ...gate, who: 'b', direction: 'out', at: at(2), identity: 'named' },
    ['low', 'named', 'otherDirection', 'apart'],
  ],
  ['three minutes apart', gate, { ...gate, who: 'b', at: at(3) }, null],
])('%s', (_, one, other, expected) => {
  expect(sure(one, other)).toEqual(expected)
})

test('a stay is cut to the window, a passage at its end is outside', () => {
  expect(within([lobby, gate], { from: at(0), to: at(20) })).toEqual([{ ...lobby, until: at(20) }, gate])
  expect(within([gate], { from: at(-20), to: at(0) })).toEqual([])
})

test('a rotating code is good for moments, and in a form that is filled in for some minutes', () => {
  const now = new Date(START)
  const step = stepAt(now)
  expect([step + 2, step + 1, step, step - STEPS_BACK, step - STEPS_BACK - 1].map((one) => isStepGood(one, now, STEPS_BACK))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ])
  expect(isStepGood(step - FORM_STEPS, now, FORM_STEPS)).toBe(true)
})

test('a window is neither reversed nor in the future, nor longer or older than what is kept', () => {
  const now = START
  const day = 86_400_000
  const fault = (from: number, to: number) => windowFault({ from: now + from, to: now + to }, { now, keepDays: 14 })
  expect(fault(-14 * day, 0)).toBeNull()
  expect(fault(-day, -2 * day)).toBe('reversed')
  expect(fault(-day, -day)).toBe('reversed')
  expect(fault(-day, 1)).toBe('future')
  expect(fault(-15 * day, 0)).toBe('too_long')
  expect(fault(-16 * day, -10 * day)).toBe('too_old')
})

test('a trace opens by a signature and closes by the clock', () => {
  const later = (hours: number) => new Date(START + hours * 3_600_000)
  const row = { openedAt: null, withdrawnAt: null, askUntil: later(72), openUntil: null }
  const open = { ...row, openedAt: later(1), openUntil: later(25) }
  expect(traceState(row, later(1))).toBe('asked')
  expect(traceState(row, later(72))).toBe('lapsed')
  expect(traceState(open, later(24))).toBe('open')
  expect(traceState(open, later(25))).toBe('closed')
  expect(traceState({ ...open, withdrawnAt: later(2) }, later(3))).toBe('withdrawn')
  expect([49, 50].map(needsThird)).toEqual([false, true])
})
