import { expect, test } from 'vitest'
import type { Fact } from './facts.ts'
import { courseOf } from './course.ts'
import { planOf } from './plan.ts'
import type { Track } from './track.ts'
import { owedWorks, workStandings } from './works.ts'

const track: Track = {
  key: 'yard',
  subject: 'place',
  triggers: ['placeOfCase'],
  anchor: 'onset',
  dayOne: 'sameDay',
  phases: [
    {
      key: 'measures',
      measure: 'placeMeasures',
      days: 5,
      tests: [],
      recordsPerDay: 0,
      works: [
        { work: 'indexSurvey', from: 1, everyDays: 2 },
        { work: 'symptomWatch', from: 1, everyDays: 1 },
      ],
    },
  ],
  testsHoursApart: 0,
  symptoms: [],
  release: [{ kind: 'indexBelow', index: 'breteau', below: 5, surveys: 2 }],
  restartsOnExposure: true,
  coResidents: null,
  afterwards: null,
  transition: 'recompute',
}
const trackOf = () => track
const opened: Fact = { kind: 'opened', edition: 'one', track: 'yard', anchorDay: '2025-07-01', from: '2025-07-01' }
const survey = (day: string, value: number): Fact => ({ kind: 'survey', day, index: 'breteau', value })
const standings = (facts: readonly Fact[], today: string) => workStandings(facts, planOf(facts, trackOf)!, today)
const shown = (facts: readonly Fact[], today: string) => standings(facts, today).map(({ work, on, standing }) => `${on.slice(8)} ${work} ${standing}`)

test('CTRL-02 the works of a place fall on the days of its track, and a survey is one of them', () => {
  expect(shown([opened, survey('2025-07-01', 12), { kind: 'work', day: '2025-07-01', work: 'symptomWatch' }], '2025-07-02')).toEqual([
    '01 indexSurvey done',
    '01 symptomWatch done',
    '02 symptomWatch due',
    '03 indexSurvey ahead',
    '03 symptomWatch ahead',
    '04 symptomWatch ahead',
    '05 indexSurvey ahead',
    '05 symptomWatch ahead',
  ])
})

test('CTRL-02 a work that was missed can be made good until the next of its kind is due, and then it is missed for good', () => {
  const owed = (facts: readonly Fact[], today: string) => owedWorks(standings(facts, today), today).map(({ work, on }) => [work, on])
  expect(owed([opened], '2025-07-02')).toEqual([
    ['indexSurvey', '2025-07-01'],
    ['symptomWatch', '2025-07-02'],
  ])
  const late = [opened, survey('2025-07-02', 3)]
  expect(standings(late, '2025-07-03')[0]).toEqual({ work: 'indexSurvey', on: '2025-07-01', doneOn: '2025-07-02', standing: 'done' })
  expect(owed(late, '2025-07-03')[0]).toEqual(['indexSurvey', '2025-07-03'])
  // On the day it ended only what was done stands there.
  const ended: Fact = { kind: 'cancelled', day: '2025-07-02', ground: 'openedInError' }
  expect(shown([opened, { kind: 'work', day: '2025-07-01', work: 'symptomWatch' }, ended], '2025-07-02')).toEqual([
    '01 indexSurvey missed',
    '01 symptomWatch done',
  ])
  // Its days are over and the evidence is not there: the works go on.
  expect(owed(late, '2025-07-07').map(([work]) => work)).toEqual(['indexSurvey', 'symptomWatch'])
})

test('CTRL-02 two surveys of one day are one, and the higher counts', () => {
  const met = (...surveys: Fact[]) => courseOf([opened, ...surveys], trackOf, '2025-07-06').state
  expect(met(survey('2025-07-03', 4), survey('2025-07-05', 3))).toBe('dueForRelease')
  expect(met(survey('2025-07-05', 4), survey('2025-07-05', 3))).toBe('extended')
  expect(met(survey('2025-07-03', 4), survey('2025-07-05', 3), survey('2025-07-05', 9))).toBe('extended')
})
