import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exitCountsUntil, exitsCountSince, isOpenAt, nextExit, type OpenHours, readPlate } from './index.ts'

const at = (local: string) => new Date(`${local}+08:00`)
const night: OpenHours = { days: [1, 2, 3, 4, 5], from: '22:00', to: '06:00' }
const times = (hours: OpenHours[], over: object = {}) => ({ isOpen: true, hours, closedUntil: null, ...over })

test('GATE-09 hours that go past midnight belong to the day on which they begin', () => {
  // 1 August 2022 was a Monday.
  expect(isOpenAt(times([night]), at('2022-08-01T21:59:59'))).toBe(false)
  expect(isOpenAt(times([night]), at('2022-08-01T22:00:00'))).toBe(true)
  expect(isOpenAt(times([night]), at('2022-08-02T05:59:59'))).toBe(true)
  expect(isOpenAt(times([night]), at('2022-08-02T06:00:00'))).toBe(false)
  expect(isOpenAt(times([night]), at('2022-08-06T05:00:00'))).toBe(true)
  expect(isOpenAt(times([night]), at('2022-08-06T23:00:00'))).toBe(false)
  expect(isOpenAt(times([night]), at('2022-08-01T05:00:00'))).toBe(false)
})

test('GATE-09 without hours a gate is always open; by hand, or while another is the only one, it is closed whatever the clock says', () => {
  const day: OpenHours = { days: [1, 2, 3, 4, 5, 6, 7], from: '06:00', to: '06:00' }
  expect(isOpenAt(times([]), at('2022-08-01T03:00:00'))).toBe(true)
  expect(isOpenAt(times([day]), at('2022-08-01T03:00:00'))).toBe(true)
  expect(isOpenAt(times([], { isOpen: false }), at('2022-08-01T12:00:00'))).toBe(false)
  const other = { closedUntil: '2022-08-01T16:00:00Z' }
  expect(isOpenAt(times([], other), at('2022-08-01T23:59:59'))).toBe(false)
  expect(isOpenAt(times([], other), at('2022-08-02T00:00:00'))).toBe(true)
})

test('GATE-09 once in two days: a way out counts on its day and the next, whatever the hour', () => {
  const quota = { per: 'home', times: 1, days: 2 } as const
  const exits = [exitCountsUntil(quota, at('2022-08-01T23:50:00'))]
  expect(exits).toEqual([at('2022-08-03T00:00:00').toISOString()])
  expect(nextExit(quota, exits, at('2022-08-02T23:59:59'))).toBe(exits[0])
  expect(nextExit(quota, exits, at('2022-08-03T00:00:00'))).toBeNull()
  expect(exitsCountSince(quota, at('2022-08-02T09:00:00'))).toEqual(at('2022-08-01T00:00:00'))
})

test('of two ways out allowed, the older one comes free first', () => {
  const quota = { per: 'person', times: 2, days: 3 } as const
  const exits = [exitCountsUntil(quota, at('2022-08-02T10:00:00')), exitCountsUntil(quota, at('2022-08-01T10:00:00'))]
  expect(nextExit(quota, exits, at('2022-08-02T12:00:00'))).toBe(at('2022-08-04T00:00:00').toISOString())
  expect(nextExit(quota, exits.slice(0, 1), at('2022-08-02T12:00:00'))).toBeNull()
})

test('a way out counts exactly as long as it is looked back to', () => {
  const instants = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(instants, instants, fc.integer({ min: 1, max: 14 }), (exit, now, days) => {
      const quota = { per: 'person', times: 1, days } as const
      fc.pre(exit <= now)
      expect(new Date(exitCountsUntil(quota, exit)) > now).toBe(exit >= exitsCountSince(quota, now))
    }),
  )
})

test('a plate is read as people type it, and a word is none', () => {
  expect([' 京a·12345 ', '沪A-D12345', 'wj 01 1234', '浙Ａ１２３４５'].map(readPlate)).toEqual(['京A12345', '沪AD12345', 'WJ011234', '浙A12345'])
  expect(['', 'A1', '蔬菜车', '京A12345京A12345', '=1+1', "'; drop"].map(readPlate)).toEqual([null, null, null, null, null, null])
})
