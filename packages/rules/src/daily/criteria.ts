import { daysBetween } from '../days/index.ts'
import type { Check, PostingLevel } from './index.ts'

/** What the plan pack asks before an area is called outbreak-free. */
export type DailyCriteria = {
  /** Checks that must hold, by level. */
  checks: Record<PostingLevel, readonly Check[]>
  /** Local days, counted from the day a case was found, during which its area is not free, though the case is closed. */
  quietDays: number
  /** Days for which a fever counts that nobody came to look at. */
  unseenFeverDays: number
  /** Areas with fewer homes are not posted alone: the posting would point at a household. */
  smallestPosting: number
  /** HH:MM, local: when the reports of the day are due. */
  cutOff: string
}

export type FactKind = 'infection_case' | 'fever_unresolved'
/** Something that happened at an area and contradicts "outbreak-free". Facts that were taken back or cleared up are not passed in at all. */
export type Fact = {
  kind: FactKind
  areaId: string
  /** The local day it was found. */
  fromDay: string
  /** The local day it ended without being cleared up: a case closed, a person with fever gone unseen. */
  endedOn: string | null
}

/** Whether a fact still stands in the way on a local day. */
export function stands(fact: Fact, criteria: DailyCriteria, day: string): boolean {
  if (day < fact.fromDay) return false
  if (fact.endedOn === null) return true
  return fact.kind === 'infection_case'
    ? day < fact.endedOn || daysBetween(fact.fromDay, day) < criteria.quietDays
    : daysBetween(fact.endedOn, day) < criteria.unseenFeverDays
}
