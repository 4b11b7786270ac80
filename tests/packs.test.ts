// Plan packs are data that officials edit: every file must fit its schema, and every example must come out as written.
import {
  CareFile,
  ChecklistFile,
  ClocksFile,
  ControlPlanFile,
  DailyCriteriaFile,
  dailyCriteriaOf,
  GatePolicyFile,
  IndexesFile,
  PackFile,
  ScriptsFile,
  StatusPolicyFile,
  ZonesFile,
} from '@xiaomen/contract'
import type { Level } from '@xiaomen/rules/areas'
import { changesOf, type CheckKind, problemsOf, standingOf } from '@xiaomen/rules/checklists'
import { type CaseState, courseOf, type Fact, type Measure, type TrackOf, type Work, worksOn } from '@xiaomen/rules/control'
import { assess, type FactKind, nodesOf, type OverlayPart, type TreePart } from '@xiaomen/rules/daily'
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'

const root = new URL('..', import.meta.url).pathname
const json = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'))
const packs = globSync('packs/*/*/pack.json', { cwd: root })
  .map((file) => file.replace('/pack.json', ''))
  .toSorted()

type Place = { id: string; level: Level; in: string | null; homes: number }
type Example = {
  says: string
  given: {
    day: string
    places: Place[]
    grids: { id: string; kind: 'grid' | 'cutArea'; members: string[] }[]
    facts: { kind: FactKind; at: string; found: string; ended?: string }[]
    withoutReport: string[]
  }
  expect: Record<string, string>
}

type CheckExample = {
  says: string
  given: { today: string; checks: { on: string; kind: CheckKind; no: string[]; mended?: string[] }[] }
  expect: { standing: string; faults: string[] }
}
const dayNumber = (day: string) => Date.parse(day) / 86_400_000

/** A gate after these checks, each answered as its list asks: everything there but what is named. */
function gateAfter({ today, checks }: CheckExample['given'], { groups, goodForDays }: z.output<typeof ChecklistFile>) {
  const list = groups.flatMap(({ items }) => items)
  let faults: string[] = []
  let daysSince: number | null = null
  for (const { on, kind, no, mended = [] } of checks) {
    const asked = kind === 'full' ? list.map(({ key }) => key) : [...mended, ...no]
    const answers = asked.map((item) => ({ item, answer: no.includes(item) ? ('no' as const) : ('yes' as const), note: null, photos: 1 }))
    expect(problemsOf(list, kind, answers)).toEqual([])
    const { open, mend } = changesOf(answers, dayNumber(on), { faults: new Set(faults), answeredAt: new Map() })
    faults = [...faults, ...open].filter((item) => !mend.includes(item))
    if (kind === 'full') daysSince = dayNumber(today) - dayNumber(on)
  }
  return { standing: standingOf({ daysSince, faults: faults.length }, goodForDays.value), faults }
}

function statesOf({ day, places, grids, facts, withoutReport }: Example['given'], criteria: ReturnType<typeof dailyCriteriaOf>): Record<string, string> {
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

test('there is a pack for peace and one for an emergency', () => expect(packs.length).toBeGreaterThanOrEqual(2))

/** A file of a pack, its own or that of the edition it is built on. */
function part(pack: string, name: string): unknown {
  if (existsSync(join(root, pack, name))) return json(`${pack}/${name}`)
  const { builtOn } = PackFile.parse(json(`${pack}/pack.json`))
  if (builtOn === undefined) throw new Error(`${pack} has no ${name}`)
  return part(`packs/${builtOn.id}/${builtOn.edition}`, name)
}
const FILES = {
  'checklists.json': ChecklistFile,
  'clocks.json': ClocksFile,
  'control.json': ControlPlanFile,
  'daily.json': DailyCriteriaFile,
  'gate.json': GatePolicyFile,
  'indexes.json': IndexesFile,
  'scripts.json': ScriptsFile,
  'status.json': StatusPolicyFile,
  'zones.json': ZonesFile,
}
/** Files whose rules somebody could get wrong come with examples. */
const EXEMPLIFIED = ['checklists.json', 'control.json', 'daily.json', 'gate.json']

type ControlExample = { says: string; given: { today: string; facts: Fact[] }; expect: ControlExpectation }
type ControlExpectation = {
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
function standingOfCase(pack: string, { today, facts }: ControlExample['given'], asked: ControlExpectation): ControlExpectation {
  const [id] = pack.split('/').slice(1)
  const tracksOf: TrackOf = (edition, key) =>
    ControlPlanFile.parse(part(`packs/${id}/${edition}`, 'control.json')).tracks.find((track) => track.key === key) ?? null
  const course = courseOf(facts, tracksOf, today)
  const all: Required<ControlExpectation> = {
    state: course.state,
    measure: course.measure,
    lastDay: course.lastDay,
    day: course.dayNumber,
    tests: course.tests.map(({ on }) => on),
    owed: course.tests.filter(({ standing }) => standing === 'missed' || standing === 'due').map(({ on }) => on),
    lacks: course.evidence.filter(({ isMet }) => !isMet).map(({ rule }) => rule.kind),
    works: worksOn(course, today),
  }
  return Object.fromEntries(Object.keys(asked).map((key) => [key, all[key as keyof ControlExpectation]])) as ControlExpectation
}

describe.each(packs)('%s', (pack) => {
  const own = readdirSync(join(root, pack)).filter((name) => name in FILES)
  test('every file fits its schema, its own and those it is built on, and the folder bears the name of the pack', () => {
    const file = PackFile.parse(json(`${pack}/pack.json`))
    expect(pack).toBe(`packs/${file.id}/${file.edition}`)
    for (const [name, schema] of Object.entries(FILES)) expect(() => schema.parse(part(pack, name)), name).not.toThrow()
  })
  test('a draft figure is not hidden behind a pack that calls itself confirmed', () => {
    const file = PackFile.parse(json(`${pack}/pack.json`))
    const daily = DailyCriteriaFile.parse(part(pack, 'daily.json'))
    const status = StatusPolicyFile.parse(part(pack, 'status.json'))
    const checklist = ChecklistFile.parse(part(pack, 'checklists.json'))
    const isDraft = [daily.quietDays, daily.unseenFeverDays, daily.smallestPosting, daily.cutOff].some((figure) => figure.isDraft)
    expect(status.isDraft).toBe(Object.values(status.kinds).some((kind) => kind.isDraft))
    expect(checklist.isDraft || !checklist.goodForDays.isDraft).toBe(true)
    // Peace judges nobody: its drafts are of the ordinary life of a neighbourhood.
    if (file.id !== 'peace') expect(file.isDraft || !(isDraft || status.isDraft || checklist.isDraft)).toBe(true)
  })
  test('no file is there that nobody reads, and every rule of its own comes with examples', () => {
    expect(readdirSync(join(root, pack)).filter((name) => name !== 'pack.json' && name !== 'examples' && !(name in FILES))).toEqual([])
    expect(readdirSync(join(root, pack, 'examples')).toSorted()).toEqual(own.filter((name) => EXEMPLIFIED.includes(name)).toSorted())
  })
  if (own.includes('daily.json')) {
    const criteria = dailyCriteriaOf(DailyCriteriaFile.parse(json(`${pack}/daily.json`)))
    test.each<Example>(json(`${pack}/examples/daily.json`))('DAILY-01 $says', (example) => {
      expect(statesOf(example.given, criteria)).toEqual(example.expect)
    })
  }
  if (own.includes('checklists.json')) {
    const checklist = ChecklistFile.parse(json(`${pack}/checklists.json`))
    test.each<CheckExample>(json(`${pack}/examples/checklists.json`))('GATE-07 $says', (example) => {
      expect(gateAfter(example.given, checklist)).toEqual(example.expect)
    })
  }
  if (own.includes('control.json'))
    test.each<ControlExample>(json(`${pack}/examples/control.json`))('CTRL-02 $says', (example) => {
      expect(standingOfCase(pack, example.given, example.expect)).toEqual(example.expect)
    })
})

test('the care intervals fit their schema; a file that calls itself confirmed holds no draft figure', () => {
  const file = CareFile.parse(json('packs/care.json'))
  const figures = [...Object.values(file.intervals), file.emergencyMostDays, file.urgentAfterDays]
  expect(file.isDraft).toBe(figures.some((figure) => figure.isDraft))
  expect(CareFile.safeParse({ ...file, intervals: { ...file.intervals, dialysis: undefined } }).success).toBe(false)
  expect(
    CareFile.safeParse({ ...file, intervals: { ...file.intervals, dialysis: { value: 0, isDraft: true, source: file.urgentAfterDays.source } } }).success,
  ).toBe(false)
})

test('a checklist that names an item twice, or says nothing of its source, is refused', () => {
  const good = json('packs/peace/2022-01/checklists.json')
  const [group] = good.groups
  expect(ChecklistFile.safeParse({ ...good, groups: [group, { ...group, key: 'again' }] }).success).toBe(false)
  expect(ChecklistFile.safeParse({ ...good, source: undefined }).success).toBe(false)
  expect(ChecklistFile.safeParse({ ...good, groups: [{ ...group, items: [{ ...group.items[0], mendWithinHours: 0 }] }] }).success).toBe(false)
})

describe('a pack with a mistake in it is refused', () => {
  const good = json('packs/covid-19/2022-06-28/daily.json')
  test.each([
    ['a word too many', { ...good, quietDay: 3 }],
    ['a check that does not exist', { ...good, checks: { ...good.checks, unit: ['no_such_check'] } }],
    ['a level without checks', { ...good, checks: { ...good.checks, unit: undefined } }],
    ['a figure without its source', { ...good, quietDays: { value: 7, isDraft: false } }],
    ['an hour that no clock shows', { ...good, cutOff: { ...good.cutOff, value: '25:00' } }],
  ])('%s', (_, file) => expect(DailyCriteriaFile.safeParse(file).success).toBe(false))
})
