// What the visits to one home make of it, in the order the server received them. Nothing is dropped: what contradicts is shown.
import type { DayPart, Way } from '../tasks/index.ts'
import { sameName } from './same-name.ts'
import type { Answer, StopState, SweepOutcome } from './words.ts'

export type Said = {
  /** Person → what was said; whoever was not asked is left out. */
  people: ReadonlyMap<string, Exclude<Answer, 'notAsked'>>
  /** Names of those the ledger does not have here. */
  newcomers: readonly string[]
}
export type Visit = {
  id: string
  /** Account of the worker; null for the family's own report. */
  by: string | null
  way: Way
  outcome: SweepOutcome
  /** Null where nobody was asked. */
  said: Said | null
  /** An earlier visit of the same worker that this one replaces. */
  corrects: string | null
}
/** Somebody decided which visit is right, when there were so many. */
export type Decision = { visitId: string; count: number }
export type Ruling = {
  state: StopState
  /** The visit that says so; null while nothing is settled. */
  rulingId: string | null
  /** Two visits cannot both be true and nobody has decided. */
  isDisputed: boolean
  /** Knocked or called without success. */
  tries: number
  /** Replaced by their own worker. */
  superseded: ReadonlySet<string>
}

const settles = (outcome: SweepOutcome): outcome is 'done' | 'vacant' => outcome === 'done' || outcome === 'vacant'

/** Visits replaced by a later one of the same worker. Nobody replaces what another wrote, and a family's report nothing. */
export function supersededOf(visits: readonly Pick<Visit, 'id' | 'by' | 'corrects'>[]): Set<string> {
  const before = new Map<string, string | null>()
  const replaced = new Set<string>()
  for (const { id, by, corrects } of visits) {
    if (corrects !== null && by !== null && before.get(corrects) === by) replaced.add(corrects)
    before.set(id, by)
  }
  return replaced
}

/** Done by one and vacant by the other, or done with other people. Who was not asked contradicts nobody. */
export function contradictVisits(a: Pick<Visit, 'outcome' | 'said'>, b: Pick<Visit, 'outcome' | 'said'>): boolean {
  if (!settles(a.outcome) || !settles(b.outcome)) return false
  if (a.outcome !== b.outcome) return true
  if (a.said === null || b.said === null) return false
  for (const [person, answer] of a.said.people) if ((b.said.people.get(person) ?? answer) !== answer) return true
  return !sameNames(a.said.newcomers, b.said.newcomers)
}
const sameNames = (a: readonly string[], b: readonly string[]): boolean => {
  const [one, other] = [new Set(a.map(sameName)), new Set(b.map(sameName))]
  return one.size === other.size && [...one].every((name) => other.has(name))
}

/** The first that settles counts, whatever comes after it; what was decided counts above all that had come by then. */
export function ruleStop(visits: readonly Visit[], decision: Decision | null, isGone: boolean): Ruling {
  const superseded = supersededOf(visits)
  const standing = visits.filter(({ id }) => !superseded.has(id))
  const tries = standing.filter(({ outcome }) => !settles(outcome)).length
  // A decision for a visit that its worker took back since decides nothing any more.
  const decided = decision === null ? undefined : standing.find(({ id }) => id === decision.visitId)
  const since = decided === undefined ? 0 : decision!.count
  const settling = standing.filter((visit) => settles(visit.outcome) && (decided === undefined || visits.indexOf(visit) >= since))
  const ruling = decided ?? settling[0]
  if (ruling !== undefined && settles(ruling.outcome))
    return {
      state: ruling.outcome,
      rulingId: ruling.id,
      isDisputed: settling.some((visit) => visit !== ruling && contradictVisits(ruling, visit)),
      tries,
      superseded,
    }
  const last = standing.at(-1)
  const open = { rulingId: null, isDisputed: false, tries, superseded }
  if (isGone) return { ...open, state: 'gone' }
  return { ...open, state: last === undefined ? 'notVisited' : (last.outcome as 'nobodyHome' | 'refused') }
}

/** Explained by what was found there. A refusal is explained only by the office's own word, as an excuse. */
export const isExplained = (state: StopState): boolean => state === 'done' || state === 'vacant' || state === 'gone'

const PARTS: readonly DayPart[] = ['evening', 'noon', 'morning', 'afternoon']
/** Part of the day of a local hour. */
export const dayPartOf = (hour: number): DayPart => (hour < 11 ? 'morning' : hour < 14 ? 'noon' : hour < 18 ? 'afternoon' : 'evening')
/** When to knock again: at a part of the day nobody tried, the evening first; when all were tried, at the one tried least. */
export function nextPart(tried: readonly DayPart[]): DayPart {
  const count = (part: DayPart) => tried.filter((one) => one === part).length
  return PARTS.reduce((best, part) => (count(part) < count(best) ? part : best))
}
