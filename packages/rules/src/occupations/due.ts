// 重点岗位应检: which occupation is tested how often, by a table of the city and the day; and when somebody is due by their last test.
import { addDays, earlierDay, laterDay } from '../days/index.ts'
import type { StaffOccupation } from '../registry/index.ts'

export const TEST_INTERVALS = [1, 2, 3, 7] as const
export type TestInterval = (typeof TEST_INTERVALS)[number]
/** `city`: the beginning of an official code; '' is anywhere. `from`: the first day it holds, until a later one of the same city does. */
export type OccupationTable<C> = { city: string; from: string; classes: readonly C[] }

/** The table in force at a place on a day: of the nearest city that has one, and of that the latest. Null: none asks anything. */
export function tableAt<T extends OccupationTable<unknown>>(tables: readonly T[], code: string | null, day: string): T | null {
  const fitting = tables.filter(({ city, from }) => from <= day && (code ?? '').startsWith(city))
  return fitting.toSorted((a, b) => b.city.length - a.city.length || b.from.localeCompare(a.from))[0] ?? null
}
/** Days between two tests of an occupation; the shortest of the classes it is in, null where it is in none. */
export function intervalOf(
  classes: readonly { occupations: readonly StaffOccupation[]; days: TestInterval }[],
  occupation: StaffOccupation,
): TestInterval | null {
  const days = classes.filter(({ occupations }) => occupations.includes(occupation)).map((one) => one.days)
  return days.length === 0 ? null : TEST_INTERVALS.find((one) => days.includes(one))!
}

/** `never`: no test is known, and the day by which there should be one is over. */
export const DUE_STATES = ['overdue', 'never', 'today', 'later'] as const
export type DueState = (typeof DUE_STATES)[number]
export type Due = { on: string; state: DueState }

/** `last`: the day of the last test that is known. Without one somebody is due on the day they began to be asked for it. */
export function dueOf({ last, days, since }: { last: string | null; days: TestInterval; since: string }, today: string): Due {
  const on = last === null ? since : addDays(last, days)
  if (on > today) return { on, state: 'later' }
  if (on === today) return { on, state: 'today' }
  return { on, state: last === null ? 'never' : 'overdue' }
}
/** Whoever works in several places, or in several occupations, is due by the shortest. */
export const soonest = (dues: readonly Due[]): Due | null =>
  dues.length === 0 ? null : dues.reduce((first, one) => (earlierDay(first.on, one.on) === first.on ? first : one))
/** The day from which somebody is asked: when they began there, or when the table began to hold. */
export const askedSince = (began: string, tableFrom: string): string => laterDay(began, tableFrom)
