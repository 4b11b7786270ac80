// 联系间隔: how often somebody is contacted, when next, and how long it has been owed. Days are local days, YYYY-MM-DD.
import { addDays, daysBetween } from '../days/index.ts'
import type { CareCategory } from '../registry/index.ts'
import type { CareAlarm, CareResult, CareStanding } from './words.ts'
import { countsAsContact } from './words.ts'

export type CareIntervals = Record<CareCategory, number>
/** The longest anybody may set: somebody in care is not forgotten for a quarter. */
export const MOST_INTERVAL_DAYS = 90

/** What the community set for a category, else what the house proposes; `most`: nobody waits longer, in an emergency. */
export function intervalsOf(proposed: CareIntervals, own: Partial<CareIntervals>, most: number | null): CareIntervals {
  const all = { ...proposed, ...own }
  return most === null ? all : (Object.fromEntries(Object.entries(all).map(([category, days]) => [category, Math.min(days, most)])) as CareIntervals)
}

/** The shortest of a person's categories; what somebody set for this person, with a reason, stands before it. Null for nobody in care. */
export function intervalFor(categories: readonly CareCategory[], intervals: CareIntervals, override: number | null): number | null {
  if (categories.length === 0) return null
  return override ?? Math.min(...categories.map((one) => intervals[one]))
}

/** What is remembered of the contacts with one person: the day care began, and the latest day somebody was spoken to. */
export type Touched = { since: string; lastContact: string | null }

/** A contact counts for the day it was made. One that comes late never takes back a later one, and not reached changes nothing. */
export function afterContact(touched: Touched, contact: { day: string; result: CareResult }): Touched {
  if (!countsAsContact(contact.result)) return touched
  return { ...touched, lastContact: touched.lastContact === null || contact.day > touched.lastContact ? contact.day : touched.lastContact }
}

/** The day somebody must be contacted again: an interval after the last contact, or after the day care began. Never the day of the contact itself. */
export const nextDue = ({ since, lastContact }: Touched, intervalDays: number): string => addDays(lastContact ?? since, Math.max(1, intervalDays))

export const careStanding = (due: string, today: string): CareStanding => (due > today ? 'ok' : due === today ? 'due' : 'overdue')
/** Whole days past the day it was due; 0 on the day itself and before. */
export const daysOverdue = (due: string, today: string): number => Math.max(0, daysBetween(due, today))
/** Overdue by a day is late; by `urgentAfter` days somebody goes and knocks. */
export function alarmOf(due: string, today: string, urgentAfter: number): CareAlarm {
  const days = daysOverdue(due, today)
  return days === 0 ? 'none' : days >= urgentAfter ? 'urgent' : 'late'
}
