import { expect, test } from 'vitest'
import { isSilent, reportState, SILENT_DAYS_DRAFT, tenantReportFault, type TenantReport } from './index.ts'

const homes = new Map([
  ['home', ['link-a', 'link-b']],
  ['empty', []],
])
const fault = (change: Partial<TenantReport>) =>
  tenantReportFault({ kind: 'arrival', homeId: 'home', on: '2022-05-04', people: [{ since: '2022-05-03' }], leaving: [], ...change }, homes, '2022-05-04')

test('REG-07 a landlord reports of the own homes only, who came or who left, never of tomorrow', () => {
  expect(fault({})).toBeNull()
  expect(fault({ kind: 'departure', people: [], leaving: ['link-b'] })).toBeNull()
  expect(fault({ kind: 'stillThere', homeId: null, people: [] })).toBeNull()
  expect(fault({ homeId: 'elsewhere' })).toBe('not_own_home')
  expect(fault({ homeId: null })).toBe('not_own_home')
  expect(fault({ kind: 'stillThere', homeId: 'elsewhere', people: [] })).toBe('not_own_home')
  expect(fault({ people: [] })).toBe('nobody_named')
  expect(fault({ leaving: ['link-a'] })).toBe('nobody_named')
  expect(fault({ kind: 'departure', leaving: ['link-a'] })).toBe('nobody_named')
  expect(fault({ kind: 'stillThere' })).toBe('nobody_named')
  expect(fault({ kind: 'departure', homeId: 'empty', people: [], leaving: ['link-a'] })).toBe('not_living_there')
  expect(fault({ on: '2022-05-05' })).toBe('day_wrong')
  expect(fault({ people: [{ since: '2022-05-05' }] })).toBe('day_wrong')
})

test('REG-07 silence begins the moment the chosen days are over, from the last word or from the first day', () => {
  const now = new Date('2022-05-31T00:00:00Z')
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000)
  expect(isSilent({ heardAt: null, createdAt: ago(31) }, SILENT_DAYS_DRAFT, now)).toBe(true)
  expect(isSilent({ heardAt: ago(30), createdAt: ago(200) }, 30, now)).toBe(false)
  expect(isSilent({ heardAt: ago(2), createdAt: ago(200) }, 1, now)).toBe(true)
})

test('a report that says nothing changed has nothing to be decided', () => {
  expect([reportState('stillThere', null), reportState('arrival', null), reportState('departure', 'refused')]).toEqual(['noted', 'reported', 'refused'])
})
