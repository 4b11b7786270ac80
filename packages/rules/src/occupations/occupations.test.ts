import { describe, expect, test } from 'vitest'
import { askedSince, dueOf, intervalOf, soonest, tableAt } from './index.ts'

describe('TEST-06 how often an occupation is tested', () => {
  const table = (city: string, from: string) => ({ city, from, classes: [] as readonly never[] })
  const tables = [table('', '2022-01-01'), table('', '2022-06-01'), table('3307', '2022-03-01'), table('330702', '2022-08-01')]
  test('by the table of the nearest city on the day, and of that the latest', () => {
    expect(tableAt(tables, '330702001001', '2022-07-10')).toBe(tables[2])
    expect(tableAt(tables, '330702001001', '2022-08-01')).toBe(tables[3])
    expect(tableAt(tables, '110101001001', '2022-05-31')).toBe(tables[0])
    expect(tableAt(tables, '110101001001', '2022-06-01')).toBe(tables[1])
    expect(tableAt(tables, null, '2022-07-10')).toBe(tables[1])
    expect(tableAt(tables, '330702001001', '2021-12-31')).toBeNull()
  })
  test('by the shortest of its classes; one in no class is not asked', () => {
    const classes = [
      { occupations: ['driver', 'courier'] as const, days: 3 as const },
      { occupations: ['courier'] as const, days: 2 as const },
    ]
    expect(intervalOf(classes, 'courier')).toBe(2)
    expect(intervalOf(classes, 'driver')).toBe(3)
    expect(intervalOf(classes, 'cook')).toBeNull()
  })
})

describe('TEST-06 when somebody is due', () => {
  const today = '2022-07-10'
  test('the last test and the days of the class; the due day itself is not overdue', () => {
    expect(dueOf({ last: '2022-07-10', days: 1, since: '2022-01-01' }, today)).toEqual({ on: '2022-07-11', state: 'later' })
    expect(dueOf({ last: '2022-07-09', days: 1, since: '2022-01-01' }, today)).toEqual({ on: today, state: 'today' })
    expect(dueOf({ last: '2022-07-08', days: 1, since: '2022-01-01' }, today)).toEqual({ on: '2022-07-09', state: 'overdue' })
    expect(dueOf({ last: '2022-07-03', days: 7, since: '2022-01-01' }, today)).toEqual({ on: today, state: 'today' })
  })
  test('without a test they are due on the day they began, and never tested once it is over', () => {
    expect(dueOf({ last: null, days: 7, since: today }, today)).toEqual({ on: today, state: 'today' })
    expect(dueOf({ last: null, days: 7, since: '2022-07-09' }, today)).toEqual({ on: '2022-07-09', state: 'never' })
    expect(dueOf({ last: null, days: 7, since: '2022-07-12' }, today)).toEqual({ on: '2022-07-12', state: 'later' })
    expect(askedSince('2021-01-01', '2022-06-01')).toBe('2022-06-01')
    expect(askedSince('2022-07-01', '2022-06-01')).toBe('2022-07-01')
  })
  test('a later test never makes somebody due sooner', () => {
    for (const days of [1, 2, 3, 7] as const)
      for (let back = 20; back > 0; back -= 1) {
        const of = (from: number) => dueOf({ last: `2022-06-${String(30 - from).padStart(2, '0')}`, days, since: '2022-01-01' }, today).on
        expect(of(back - 1) > of(back)).toBe(true)
      }
  })
  test('who works in several places is due by the soonest', () => {
    expect(soonest([])).toBeNull()
    expect(
      soonest([
        { on: '2022-07-12', state: 'later' },
        { on: '2022-07-09', state: 'overdue' },
        { on: today, state: 'today' },
      ])?.on,
    ).toBe('2022-07-09')
  })
})
