import { addDays } from '../days/index.ts'
import { anchorOf, type Dates, type Standing } from './words.ts'

/** Of a disease: how many days before the day that counts others may have caught it, and how far back its source is looked for. */
export type WindowFigures = { infectiousDays: number; sourceDays: number }
/** Local days, both included. */
export type Span = { from: string; to: string }
/** `others`: whom they met then is a contact. `source`: where they may have caught it. */
export type Windows = { others: Span; source: Span }

/** @param today up to which a case that is not isolated may still meet others */
export function windowsOf(dates: Dates, { infectiousDays, sourceDays }: WindowFigures, today: string): Windows {
  const anchor = anchorOf(dates)
  const from = addDays(anchor, -infectiousDays)
  const isolated = dates.isolatedOn ?? today
  return { others: { from, to: isolated < from ? from : isolated }, source: { from: addDays(anchor, -sourceDays), to: addDays(anchor, -1) } }
}

export const overlaps = (one: Span, other: Span): boolean => one.from <= other.to && other.from <= one.to

/**
 * What somebody becomes who met one of this standing in the days that count.
 * @param levels those the rules in force know: an edition without secondary contacts makes none
 */
export function standingBy(source: Standing, levels: ReadonlySet<'contact' | 'secondaryContact'>): 'contact' | 'secondaryContact' | null {
  if (source === 'case') return levels.has('contact') ? 'contact' : null
  if (source === 'contact') return levels.has('secondaryContact') ? 'secondaryContact' : null
  return null
}

const STRICT: readonly Standing[] = ['case', 'contact', 'secondaryContact', 'none']
/** Of two, the one that asks more: nobody becomes less by another exposure. */
export const stricter = (one: Standing, other: Standing): Standing => (STRICT.indexOf(one) <= STRICT.indexOf(other) ? one : other)

/**
 * Whether what the pack's clock waits for is done: a contact was told and is kept apart or proposed for control; a case is kept apart, so that it meets nobody more.
 * Of somebody of no concern nothing is waited for.
 */
export function isSeenTo({ standing, isTold, isApart, isProposed }: { standing: Standing; isTold: boolean; isApart: boolean; isProposed: boolean }): boolean {
  return standing === 'none' || (standing === 'case' ? isApart : isTold && (isApart || isProposed))
}
