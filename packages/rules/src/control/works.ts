// 处置: which works of a place were owed on which day, which were done, and which are still to be done today.
import { addDays, earlierDay, laterDay } from '../days/index.ts'
import { worksOn } from './course.ts'
import { endOf, type Fact } from './facts.ts'
import type { Plan } from './plan.ts'
import { type Work, WORKS } from './words.ts'

/** `on`: the day it falls on. Done on a later day it still answers for it, until the next one of its kind is due. */
export type WorkStanding = { work: Work; on: string; doneOn: string | null; standing: 'ahead' | 'due' | 'missed' | 'done' }

/** A survey is a work too, whichever index it found. */
const doings = (facts: readonly Fact[], work: Work): string[] =>
  facts.flatMap((fact) => ((fact.kind === 'work' && fact.work === work) || (fact.kind === 'survey' && work === 'indexSurvey') ? [fact.day] : []))

/** Every work from the first day to the last, or to today while it goes on, in the order of the days. */
export function workStandings(facts: readonly Fact[], plan: Plan, today: string): WorkStanding[] {
  const end = endOf(facts)
  const last = end?.day ?? laterDay(plan.lastDay, today)
  const days: Partial<Record<Work, string[]>> = {}
  for (let day = plan.from; day <= last; day = addDays(day, 1)) for (const work of worksOn(plan, day)) (days[work] ??= []).push(day)
  return (
    WORKS.flatMap((work) => {
      const done = doings(facts, work)
      return (days[work] ?? []).map((on, at, all): WorkStanding => {
        const next = all[at + 1]
        const doneOn = done
          .filter((day) => day >= on && (next === undefined || day < next))
          .reduce<string | null>((first, day) => earlierDay(first ?? day, day), null)
        return { work, on, doneOn, standing: doneOn !== null ? 'done' : on > today ? 'ahead' : on === today ? 'due' : 'missed' }
      })
    })
      // On the day it ended nothing is owed any more.
      .filter(({ on, doneOn }) => on !== end?.day || doneOn !== null)
      .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  )
}

/** As high as an index can be that somebody counted and did not mistype. */
export const MOST_INDEX = 1_000
/** `per × counted ÷ among` to two places: what is rounded may reach a limit by it, and never slips below one. */
export const indexValue = (per: number, counted: number, among: number): number => Math.ceil((per * counted * 100) / among) / 100

/** Of each work the latest that fell due, unless it was done: what was missed before it is missed for good. */
export function owedWorks(works: readonly WorkStanding[], today: string): WorkStanding[] {
  const latest = new Map<Work, WorkStanding>()
  for (const one of works) if (one.on <= today) latest.set(one.work, one)
  return [...latest.values()].filter(({ standing }) => standing !== 'done')
}
