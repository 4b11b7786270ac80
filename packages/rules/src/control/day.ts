// 一天一问一记录: what is asked on a day, what is missing of it by which hour, and the days of a case drawn side by side.
import { addDays, daysBetween, laterDay } from '../days/index.ts'
import { type Course, recordsOn, type TestStanding } from './course.ts'
import { endOf, type Fact } from './facts.ts'
import { spanOn } from './plan.ts'
import type { Phase } from './track.ts'
import { type DayHalf, isEnded, type Measure, type Method } from './words.ts'

/** What somebody who may not go out can ask for; whatever else there is stands in the note. */
export const NEEDS = ['food', 'medicine', 'doctor', 'talk', 'transport', 'waste', 'repair', 'otherHelp'] as const
export type Need = (typeof NEEDS)[number]

/** HH:MM of the local day. */
export type RecordHours = { morning: string; evening: string; nextLevel: string }
/** What is asked from noon on is the evening's. */
export const halfOf = (clock: string): DayHalf => (clock < '14:00' ? 'morning' : 'evening')

/** Which of the day's askings should be there by this hour and are not. Who is asked once a day has until the evening's hour. */
export function missingHalves(recordsPerDay: Phase['recordsPerDay'], done: ReadonlySet<DayHalf>, hours: RecordHours, clock: string): DayHalf[] {
  if (recordsPerDay === 0) return []
  if (recordsPerDay === 1) return done.size === 0 && clock >= hours.evening ? ['evening'] : []
  return (['morning', 'evening'] as const).filter((half) => clock >= hours[half] && !done.has(half))
}

/** Younger than `under` full years on this day. */
export function isYoungerThan(birthday: string, under: number, today: string): boolean {
  const [year = '', month, day] = birthday.split('-')
  // Somebody born on 29 February is a year older on 1 March.
  return `${Number(year) + under}-${month}-${day}` > today
}

export type StripDay = {
  day: string
  number: number
  phase: string | null
  measure: Measure | null
  tests: { method: Method; standing: TestStanding['standing'] }[]
  records: number
  recordsAsked: number
}
/** From the first day of the measure to the last, or to today when it goes on. */
export function stripOf(facts: readonly Fact[], course: Course, today: string): StripDay[] {
  const end = endOf(facts)
  const last = end !== undefined ? end.day : isEnded(course.state) ? course.lastDay : laterDay(course.lastDay, course.from <= today ? today : course.lastDay)
  const count = daysBetween(course.from, last) + 1
  return Array.from({ length: Math.max(0, count) }, (_, at) => {
    const day = addDays(course.from, at)
    const span = spanOn({ ...course, tests: [] }, day)
    return {
      day,
      number: daysBetween(course.dayOne, day) + 1,
      phase: span?.phase ?? null,
      measure: span?.measure ?? null,
      tests: course.tests.filter(({ on }) => on === day).map(({ method, standing }) => ({ method, standing })),
      records: recordsOn(facts, day),
      recordsAsked: span?.recordsPerDay ?? 0,
    }
  })
}

/** A public count of few people would point at them. */
export const SMALL_COUNT = 5
export const shownCount = (count: number): number | null => (count > 0 && count < SMALL_COUNT ? null : count)
