// 时间表: what the facts of a case make of its track: which measure holds on which day, which tests are owed, until when.
import { addDays, earlierDay, laterDay } from '../days/index.ts'
import type { Fact } from './facts.ts'
import { daysOf, type EvidenceRule, type Phase, type TestDay, type Track, type WorkRule } from './track.ts'
import type { Measure } from './words.ts'

/** A pack's track by edition and key, or null where that edition knows none. */
export type TrackOf = (edition: string, key: string) => Track | null

/** From and to are days of the measure, both included. */
export type Span = {
  phase: string
  measure: Measure
  from: string
  to: string
  recordsPerDay: Phase['recordsPerDay']
  works: readonly WorkRule[]
  /** The day the works are counted from. */
  phaseFrom: string
  edition: string
}
export type OwedTest = Omit<TestDay, 'day'> & { on: string; phase: string; dayOfPhase: number; edition: string }

export type Plan = {
  edition: string
  /** Null: the edition in force knows no such track, so nothing is asked any more. */
  track: Track | null
  trackKey: string
  anchorDay: string
  dayOne: string
  /** Since when the measure holds. */
  from: string
  spans: readonly Span[]
  tests: readonly OwedTest[]
  lastDay: string
  /** What the last day was when the case was opened. */
  firstLastDay: string
  /** Tests before this day are of an earlier exposure. */
  countsFrom: string
  release: readonly EvidenceRule[]
}

const dayOneOf = (track: Track, anchorDay: string): string => addDays(anchorDay, track.dayOne === 'nextDay' ? 1 : 0)

/** The track's days from its anchor on, without what lies before `from` or after `until`. */
function layOut(track: Track, edition: string, anchorDay: string, { from, until }: { from: string; until: string | null }) {
  const dayOne = dayOneOf(track, anchorDay)
  const spans: Span[] = []
  const tests: OwedTest[] = []
  let start = dayOne
  for (const phase of track.phases) {
    const end = addDays(start, phase.days - 1)
    const span = { from: laterDay(start, from), to: until === null ? end : earlierDay(end, until) }
    if (span.from <= span.to) {
      const { key, measure, recordsPerDay, works } = phase
      spans.push({ phase: key, measure, ...span, recordsPerDay, works, phaseFrom: start, edition })
      for (const { day, method, specimen } of phase.tests) {
        const on = addDays(start, day - 1)
        if (on >= span.from && on <= span.to) tests.push({ on, phase: key, dayOfPhase: day, method, specimen, edition })
      }
    }
    start = addDays(end, 1)
  }
  return { dayOne, spans, tests, lastDay: addDays(dayOne, daysOf(track) - 1) }
}

/** What was served before this day, and what was owed. */
const before = (plan: Plan, day: string): Pick<Plan, 'spans' | 'tests'> => ({
  spans: plan.spans.filter((span) => span.from < day).map((span) => ({ ...span, to: earlierDay(span.to, addDays(day, -1)) })),
  tests: plan.tests.filter((test) => test.on < day),
})
/** The last measure goes on until this day; a plan that ends later is left as it is. */
const stretched = (spans: readonly Span[], until: string): readonly Span[] =>
  spans.map((span, index) => (index === spans.length - 1 ? { ...span, to: laterDay(span.to, until) } : span))

function restart(plan: Plan, { day, foundOn }: { day: string; foundOn: string }): Plan {
  const { track } = plan
  if (track === null || !track.restartsOnExposure || day <= plan.anchorDay) return plan
  const cut = laterDay(dayOneOf(track, day), foundOn)
  const next = layOut(track, plan.edition, day, { from: cut, until: null })
  // Already over when it was heard of: nothing is left to serve.
  if (next.lastDay < cut) return plan
  const lastDay = laterDay(plan.lastDay, next.lastDay)
  const served = stretched(before(plan, cut).spans, addDays(cut, -1))
  return {
    ...plan,
    anchorDay: day,
    dayOne: next.dayOne,
    countsFrom: next.dayOne,
    // Nothing was served before, because its edition went the day it began: then this is the beginning.
    from: served.length === 0 ? cut : plan.from,
    spans: stretched([...served, ...next.spans], lastDay),
    // Tests of the former exposure say nothing of this one: what was owed of it is owed no more, all of this one is.
    tests: next.tests,
    lastDay,
  }
}

function shorten(plan: Plan, until: string): Plan {
  const lastDay = earlierDay(plan.lastDay, until)
  const cut = before(plan, addDays(lastDay, 1))
  return { ...plan, ...cut, lastDay }
}

/** Never longer than it was: an edition is no fact about anybody. What was owed before its day stays owed, what it newly asks is asked from its day on. */
function follow(plan: Plan, { day, edition, track: key, mode }: Extract<Fact, { kind: 'edition' }>, trackOf: TrackOf): Plan {
  const track = key === null ? null : trackOf(edition, key)
  if (track === null || key === null)
    return { ...plan, spans: before(plan, day).spans, edition, track: null, release: [], tests: [], lastDay: earlierDay(plan.lastDay, addDays(day, -1)) }
  const since = laterDay(day, plan.from)
  const next = layOut(track, edition, plan.anchorDay, { from: since, until: plan.lastDay })
  if (mode === 'shortenOnly' && next.lastDay >= plan.lastDay) return plan
  // Until its first day begins, which may be tomorrow, what holds goes on.
  const past = before(plan, next.spans[0]?.from ?? since)
  const lastDay = earlierDay(plan.lastDay, laterDay(next.lastDay, addDays(since, -1)))
  const spans = [...past.spans, ...next.spans]
  return { ...plan, edition, track, trackKey: key, dayOne: next.dayOne, spans, tests: [...past.tests, ...next.tests], lastDay, release: track.release }
}

/** @returns null for facts that do not begin with the opening of a case on a track that exists */
export function planOf(facts: readonly Fact[], trackOf: TrackOf): Plan | null {
  const [opened, ...rest] = facts
  if (opened === undefined || opened.kind !== 'opened') return null
  const track = trackOf(opened.edition, opened.track)
  if (track === null) return null
  const { edition, anchorDay } = opened
  const first = layOut(track, edition, anchorDay, { from: opened.from, until: null })
  const undone = new Set(rest.flatMap((fact) => (fact.kind === 'editionUndone' ? [fact.of] : [])))
  let plan: Plan = {
    ...first,
    edition,
    track,
    trackKey: opened.track,
    anchorDay,
    from: laterDay(opened.from, first.dayOne),
    firstLastDay: first.lastDay,
    countsFrom: earlierDay(opened.from, first.dayOne),
    release: track.release,
  }
  for (const fact of rest) {
    if (fact.kind === 'exposure') plan = restart(plan, fact)
    else if (fact.kind === 'shortened') plan = shorten(plan, fact.until)
    else if (fact.kind === 'lengthened') {
      const lastDay = laterDay(plan.lastDay, fact.until)
      plan = { ...plan, lastDay, spans: stretched(plan.spans, lastDay) }
    } else if (fact.kind === 'edition' && !undone.has(fact.id)) plan = follow(plan, fact, trackOf)
  }
  return plan
}

/** The measure that holds on a day; after the last day the last one, until somebody is released. Null before the first. */
export const spanOn = (plan: Plan, day: string): Span | null =>
  plan.spans.find((span) => span.from <= day && day <= span.to) ?? (day > plan.lastDay ? (plan.spans.at(-1) ?? null) : null)
