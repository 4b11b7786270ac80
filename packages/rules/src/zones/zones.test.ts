import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../days/index.ts'
import { type Downgrade, isDueOn, mayLower, quietDays, standstillFault, whatLacks, type ZoneFacts } from './index.ts'

const sealed: Downgrade = { quietDays: 7, allTestedWithinDays: 1, indexBelow: null }
const core: Downgrade = { quietDays: 25, allTestedWithinDays: null, indexBelow: { index: 'breteau', below: 5, surveys: 2 } }
const since = '2022-07-01'
const facts = (more: Partial<ZoneFacts> = {}): ZoneFacts => ({ since, lastCaseOn: null, evidence: [], ...more })
const tested = (on: string) => ({ kind: 'allTested' as const, on, value: null })
const survey = (on: string, value: number) => ({ kind: 'index' as const, on, value })

describe('CTRL-10 what is missing before a zone is lowered', () => {
  test('seven days without a case and everybody tested: on the sixth day it is too early, on the seventh it may be', () => {
    expect(whatLacks(sealed, facts({ evidence: [tested('2022-07-07')] }), '2022-07-07')).toEqual([
      { kind: 'quietDays', have: 6, need: 7, earliest: '2022-07-08' },
    ])
    expect(mayLower(sealed, facts({ evidence: [tested('2022-07-07')] }), '2022-07-08')).toBe(true)
  })
  test('a case in it begins the count anew, and tests from before it count no more', () => {
    const after = facts({ lastCaseOn: '2022-07-06', evidence: [tested('2022-07-06')] })
    expect(quietDays(after, '2022-07-08')).toBe(2)
    expect(whatLacks(sealed, after, '2022-07-07')).toEqual([
      { kind: 'quietDays', have: 1, need: 7, earliest: '2022-07-13' },
      { kind: 'allTested', withinDays: 1, lastOn: '2022-07-06' },
    ])
  })
  test('a case from before it was drawn does not make it younger', () => expect(quietDays(facts({ lastCaseOn: '2022-06-20' }), '2022-07-03')).toBe(2))
  test('tests of the day before yesterday are too old, those of tomorrow are not known', () => {
    expect(whatLacks(sealed, facts({ evidence: [tested('2022-07-08')] }), '2022-07-10')).toEqual([{ kind: 'allTested', withinDays: 1, lastOn: '2022-07-08' }])
    expect(whatLacks(sealed, facts({ evidence: [tested('2022-07-11')] }), '2022-07-10')).toEqual([{ kind: 'allTested', withinDays: 1, lastOn: null }])
  })
  test('the index must lie below in the last surveys in a row; two of one day are one', () => {
    const at = (...evidence: ReturnType<typeof survey>[]) => whatLacks(core, facts({ evidence }), '2022-08-01')
    expect(at(survey('2022-07-20', 4), survey('2022-07-23', 3))).toEqual([])
    expect(at(survey('2022-07-23', 4), survey('2022-07-23', 3))).toEqual([{ kind: 'index', index: 'breteau', below: 5, have: 1, need: 2 }])
    expect(at(survey('2022-07-20', 4), survey('2022-07-22', 3), survey('2022-07-25', 5))).toMatchObject([{ have: 0 }])
    expect(at(survey('2022-06-20', 1), survey('2022-07-25', 1))).toMatchObject([{ have: 1 }])
  })
  test('a later case never makes it earlier, and on the day named as the earliest the days are there', () => {
    const day = fc.integer({ min: 0, max: 60 }).map((count) => addDays(since, count))
    fc.assert(
      fc.property(day, day, day, fc.integer({ min: 0, max: 30 }), (one, other, today, need) => {
        const rule = { ...sealed, allTestedWithinDays: null, quietDays: need }
        const [early, late] = one < other ? [one, other] : [other, one]
        expect(quietDays(facts({ lastCaseOn: late }), today)).toBeLessThanOrEqual(quietDays(facts({ lastCaseOn: early }), today))
        const [lack] = whatLacks(rule, facts({ lastCaseOn: late }), today)
        if (lack?.kind !== 'quietDays') return
        expect(mayLower(rule, facts({ lastCaseOn: late }), lack.earliest)).toBe(true)
        expect(mayLower(rule, facts({ lastCaseOn: late }), addDays(lack.earliest, -1))).toBe(false)
      }),
    )
  })
})

test('disinfection every second day falls on the first and the third', () => {
  const days = [since, addDays(since, 1), addDays(since, 2)]
  expect(days.map((day) => isDueOn(since, 2, day))).toEqual([true, false, true])
  expect(days.map((day) => isDueOn(since, 1, day))).toEqual([true, true, true])
  expect([isDueOn(since, null, since), isDueOn(since, 1, addDays(since, -1))]).toEqual([false, false])
})

test('CTRL-10 a standstill has an end, no further off than the pack and the order allow', () => {
  const now = new Date('2022-07-01T12:00:00+08:00')
  const hours = (count: number) => new Date(now.getTime() + count * 3_600_000)
  const limits = { mostHours: 72, now, orderEnds: hours(100) }
  expect(standstillFault({ from: now, until: hours(72) }, limits)).toBeNull()
  expect(standstillFault({ from: now, until: hours(72.5) }, limits)).toBe('too_long')
  expect(standstillFault({ from: hours(2), until: hours(1) }, limits)).toBe('ends_before_start')
  expect(standstillFault({ from: hours(-9), until: hours(-1) }, limits)).toBe('past')
  expect(standstillFault({ from: hours(50), until: hours(101) }, limits)).toBe('after_order')
})
