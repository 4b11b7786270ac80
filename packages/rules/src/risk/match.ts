import { halfWidth, normaliseText } from '../text/index.ts'
import type { RiskArea, WhereFromPolicy } from './words.ts'

const DAY_MS = 86_400_000
const daysBefore = (day: string, count: number): string => new Date(Date.parse(`${day}T12:00:00Z`) - count * DAY_MS).toISOString().slice(0, 10)

/** Whether somebody asked on `day` may have been there while it was listed: listed on that day or on one of those looked back to. */
export const isListedOn = ({ from, until }: Pick<RiskArea, 'from' | 'until'>, day: string, lookBackDays: number): boolean =>
  from <= day && (until === null || until >= daysBefore(day, lookBackDays))

/** The places of a list that count at a gate on a day. */
export const heeded = <T extends RiskArea>(areas: readonly T[], policy: WhereFromPolicy, day: string): T[] =>
  areas.filter((area) => policy.levels.includes(area.level) && isListedOn(area, day, policy.lookBackDays))

/** The digits of an official code that say something: a district's six, a street's nine, a community's twelve, a province's two. */
export function codeStem(code: string): string {
  const nine = code.length === 12 && code.endsWith('000') ? code.slice(0, 9) : code
  const six = nine.length === 9 && nine.endsWith('000') ? nine.slice(0, 6) : nine
  if (six.length !== 6) return six
  return six.endsWith('0000') ? six.slice(0, 2) : six.endsWith('00') ? six.slice(0, 4) : six
}

const nameKey = (name: string): string => halfWidth(normaliseText(name)).replace(/\s+/g, '').toLowerCase()
/** One character is in half of all names. */
const SHORTEST_NAME = 2

/**
 * The listed places that a place lies in: by code when it is one (a district contains its streets, a street its communities), by name when the
 * name of the listed place is, or stands in, what was said ("湖北省武汉市江汉区" names 江汉区). A place that only contains a listed one is no match.
 */
export function matchPlace<T extends Pick<RiskArea, 'name' | 'code'>>(areas: readonly T[], place: string): T[] {
  const said = nameKey(place)
  if (/^\d{6,12}$/.test(said)) {
    const stem = codeStem(said)
    return areas.filter(({ code }) => code !== null && stem.startsWith(codeStem(code)))
  }
  return areas.filter(({ name }) => nameKey(name).length >= SHORTEST_NAME && said.includes(nameKey(name)))
}

/** What a guard may mean who has typed so much: also places whose name holds it, or whose code begins with it. For choosing among, never for judging. */
export function suggestPlaces<T extends Pick<RiskArea, 'name' | 'code'>>(areas: readonly T[], typed: string): T[] {
  const said = nameKey(typed)
  if (said === '') return [...areas]
  const sure = new Set(matchPlace(areas, typed))
  return areas.filter((area) => sure.has(area) || nameKey(area.name).includes(said) || area.code?.startsWith(said) === true)
}
