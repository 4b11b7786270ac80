import { expect, test } from 'vitest'
import { courseOf, type Fact, halfOf, isYoungerThan, missingHalves, shownCount, stripOf, type Track } from './index.ts'

const hours = { morning: '10:00', evening: '18:00', nextLevel: '20:00' }
const done = (...halves: ('morning' | 'evening')[]) => new Set(halves)

test('CTRL-07 nobody is missing before the hour, and whoever is asked once has until the evening', () => {
  expect(missingHalves(2, done(), hours, '09:59')).toEqual([])
  expect(missingHalves(2, done(), hours, '10:00')).toEqual(['morning'])
  expect(missingHalves(2, done('morning'), hours, '18:00')).toEqual(['evening'])
  expect(missingHalves(2, done(), hours, '20:00')).toEqual(['morning', 'evening'])
  expect(missingHalves(1, done(), hours, '17:59')).toEqual([])
  expect(missingHalves(1, done(), hours, '18:00')).toEqual(['evening'])
  expect(missingHalves(1, done('morning'), hours, '23:59')).toEqual([])
  expect(missingHalves(0, done(), hours, '23:59')).toEqual([])
  expect(['13:59', '14:00'].map(halfOf)).toEqual(['morning', 'evening'])
})

test('a child is one until the birthday, a leap day counts as the first of March', () => {
  expect(isYoungerThan('2008-07-02', 14, '2022-07-01')).toBe(true)
  expect(isYoungerThan('2008-07-02', 14, '2022-07-02')).toBe(false)
  expect(isYoungerThan('2008-02-29', 14, '2022-02-28')).toBe(true)
  expect(isYoungerThan('2008-02-29', 14, '2022-03-01')).toBe(false)
})

const track: Track = {
  key: 'contact',
  subject: 'person',
  triggers: ['contact'],
  anchor: 'lastExposure',
  dayOne: 'nextDay',
  phases: [
    { key: 'central', measure: 'centralIsolation', days: 2, tests: [{ day: 1, method: 'pcr', specimen: 'throat' }], recordsPerDay: 2, works: [] },
    { key: 'home', measure: 'homeMonitoring', days: 1, tests: [], recordsPerDay: 1, works: [] },
  ],
  testsHoursApart: 0,
  symptoms: [],
  release: [{ kind: 'testsDone' }],
  restartsOnExposure: true,
  coResidents: null,
  afterwards: null,
  transition: 'keep',
}
test('the days of a case lie side by side, and go on while a test is owed', () => {
  const facts: Fact[] = [
    { kind: 'opened', edition: 'e', track: 'contact', anchorDay: '2022-07-01', from: '2022-07-01' },
    { kind: 'record', day: '2022-07-02', half: 'morning', temperatureC: 36.5, symptoms: [] },
    { kind: 'record', day: '2022-07-02', half: 'morning', temperatureC: 36.6, symptoms: [] },
  ]
  const at = (today: string) =>
    stripOf(
      facts,
      courseOf(facts, () => track, today),
      today,
    )
  expect(at('2022-07-02').map(({ day, measure, records, recordsAsked }) => [day, measure, records, recordsAsked])).toEqual([
    ['2022-07-02', 'centralIsolation', 1, 2],
    ['2022-07-03', 'centralIsolation', 0, 2],
    ['2022-07-04', 'homeMonitoring', 0, 1],
  ])
  expect(at('2022-07-02')[0]!.tests).toEqual([{ method: 'pcr', standing: 'due' }])
  expect(
    at('2022-07-06')
      .map(({ day }) => day)
      .at(-1),
  ).toBe('2022-07-06')
  facts.push({ kind: 'cancelled', day: '2022-07-03', ground: 'openedInError' })
  expect(at('2022-07-09').map(({ number }) => number)).toEqual([1, 2])
})

test('few people are not counted out loud', () => {
  expect([0, 1, 4, 5, 12].map(shownCount)).toEqual([0, null, null, 5, 12])
})
