// 预案的例子: each pack brings given/expect lines beside its rules. They are run by the tests, and before a local edition may be approved.
import type { Level } from '../areas/index.ts'
import { type ArrivalPolicy, comesTo, rule as ruleOn, type Ruling, type Comes } from '../arrivals/index.ts'
import { changesOf, type CheckItem, type CheckKind, problemsOf, standingOf } from '../checklists/index.ts'
import { type CaseState, courseOf, type Fact, type Measure, type Track, type TrackOf, type Work, worksOn } from '../control/index.ts'
import { assess, type DailyCriteria, type FactKind, nodesOf, type OverlayPart, type TreePart } from '../daily/index.ts'
import { daysBetween } from '../days/index.ts'
import type { RiskArea } from '../risk/index.ts'
import { decidePassage, type GateHolder, type GatePolicy, type GateReading, type Verdict } from '../gate/index.ts'

/** Files whose rules somebody could get wrong. */
export const EXEMPLIFIED = ['arrivals', 'checklists', 'control', 'daily', 'gate'] as const
export type Exemplified = (typeof EXEMPLIFIED)[number]
export type Example = { says: string; given: unknown; expect: unknown }
/** `got`: what the rules say; null where the example could not be read. */
export type ExampleResult = { file: Exemplified; index: number; says: string; isMet: boolean; expected: unknown; got: unknown }

export type Exemplary = {
  gate: GatePolicy
  daily: DailyCriteria
  checklist: { groups: readonly { items: readonly CheckItem[] }[]; goodForDays: { value: number } }
  tracksOf: TrackOf
  arrivals: ArrivalPolicy
  /** Of the plan itself: what a trigger leads to, and what the measures allow. */
  control: { tracks: readonly Track[]; measures: Readonly<Record<string, { mayPassGate: boolean } | undefined>> }
}

type DailyGiven = {
  day: string
  places: { id: string; level: Level; in: string | null; homes: number }[]
  grids: { id: string; kind: 'grid' | 'cutArea'; members: string[] }[]
  facts: { kind: FactKind; at: string; found: string; ended?: string }[]
  withoutReport: string[]
}
/** Place → free or not, on that day. */
function statesOf({ day, places, grids, facts, withoutReport }: DailyGiven, criteria: DailyCriteria): Record<string, string> {
  const byId = new Map(places.map((place) => [place.id, place]))
  const pathOf = (id: string): string => {
    const place = byId.get(id)!
    return `${place.in === null ? '/' : pathOf(place.in)}${places.indexOf(place) + 1}/`
  }
  const tree = places.map((place): TreePart => ({ id: place.id, parentId: place.in, level: place.level, path: pathOf(place.id), homes: place.homes }))
  const overlays = grids.map(({ id, kind, members }): OverlayPart => ({ id, kind, memberIds: members }))
  const nodes = nodesOf(tree, overlays)
  const reports = new Set([...nodes.keys()].filter((id) => !withoutReport.includes(id)))
  const found = facts.map(({ kind, at, found: fromDay, ended = null }) => ({ kind, areaId: at, fromDay, endedOn: ended }))
  return Object.fromEntries([...assess({ nodes, facts: found, reports, criteriaOf: () => criteria, day })].map(([id, { state }]) => [id, state]))
}

type CheckGiven = { today: string; checks: { on: string; kind: CheckKind; no: string[]; mended?: string[] }[] }
/** A gate after these checks, each answered as its list asks: everything there but what is named. */
function gateAfter({ today, checks }: CheckGiven, { groups, goodForDays }: Exemplary['checklist']) {
  const list = groups.flatMap(({ items }) => items)
  let faults: string[] = []
  let daysSince: number | null = null
  for (const { on, kind, no, mended = [] } of checks) {
    const asked = kind === 'full' ? list.map(({ key }) => key) : [...mended, ...no]
    const answers = asked.map((item) => ({ item, answer: no.includes(item) ? ('no' as const) : ('yes' as const), note: null, photos: 1 }))
    if (problemsOf(list, kind, answers).length > 0) throw new Error('The checks of the example do not answer the list.')
    const { open, mend } = changesOf(answers, daysBetween('1970-01-01', on), { faults: new Set(faults), answeredAt: new Map() })
    faults = [...faults, ...open].filter((item) => !mend.includes(item))
    if (kind === 'full') daysSince = daysBetween(on, today)
  }
  return { standing: standingOf({ daysSince, faults: faults.length }, goodForDays.value), faults }
}

type CaseGiven = { today: string; facts: Fact[] }
type CaseExpectation = {
  state: CaseState
  measure?: Measure | null
  lastDay?: string
  day?: number
  tests?: string[]
  owed?: string[]
  lacks?: string[]
  works?: Work[]
}
/** What the example asks about, as the engine has it. */
function caseOf({ today, facts }: CaseGiven, asked: object, tracksOf: TrackOf): Partial<CaseExpectation> {
  const course = courseOf(facts, tracksOf, today)
  const all: Required<CaseExpectation> = {
    state: course.state,
    measure: course.measure,
    lastDay: course.lastDay,
    day: course.dayNumber,
    tests: course.tests.map(({ on }) => on),
    owed: course.tests.filter(({ standing }) => standing === 'missed' || standing === 'due').map(({ on }) => on),
    lacks: course.evidence.filter(({ isMet }) => !isMet).map(({ rule }) => rule.kind),
    works: worksOn(course, today),
  }
  return Object.fromEntries(Object.keys(asked).map((key) => [key, all[key as keyof CaseExpectation]]))
}

type ArrivalGiven = { areas: Omit<RiskArea, 'id'>[]; from: string; code: string | null; on: string; today: string }
function arrivalOf({ areas, ...asked }: ArrivalGiven, { arrivals, control }: Exemplary): Ruling & { comesTo: Comes } {
  const ruling = ruleOn(
    arrivals,
    areas.map((area, at) => ({ ...area, id: String(at) })),
    asked,
  )
  const track = control.tracks.find(({ triggers }) => ruling.trigger !== null && triggers.includes(ruling.trigger))
  return { ...ruling, comesTo: comesTo(track?.phases ?? null, control.measures) }
}

type GateGiven = { holder: GateHolder | null; isGateOpen: boolean; listAgeHours: number; reading: GateReading }
const AT = new Date('2022-08-01T04:00:00Z')
function verdictOf({ holder, isGateOpen, listAgeHours, reading }: GateGiven, policy: GatePolicy): Verdict {
  return decidePassage(policy, { holder, isGateOpen, asOf: new Date(AT.getTime() - listAgeHours * 3_600_000) }, reading, AT)
}

/** Key by key, whatever their order; what is undefined is not there. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null || Array.isArray(one) !== Array.isArray(other)) return false
  const keys = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...keys].every((key) => isSame((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]))
}

function answer(file: Exemplified, { given, expect }: Example, parts: Exemplary): unknown {
  switch (file) {
    case 'gate':
      return verdictOf(given as GateGiven, parts.gate)
    case 'daily':
      return statesOf(given as DailyGiven, parts.daily)
    case 'checklists':
      return gateAfter(given as CheckGiven, parts.checklist)
    case 'arrivals':
      return arrivalOf(given as ArrivalGiven, parts)
    case 'control':
      return caseOf(given as CaseGiven, expect as object, parts.tracksOf)
  }
}

/** An example that cannot be read is one that is not met. */
export function runExamples(file: Exemplified, examples: readonly Example[], parts: Exemplary): ExampleResult[] {
  return examples.map((example, index) => {
    let got: unknown = null
    try {
      got = answer(file, example, parts)
    } catch {
      return { file, index, says: example.says, isMet: false, expected: example.expect, got: null }
    }
    return { file, index, says: example.says, isMet: isSame(got, example.expect), expected: example.expect, got }
  })
}
