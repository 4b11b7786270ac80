// 进程: where a case stands on a day, what is still owed, and what its release lacks.
import { addDays, daysBetween, laterDay } from '../days/index.ts'
import { endOf, type Fact, type RecordFact, type TestFact } from './facts.ts'
import { type OwedTest, type Plan, planOf, type Span, spanOn, type TrackOf } from './plan.ts'
import type { EvidenceRule } from './track.ts'
import { type CaseState, isEnded, type Work } from './words.ts'

const HOUR_MS = 3_600_000

/** `taken`: which test answers for it; one answers for one. */
export type TestStanding = OwedTest & { taken: TestFact | null; standing: 'ahead' | 'due' | 'missed' | 'done' }
export type Evidence = { rule: EvidenceRule; isMet: boolean }
export type Course = Omit<Plan, 'tests'> & {
  state: CaseState
  tests: readonly TestStanding[]
  evidence: readonly Evidence[]
  hasPositive: boolean
  /** The first day somebody may be released, if all is there: the day after the last. */
  releasableOn: string
  /** Day of the case, from 1; 0 and less before it begins. */
  dayNumber: number
  measure: Span['measure'] | null
}

const ofKind = <K extends Fact['kind']>(facts: readonly Fact[], kind: K) => facts.filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind)

/** Tests that count: valid, of this exposure, on a day of their own, and far enough from the one before. */
function countedTests(facts: readonly Fact[], plan: Plan): TestFact[] {
  const counted: TestFact[] = []
  const taken = ofKind(facts, 'test')
    .filter((test) => test.result !== 'invalid' && test.day >= plan.countsFrom)
    .toSorted((a, b) => a.atMs - b.atMs)
  for (const test of taken) {
    const last = counted.at(-1)
    const isApart = last === undefined || (test.day > last.day && test.atMs - last.atMs >= (plan.track?.testsHoursApart ?? 0) * HOUR_MS)
    // A positive one is never passed over.
    if (isApart || test.result === 'positive') counted.push(test)
  }
  return counted
}

/** The oldest that is owed is answered first: whoever missed one takes one more. */
function standings(plan: Plan, counted: readonly TestFact[], today: string): TestStanding[] {
  const owed: TestStanding[] = plan.tests
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .map((test) => ({ ...test, taken: null, standing: test.on > today ? 'ahead' : test.on === today ? 'due' : 'missed' }))
  for (const test of counted) {
    const answered = owed.find((one) => one.taken === null && one.on <= test.day && (one.method === test.method || test.method === 'pcr'))
    if (answered !== undefined) Object.assign(answered, { taken: test, standing: 'done' })
  }
  return owed
}

const records = (facts: readonly Fact[], day: string): RecordFact[] => ofKind(facts, 'record').filter((record) => record.day === day)
const isClear = (test: TestFact, ctAtLeast: number | null): boolean =>
  test.result === 'negative' || (ctAtLeast !== null && test.ct !== null && test.ct >= ctAtLeast)

/** How many of the day's askings are there: each half once, whoever asked. */
export const recordsOn = (facts: readonly Fact[], day: string): number => new Set(records(facts, day).map(({ half }) => half)).size

type Judged = { plan: Plan; facts: readonly Fact[]; counted: readonly TestFact[]; tests: readonly TestStanding[]; today: string }
function isMet(rule: EvidenceRule, { plan, facts, counted, tests, today }: Judged): boolean {
  // A missed day cannot be asked again: the days looked at are the latest whole ones.
  const lastWhole = laterDay(plan.lastDay, addDays(today, -1))
  const lastDays = (count: number) => Array.from({ length: count }, (_, back) => addDays(lastWhole, -back)).filter((day) => day >= plan.from)
  switch (rule.kind) {
    case 'testsDone':
      return tests.every(({ taken }) => taken !== null) && counted.every(({ result }) => result === 'negative')
    case 'lastNegatives': {
      const nominal = addDays(plan.dayOne, rule.fromDay - 1)
      // Under an edition that came later, never beyond the days that were laid on somebody before.
      const since = nominal > plan.lastDay ? plan.lastDay : nominal
      const last = counted.filter((test) => test.method === rule.method || test.method === 'pcr').slice(-rule.count)
      return (
        last.length === rule.count &&
        last.every((test, index) => {
          const previous = last[index - 1]
          return isClear(test, rule.ctAtLeast) && test.day >= since && (previous === undefined || test.atMs - previous.atMs >= rule.hoursApart * HOUR_MS)
        })
      )
    }
    case 'recordsComplete':
      return lastDays(rule.days).every((day) => recordsOn(facts, day) >= (spanOn(plan, day)?.recordsPerDay ?? 0))
    case 'noSymptoms':
      return lastDays(rule.days).every((day) =>
        records(facts, day).every(({ symptoms, temperatureC }) => symptoms.length === 0 && (temperatureC ?? 0) < rule.feverC),
      )
    case 'indexBelow': {
      // Two of one day are one survey, and the higher counts.
      const byDay = new Map<string, number>()
      for (const { index, day, value } of ofKind(facts, 'survey'))
        if (index === rule.index && day >= plan.dayOne) byDay.set(day, Math.max(byDay.get(day) ?? value, value))
      const last = [...byDay].toSorted(([a], [b]) => (a < b ? -1 : 1)).slice(-rule.surveys)
      return last.length === rule.surveys && last.every(([, value]) => value < rule.below)
    }
    case 'paper':
      return ofKind(facts, 'paper').some(({ of, day }) => of === rule.of && day >= plan.countsFrom)
  }
}

function stateOf(facts: readonly Fact[], plan: Plan, isReady: boolean, today: string): CaseState {
  const end = endOf(facts)
  if (end !== undefined) return end.kind === 'lifted' ? 'released' : end.kind
  if (today < plan.from && plan.lastDay >= plan.from) return 'planned'
  if (today <= plan.lastDay) return plan.lastDay > plan.firstLastDay ? 'extended' : 'active'
  return isReady ? 'dueForRelease' : 'extended'
}

/** @throws Error for facts of a track no pack has: a pack in use is never taken away */
export function courseOf(facts: readonly Fact[], trackOf: TrackOf, today: string): Course {
  const plan = planOf(facts, trackOf)
  if (plan === null) throw new Error('A case begins with its opening on a track of its pack.')
  const counted = countedTests(facts, plan)
  const tests = standings(plan, counted, today)
  const judged = { plan, facts, counted, tests, today }
  const evidence = plan.release.map((rule) => ({ rule, isMet: isMet(rule, judged) }))
  const state = stateOf(
    facts,
    plan,
    evidence.every((one) => one.isMet),
    today,
  )
  return {
    ...plan,
    state,
    tests,
    evidence,
    hasPositive: counted.some(({ result }) => result === 'positive'),
    releasableOn: addDays(plan.lastDay, 1),
    dayNumber: daysBetween(plan.dayOne, today) + 1,
    measure: isEnded(state) ? null : (spanOn(plan, today)?.measure ?? null),
  }
}

/** Works due on a day, by the phase of that day. */
export function worksOn(plan: Plan, day: string): Work[] {
  const span = spanOn(plan, day)
  if (span === null) return []
  const dayOfPhase = daysBetween(span.phaseFrom, day) + 1
  return span.works.filter(({ from, everyDays }) => dayOfPhase >= from && (dayOfPhase - from) % everyDays === 0).map(({ work }) => work)
}
