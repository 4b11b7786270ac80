import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, daysBetween } from '../days/index.ts'
import { CARE_CATEGORIES } from '../registry/index.ts'
import {
  afterContact,
  alarmOf,
  CARE_RESULTS,
  type CareIntervals,
  careStanding,
  countCare,
  countsAsContact,
  daysOverdue,
  intervalFor,
  intervalsOf,
  MOST_INTERVAL_DAYS,
  nextDue,
  type Touched,
  turnOf,
} from './index.ts'

const day = fc.integer({ min: 0, max: 4_000 }).map((n) => addDays('2020-01-01', n))
const days = fc.integer({ min: 1, max: MOST_INTERVAL_DAYS })
const categories = fc.subarray([...CARE_CATEGORIES], { minLength: 1 })
const intervals: fc.Arbitrary<CareIntervals> = fc
  .tuple(...CARE_CATEGORIES.map(() => days))
  .map((all) => Object.fromEntries(CARE_CATEGORIES.map((one, at) => [one, all[at]!])) as CareIntervals)
const contact = fc.record({ day, result: fc.constantFrom(...CARE_RESULTS) })
const touched: fc.Arbitrary<Touched> = fc.record({ since: day, lastContact: fc.option(day) })

test('days are days of the calendar, over a leap day and a turn of the year', () => {
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
  expect(addDays('2022-12-31', 1)).toBe('2023-01-01')
  fc.assert(
    fc.property(day, fc.integer({ min: -500, max: 500 }), (from, count) => {
      expect(daysBetween(from, addDays(from, count))).toBe(count)
    }),
  )
})

test('the interval is the shortest of a person’s categories; what was set for the person stands before it', () => {
  fc.assert(
    fc.property(categories, intervals, fc.option(days), (care, all, own) => {
      const found = intervalFor(care, all, own)!
      expect(found).toBe(own ?? Math.min(...care.map((one) => all[one])))
      if (own === null) for (const one of care) expect(found).toBeLessThanOrEqual(all[one])
    }),
  )
  const all = intervalsOf(Object.fromEntries(CARE_CATEGORIES.map((one) => [one, 7])) as CareIntervals, { dialysis: 1 }, null)
  expect(intervalFor(['emptyNest', 'dialysis'], all, null)).toBe(1)
  expect(intervalFor([], all, 3)).toBeNull()
  const inEmergency = intervalsOf(all, { emptyNest: 30 }, 2)
  expect([inEmergency.emptyNest, inEmergency.dialysis]).toEqual([2, 1])
})

test('a contact never makes the next one due before the day after it', () => {
  fc.assert(
    fc.property(touched, contact, fc.integer({ min: -3, max: MOST_INTERVAL_DAYS }), (before, made, interval) => {
      const after = afterContact(before, made)
      if (countsAsContact(made.result)) expect(nextDue(after, interval) > made.day).toBe(true)
      expect(nextDue(after, interval) >= nextDue(before, interval) || before.lastContact === null).toBe(true)
    }),
  )
})

test('not reached is no contact, and the order in which contacts come in changes nothing', () => {
  fc.assert(
    fc.property(day, fc.array(contact, { maxLength: 8 }), fc.infiniteStream(fc.nat()), days, (since, contacts, dice, interval) => {
      const fold = (list: typeof contacts) => list.reduce(afterContact, { since, lastContact: null } as Touched)
      const shuffled = contacts.map((one) => [dice.next().value!, one] as const).toSorted((a, b) => a[0] - b[0])
      const all = fold(contacts)
      expect(fold(shuffled.map(([, one]) => one))).toEqual(all)
      expect(all).toEqual(fold(contacts.filter((one) => one.result !== 'notReached')))
      expect(nextDue(all, interval)).toBe(nextDue(fold([...contacts, ...contacts]), interval))
    }),
  )
  expect(afterContact({ since: '2022-05-01', lastContact: null }, { day: '2022-05-03', result: 'notReached' }).lastContact).toBeNull()
})

test('due on its day, overdue from the next, and louder the longer it is owed', () => {
  expect(['2022-05-03', '2022-05-04', '2022-05-05'].map((today) => careStanding('2022-05-04', today))).toEqual(['ok', 'due', 'overdue'])
  expect(['2022-05-04', '2022-05-05', '2022-05-06', '2022-05-07'].map((today) => alarmOf('2022-05-04', today, 3))).toEqual(['none', 'late', 'late', 'urgent'])
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 10 }), (due, later, urgentAfter) => {
      const levels = ['none', 'late', 'urgent']
      const at = (count: number) => levels.indexOf(alarmOf(due, addDays(due, count), urgentAfter))
      expect(at(later + 1)).toBeGreaterThanOrEqual(at(later))
      expect(daysOverdue(due, addDays(due, later))).toBe(later)
      expect(careStanding(due, addDays(due, later)) === 'overdue').toBe(at(later) > 0)
    }),
  )
})

test('somebody of two categories is one person, and everybody stands somewhere once', () => {
  const person = fc.record({
    care: fc.subarray([...CARE_CATEGORIES]),
    standing: fc.constantFrom('ok' as const, 'due' as const, 'overdue' as const),
    hasCarer: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(person, { maxLength: 40 }), (people) => {
      const counts = countCare(people)
      expect(counts.people).toBe(people.length)
      expect(counts.ok + counts.due + counts.overdue).toBe(people.length)
      expect(counts.noCarer).toBe(people.filter((one) => !one.hasCarer).length)
      for (const one of CARE_CATEGORIES) expect(counts.byCategory[one]).toBe(people.filter(({ care }) => care.includes(one)).length)
    }),
  )
})

test('CTRL-04 the two take turns: whoever did not make the last contact has the next; one without an account is never waited for', () => {
  const both = { first: 'a', second: 'b' }
  expect([null, 'a', 'b', 'c'].map((lastBy) => turnOf(both, lastBy))).toEqual(['first', 'second', 'first', 'first'])
  expect(turnOf({ first: 'a', second: null }, 'a')).toBe('first')
  expect(turnOf({ first: null, second: 'b' }, 'b')).toBe('second')
  expect(turnOf({ first: null, second: null }, null)).toBeNull()
})
