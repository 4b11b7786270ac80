// 三区与临时静默: what stands against lowering a zone, and what of it is due on a day.
import { addDays, daysBetween, laterDay } from '../days/index.ts'

export const ZONE_STATES = ['drafted', 'inForce', 'ended'] as const
export type ZoneState = (typeof ZONE_STATES)[number]
export const LEAVINGS = ['medicalOnly', 'errands', 'free'] as const
export type Leaving = (typeof LEAVINGS)[number]
export const DELIVERIES = ['toDoor', 'toGate', 'free'] as const
export type Deliveries = (typeof DELIVERIES)[number]

/** What more than one hand is needed for. */
export const ZONE_ACTS = ['zones.draw', 'zones.standstill', 'zones.change', 'zones.lower'] as const
export type ZoneAct = (typeof ZONE_ACTS)[number]
/** Beside the author's hand. */
export const ZONE_SIGNATURES = 1
export const ZONE_STEPS = [
  'drawn',
  'changeAsked',
  'lowerAsked',
  'signed',
  'inForce',
  'changed',
  'lowered',
  'lifted',
  'takenBack',
  'orderEnded',
  'timeOver',
  'takenUpAgain',
] as const
export type ZoneStep = (typeof ZONE_STEPS)[number]

export const EVIDENCE_KINDS = ['allTested', 'index'] as const
export type ZoneEvidenceKind = (typeof EVIDENCE_KINDS)[number]
/** 书面结论: what somebody stated with a reference. `value`: of an index. */
export type ZoneEvidence = { kind: ZoneEvidenceKind; on: string; value: number | null }

/** The pack's word on when a zone becomes the next one. */
export type Downgrade = {
  quietDays: number
  allTestedWithinDays: number | null
  indexBelow: { index: string; below: number; surveys: number } | null
}
export type ZoneFacts = {
  /** Since when it has been of its present kind. */
  since: string
  /** When the last case in it was found; null: none that is known. */
  lastCaseOn: string | null
  evidence: readonly ZoneEvidence[]
}
export type Lack =
  | { kind: 'quietDays'; have: number; need: number; earliest: string }
  | { kind: 'allTested'; withinDays: number; lastOn: string | null }
  | { kind: 'index'; index: string; below: number; have: number; need: number }

/** Whole days without a case: since the last one, or since the zone became what it is. */
export const quietDays = ({ since, lastCaseOn }: Pick<ZoneFacts, 'since' | 'lastCaseOn'>, today: string): number =>
  Math.max(0, daysBetween(quietSince({ since, lastCaseOn }), today))
const quietSince = ({ since, lastCaseOn }: Pick<ZoneFacts, 'since' | 'lastCaseOn'>): string => (lastCaseOn === null ? since : laterDay(since, lastCaseOn))

/** Everything that is still missing; empty: it may be lowered. */
export function whatLacks(rule: Downgrade, facts: ZoneFacts, today: string): Lack[] {
  const lacks: Lack[] = []
  const have = quietDays(facts, today)
  if (have < rule.quietDays) lacks.push({ kind: 'quietDays', have, need: rule.quietDays, earliest: addDays(quietSince(facts), rule.quietDays) })
  // Of a day that is still to come nothing is known.
  const known = facts.evidence.filter(({ on }) => on <= today)
  if (rule.allTestedWithinDays !== null) {
    const lastOn = known.filter(({ kind }) => kind === 'allTested').reduce<string | null>((last, { on }) => (last === null ? on : laterDay(last, on)), null)
    // "Within one day" is today or yesterday; and who was tested before the last case was found was tested too early.
    const isRecent = lastOn !== null && daysBetween(lastOn, today) <= rule.allTestedWithinDays && (facts.lastCaseOn === null || lastOn > facts.lastCaseOn)
    if (!isRecent) lacks.push({ kind: 'allTested', withinDays: rule.allTestedWithinDays, lastOn })
  }
  if (rule.indexBelow !== null) {
    const { index, below, surveys } = rule.indexBelow
    const found = surveysBelow(known, facts.since, below)
    if (found < surveys) lacks.push({ kind: 'index', index, below, have: found, need: surveys })
  }
  return lacks
}
/** How many surveys in a row, up to the last, lay below. Two of one day are one survey, and the higher counts. */
function surveysBelow(evidence: readonly ZoneEvidence[], since: string, below: number): number {
  const byDay = new Map<string, number>()
  for (const { kind, on, value } of evidence) if (kind === 'index' && value !== null && on >= since) byDay.set(on, Math.max(byDay.get(on) ?? value, value))
  const values = [...byDay].toSorted(([one], [other]) => (one < other ? 1 : -1)).map(([, value]) => value)
  const over = values.findIndex((value) => value >= below)
  return over === -1 ? values.length : over
}
export const mayLower = (rule: Downgrade, facts: ZoneFacts, today: string): boolean => whatLacks(rule, facts, today).length === 0

/** Whether what is done every so many days is done on this one. */
export const isDueOn = (since: string, everyDays: number | null, day: string): boolean =>
  everyDays !== null && day >= since && daysBetween(since, day) % everyDays === 0

export type StandstillFault = 'ends_before_start' | 'too_long' | 'past' | 'after_order'
/** `orderEnds`: the instant at which the order it rests on holds no more. */
export function standstillFault(
  { from, until }: { from: Date; until: Date },
  { mostHours, now, orderEnds }: { mostHours: number; now: Date; orderEnds: Date },
): StandstillFault | null {
  if (until <= from) return 'ends_before_start'
  if (until <= now) return 'past'
  if (until.getTime() - from.getTime() > mostHours * 3_600_000) return 'too_long'
  return until > orderEnds ? 'after_order' : null
}
