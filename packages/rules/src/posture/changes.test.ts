import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type DailyCriteria, dailyChanges } from '../daily/index.ts'
import { type GatePolicy, gateChanges } from '../gate/index.ts'

const pack = (path: string, file: string) => JSON.parse(readFileSync(new URL(`../../../../packs/${path}/${file}.json`, import.meta.url), 'utf8')) as unknown
const gate = (path: string) => pack(path, 'gate') as GatePolicy
const daily = (path: string) => pack(path, 'daily') as DailyCriteria

test('COMMAND-02 what a gate asks anew is listed rule by rule, and nothing that stays', () => {
  const changes = gateChanges(gate('peace/2022-01'), gate('covid-19/2022-06-28'))
  expect(changes).toContainEqual({ rule: 'asksCode', before: 'nobody', after: 'entering' })
  expect(changes).toContainEqual({ rule: 'feverC', before: 'none', after: '37.3' })
  expect(gateChanges(gate('covid-19/2022-06-28'), gate('covid-19/2022-06-28'))).toEqual([])
  expect(gateChanges(gate('covid-19/2022-06-28'), gate('covid-19/2022-09-01')).find(({ rule }) => rule === 'exitQuota')).toMatchObject({ before: 'none' })
})

test('COMMAND-02 what makes a day free begins with the order and ceases with it', () => {
  const criteria = daily('covid-19/2022-06-28')
  const begins = dailyChanges(null, criteria)
  expect(begins.find(({ level }) => level === 'unit')?.begins).toEqual(criteria.checks.unit)
  expect(dailyChanges(criteria, null)).toEqual(begins.map(({ level, begins: checks }) => ({ level, begins: [], ceases: checks })))
  expect(dailyChanges(criteria, criteria)).toEqual([])
})
