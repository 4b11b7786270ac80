import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type DailyCriteria, dailyChanges } from '../daily/index.ts'
import { type GatePolicy, gateChanges } from '../gate/index.ts'
import { type ComparedRules, ruleChanges } from '../packs/index.ts'

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

test('COMMAND-02 from the ninth edition to the twenty measures: tracks gone and shorter, zone kinds gone, and nothing that stays', () => {
  const part = (file: string, path: string, fallback = 'covid-19/2022-06-28') => {
    try {
      return pack(path, file) as Record<string, never>
    } catch {
      return pack(fallback, file) as Record<string, never>
    }
  }
  const rules = (path: string): ComparedRules => ({
    tracks: part('control', path)['tracks']!,
    zones: part('zones', path)['zones']!,
    standstillHours: (part('zones', path)['standstill'] as { mostHours: { value: number } } | null)?.mostHours.value ?? null,
    colours: part('status', path)['kinds']!,
    clocks: part('clocks', path)['clocks']!,
    items: (part('checklists', path)['groups'] as { items: never[] }[]).flatMap(({ items }) => items),
  })
  const [ninth, twenty] = [rules('covid-19/2022-06-28'), rules('covid-19/2022-11-11')]
  const changes = ruleChanges(ninth, twenty)
  const of = (subject: string, key: string) => changes.find((one) => one.of === subject && one.key === key)
  expect(of('track', 'secondaryContact')).toMatchObject({ after: null })
  expect(of('track', 'contact')).toMatchObject({ before: '10', after: '8' })
  expect(changes.filter((one) => one.of === 'zone').some(({ after }) => after === null)).toBe(true)
  expect(of('clock', 'positiveReported')).toBeUndefined()
  expect(ruleChanges(ninth, ninth)).toEqual([])
  expect(ruleChanges(twenty, ninth).filter((one) => one.of === 'track').length).toBe(changes.filter((one) => one.of === 'track').length)
})
