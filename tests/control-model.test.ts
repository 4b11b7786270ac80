// The case engine against its invariants: whatever officials, phones and editions do, in whatever order, over the ends of months and years.
import { ControlPlanFile } from '@xiaomen/contract'
import {
  changeEdition,
  type Command,
  type Course,
  courseOf,
  decide,
  endOf,
  type Fact,
  isEnded,
  planOf,
  spanOn,
  type Track,
  type TrackOf,
  worksOn,
} from '@xiaomen/rules/control'
import { addDays, daysBetween } from '@xiaomen/rules/days'
import fc from 'fast-check'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = new URL('..', import.meta.url).pathname
/** Every edition of one disease in the order they came, as its packs have them. */
const editionsOf = (disease: string): { edition: string; tracks: readonly Track[] }[] =>
  globSync(`packs/${disease}/*/control.json`, { cwd: root })
    .toSorted()
    .map((file) => ({ edition: file.split('/')[2]!, tracks: ControlPlanFile.parse(JSON.parse(readFileSync(join(root, file), 'utf8'))).tracks }))
const DISEASES = ['covid-19', 'chikungunya', 'dengue', 'influenza'].map((id) => ({ id, editions: editionsOf(id) }))

type Step =
  | { do: 'nextDay'; days: number }
  | { do: 'test'; back: number; hour: number; result: 'negative' | 'positive' | 'invalid'; ct: number | null }
  | { do: 'record'; back: number; half: 'morning' | 'evening'; hasFever: boolean }
  | { do: 'expose'; back: number }
  | { do: 'survey'; value: number }
  | { do: 'paper' }
  | { do: 'lengthen' | 'shorten'; days: number }
  | { do: 'edition'; nth: number }
  | { do: 'undo' }
  | { do: 'release' }
  | { do: 'transfer' }
  | { do: 'cancel' }
  | { do: 'lift' | 'restore'; order: number }

const back = fc.integer({ min: -2, max: 6 })
const step = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant('nextDay' as const), days: fc.integer({ min: 1, max: 3 }) }) },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('test' as const),
      back: fc.integer({ min: -1, max: 2 }),
      hour: fc.integer({ min: 0, max: 23 }),
      result: fc.constantFrom('negative' as const, 'negative' as const, 'negative' as const, 'negative' as const, 'positive' as const, 'invalid' as const),
      ct: fc.constantFrom(null, 30, 36),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('record' as const), back, half: fc.constantFrom('morning' as const, 'evening' as const), hasFever: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('expose' as const), back }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('survey' as const), value: fc.integer({ min: 0, max: 9 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('paper' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('lengthen' as const, 'shorten' as const), days: fc.integer({ min: -3, max: 8 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('edition' as const), nth: fc.nat({ max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('undo' as const) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('release' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('transfer' as const, 'cancel' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lift' as const), order: fc.constant(0) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('restore' as const), order: fc.constantFrom(0, 0, 0, 1) }) },
)
const opening = fc.record({
  disease: fc.nat({ max: DISEASES.length - 1 }),
  nth: fc.nat(),
  track: fc.nat(),
  // Days around the ends of months and years, leap days among them.
  anchor: fc
    .tuple(fc.constantFrom('2022-07-28', '2022-11-08', '2022-12-27', '2023-02-25', '2024-02-26', '2025-06-30'), fc.nat({ max: 6 }))
    .map(([day, on]) => addDays(day, on)),
  late: fc.nat({ max: 9 }),
})

type Run = { facts: Fact[]; today: string; trackOf: TrackOf; editions: readonly { edition: string; tracks: readonly Track[] }[]; seq: number }

function commandOf(one: Exclude<Step, { do: 'nextDay' | 'edition' }>, { today, facts, seq }: Run, course: Course): Command {
  switch (one.do) {
    case 'test': {
      const day = addDays(today, -one.back)
      return { kind: 'test', day, atMs: Date.parse(`${day}T00:00:00+08:00`) + one.hour * 3_600_000 + seq, method: 'pcr', result: one.result, ct: one.ct }
    }
    case 'record':
      return { kind: 'record', day: addDays(today, -one.back), half: one.half, temperatureC: one.hasFever ? 38 : 36.5, symptoms: one.hasFever ? ['fever'] : [] }
    case 'expose':
      return { kind: 'expose', day: addDays(today, -one.back) }
    case 'survey':
      return { kind: 'survey', day: today, index: 'breteau', value: one.value }
    case 'paper':
      return { kind: 'paper', day: today, of: 'clinicReport' }
    case 'lengthen':
    case 'shorten':
      return { kind: one.do, until: addDays(course.lastDay, one.days), ground: 'investigationDecision' }
    case 'undo':
      return { kind: 'undoEdition', of: facts.findLast((fact) => fact.kind === 'edition')?.id ?? 'none' }
    case 'release':
      return { kind: 'release', atMs: Date.parse(`${today}T00:00:00+08:00`) }
    case 'transfer':
      return { kind: 'transfer' }
    case 'cancel':
      return { kind: 'cancel', ground: 'openedInError' }
    case 'lift':
    case 'restore':
      return { kind: one.do, order: `order-${one.order}` }
  }
}

/** Facts that may make a term longer; taking an edition back restores what it was. */
const MAY_LENGTHEN: readonly Fact['kind'][] = ['exposure', 'lengthened', 'editionUndone']

function everyDayOnce({ spans, from, lastDay }: Course): void {
  if (spans.length === 0) return
  const days = spans.flatMap((span) => Array.from({ length: daysBetween(span.from, span.to) + 1 }, (_, index) => addDays(span.from, index)))
  expect(days.length).toBe(Math.max(0, daysBetween(from, days.at(-1)!) + 1))
  for (const [index, day] of days.entries()) expect(day).toBe(addDays(from, index))
  // What an edition cut off is served no more; what is left reaches the last day.
  expect(days.at(-1)! <= lastDay || lastDay < from).toBe(true)
}

/** What a release takes, said once more and as plainly as it can be. */
function releasedRightly(facts: readonly Fact[], course: Course, today: string): void {
  expect(today > course.lastDay).toBe(true)
  for (const { rule } of course.evidence) {
    const valid = facts.filter((fact) => fact.kind === 'test').filter((fact) => fact.result !== 'invalid' && fact.day >= course.countsFrom)
    if (rule.kind === 'testsDone') {
      expect(new Set(valid.map(({ day }) => day)).size).toBeGreaterThanOrEqual(course.tests.length)
      expect(valid.every((fact) => fact.result === 'negative')).toBe(true)
    }
    if (rule.kind === 'lastNegatives') expect(valid.length).toBeGreaterThanOrEqual(rule.count)
    if (rule.kind === 'paper') expect(facts.some((fact) => fact.kind === 'paper' && fact.of === rule.of)).toBe(true)
    if (rule.kind === 'indexBelow') expect(facts.findLast((fact) => fact.kind === 'survey')).toMatchObject({ value: expect.any(Number) })
  }
}

/** With its order a case stands where it would, had the order never ended. */
function restoredEqually(run: Run, after: Course): void {
  expect(isEnded(after.state)).toBe(false)
  const never = run.facts.filter(({ kind }) => kind !== 'lifted' && kind !== 'restored')
  expect(after).toEqual(courseOf(never, run.trackOf, run.today))
}

function holds(before: Course, run: Run, added: readonly Fact[]): Course {
  const after = courseOf(run.facts, run.trackOf, run.today)
  everyDayOnce(after)
  if (!added.some((fact) => MAY_LENGTHEN.includes(fact.kind))) expect(after.lastDay <= before.lastDay, 'longer without a fact').toBe(true)
  for (const { on } of after.tests) expect(on >= after.from && on <= after.lastDay, 'a test outside the case').toBe(true)
  const isRestored = added.some((fact) => fact.kind === 'restored')
  if (isEnded(before.state) && !isRestored) expect(after.state).toBe(before.state)
  if (isRestored) restoredEqually(run, after)
  if (added.some((fact) => fact.kind === 'released')) releasedRightly(run.facts, before, run.today)
  if (after.state === 'released') expect(['released', 'lifted']).toContain(endOf(run.facts)?.kind)
  expect(spanOn(after, addDays(run.today, 0)) === null || worksOn(after, run.today).every((work) => typeof work === 'string')).toBe(true)
  return after
}

function play(steps: readonly Step[], run: Run): void {
  let course = courseOf(run.facts, run.trackOf, run.today)
  everyDayOnce(course)
  for (const one of steps) {
    run.seq += 1
    if (one.do === 'nextDay') {
      const { dayNumber, lastDay } = course
      run.today = addDays(run.today, one.days)
      course = courseOf(run.facts, run.trackOf, run.today)
      expect(course.dayNumber, 'a day skipped or counted twice').toBe(dayNumber + one.days)
      expect(course.lastDay).toBe(lastDay)
    } else if (one.do === 'edition') {
      // Also back to stricter ones: they make nobody's term longer either.
      const others = run.editions.filter(({ edition }) => edition !== course.edition)
      const next = others[one.nth % Math.max(1, others.length)]
      if (next === undefined || isEnded(course.state)) continue
      const key = next.tracks.some((track) => track.key === course.trackKey) ? course.trackKey : null
      const change = changeEdition(run.facts, { id: `edition-${run.seq}`, edition: next.edition, key }, run)
      const kept = planOf(run.facts, run.trackOf)
      const facts = [...run.facts, ...change.facts]
      // Taken back at once, all is as it was.
      const undone = change.facts.map((fact): Fact => ({ kind: 'editionUndone', of: fact.kind === 'edition' ? fact.id : '' }))
      expect(planOf([...facts, ...undone], run.trackOf)).toEqual(kept)
      run.facts = facts
      course = holds(course, run, change.facts)
    } else {
      const decision = decide(run.facts, commandOf(one, run, course), run)
      if ('refused' in decision) continue
      run.facts = [...run.facts, ...decision.facts]
      course = holds(course, run, decision.facts)
    }
  }
}

test(
  'CTRL-02 ten thousand sequences of what may happen to a case: never released without evidence, never longer without a fact, no day skipped or doubled',
  { timeout: 240_000 },
  () => {
    let opened = 0
    let released = 0
    let restored = 0
    fc.assert(
      fc.property(opening, fc.array(step, { minLength: 1, maxLength: 40 }), ({ disease, nth, track, anchor, late }, steps) => {
        const { editions } = DISEASES[disease]!
        const usable = editions.filter(({ tracks }) => tracks.length > 0)
        const { edition, tracks } = usable[nth % usable.length]!
        const trackOf: TrackOf = (of, key) => editions.find((one) => one.edition === of)?.tracks.find((one) => one.key === key) ?? null
        const from = addDays(anchor, late)
        const decision = decide([], { kind: 'open', edition, track: tracks[track % tracks.length]!.key, anchorDay: anchor, from }, { today: from, trackOf })
        if ('refused' in decision) return
        opened += 1
        const run: Run = { facts: [...decision.facts], today: from, trackOf, editions, seq: 0 }
        play(steps, run)
        if (run.facts.some((fact) => fact.kind === 'released')) released += 1
        if (run.facts.some((fact) => fact.kind === 'restored')) restored += 1
      }),
      { numRuns: 10_000, seed: 20220728 },
    )
    // The sequences reach what they are about.
    expect(opened).toBeGreaterThan(7_000)
    expect(released).toBeGreaterThan(300)
    expect(restored).toBeGreaterThan(150)
  },
)
