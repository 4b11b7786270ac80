// 两套规则差在哪里: what people under control, zones, colours, clocks and checks owe from one plan to another, one line each.
import { daysOf, type Track } from '../control/index.ts'
import { differencesOf } from './compare.ts'

export const RULE_SUBJECTS = ['track', 'records', 'zone', 'standstill', 'colour', 'clock', 'checklist'] as const
export type RuleSubject = (typeof RULE_SUBJECTS)[number]
type Named = { zh: string; en: string }
/**
 * `before`, `after`: null where there is no such rule; the same on both sides where another part of it changes. By subject:
 * track: days; records: askings a day; zone: who may leave; standstill and clock: hours; colour: `verdict/days`; checklist: `yes`.
 */
export type RuleChange = { of: RuleSubject; key: string; name: Named | null; before: string | null; after: string | null }

export type ComparedRules = {
  tracks: readonly (Track & Named)[]
  zones: readonly (Named & { kind: string; leaving: string })[]
  standstillHours: number | null
  colours: Readonly<Record<string, { verdict: string; days: number }>>
  clocks: readonly (Named & { event: string; hours: { value: number } })[]
  items: readonly (Named & { key: string })[]
}

type Line = { key: string; name: Named | null; says: string; whole: unknown }
function compared(of: RuleSubject, before: readonly Line[], after: readonly Line[]): RuleChange[] {
  const [was, is] = [new Map(before.map((line) => [line.key, line])), new Map(after.map((line) => [line.key, line]))]
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [one, other] = [was.get(key), is.get(key)]
    if (one !== undefined && other !== undefined && differencesOf(one.whole, other.whole).length === 0) return []
    return [{ of, key, name: (other ?? one)!.name, before: one?.says ?? null, after: other?.says ?? null }]
  })
}

const nameOf = ({ zh, en }: Named): Named => ({ zh, en })
/** What its reader is held to; where it was read is no part of it. */
const heldTo = ({ subject, triggers, anchor, dayOne, phases, testsHoursApart, symptoms, release, restartsOnExposure, coResidents }: Track) => ({
  subject,
  triggers,
  anchor,
  dayOne,
  phases,
  testsHoursApart,
  symptoms,
  release,
  restartsOnExposure,
  coResidents,
})
const mostAsked = ({ phases }: Track): number => Math.max(0, ...phases.map(({ recordsPerDay }) => recordsPerDay))
const LINES: { [S in RuleSubject]: (rules: ComparedRules) => Line[] } = {
  track: ({ tracks }) => tracks.map((track) => ({ key: track.key, name: nameOf(track), says: String(daysOf(track)), whole: heldTo(track) })),
  records: ({ tracks }) => tracks.map((track) => ({ key: track.key, name: nameOf(track), says: String(mostAsked(track)), whole: mostAsked(track) })),
  zone: ({ zones }) => zones.map((zone) => ({ key: zone.kind, name: nameOf(zone), says: zone.leaving, whole: { ...zone, source: null, isDraft: null } })),
  standstill: ({ standstillHours: hours }) => (hours === null ? [] : [{ key: 'standstill', name: null, says: String(hours), whole: hours }]),
  colour: ({ colours }) =>
    Object.entries(colours).map(([key, { verdict, days }]) => ({
      key,
      name: null,
      says: verdict === 'green' ? verdict : `${verdict}/${days}`,
      whole: verdict === 'green' ? verdict : [verdict, days],
    })),
  clock: ({ clocks }) => clocks.map((clock) => ({ key: clock.event, name: nameOf(clock), says: String(clock.hours.value), whole: clock.hours.value })),
  checklist: ({ items }) => items.map((item) => ({ key: item.key, name: nameOf(item), says: 'yes', whole: 'yes' })),
}

export const ruleChanges = (before: ComparedRules, after: ComparedRules): RuleChange[] =>
  RULE_SUBJECTS.flatMap((subject) => compared(subject, LINES[subject](before), LINES[subject](after))).filter(
    // Of a track that is gone or new nothing more need be said.
    (change) => change.of !== 'records' || (change.before !== null && change.after !== null),
  )
