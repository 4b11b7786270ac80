// Plan packs are data that officials edit: every file must fit its schema, and every example must come out as written.
import {
  AnswerabilityFile,
  arrivalPolicyOf,
  ArrivalsFile,
  AidFile,
  TestingFile,
  AntigenFile,
  CareFile,
  ChecklistFile,
  ClocksFile,
  ControlPlanFile,
  DailyCriteriaFile,
  dailyCriteriaOf,
  ForeignFile,
  PresenceFile,
  GatePolicyFile,
  IndexesFile,
  PackFile,
  OccupationsFile,
  ScreeningFile,
  ScriptsFile,
  SitesFile,
  StatusPolicyFile,
  ZonesFile,
} from '@xiaomen/contract'
import { REASONS } from '@xiaomen/rules/gate'
import { type Example, type Exemplary, EXEMPLIFIED, type Exemplified, runExamples } from '@xiaomen/rules/packs'
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = new URL('..', import.meta.url).pathname
const json = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'))
const packs = globSync('packs/*/*/pack.json', { cwd: root })
  .map((file) => file.replace('/pack.json', ''))
  .toSorted()

test('there is a pack for peace and one for an emergency', () => expect(packs.length).toBeGreaterThanOrEqual(2))

/** A file of a pack, its own or that of the edition it is built on. */
function part(pack: string, name: string): unknown {
  if (existsSync(join(root, pack, name))) return json(`${pack}/${name}`)
  const { builtOn } = PackFile.parse(json(`${pack}/pack.json`))
  if (builtOn === undefined) throw new Error(`${pack} has no ${name}`)
  return part(`packs/${builtOn.id}/${builtOn.edition}`, name)
}
const FILES = {
  'arrivals.json': ArrivalsFile,
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
const hasFile = (pack: string, file: Exemplified) => existsSync(join(root, pack, `${file}.json`))
const exemplaryOf = (pack: string): Exemplary => ({
  gate: GatePolicyFile.parse(part(pack, 'gate.json')),
  daily: dailyCriteriaOf(DailyCriteriaFile.parse(part(pack, 'daily.json'))),
  checklist: ChecklistFile.parse(part(pack, 'checklists.json')),
  arrivals: arrivalPolicyOf(ArrivalsFile.parse(part(pack, 'arrivals.json'))),
  control: ControlPlanFile.parse(part(pack, 'control.json')),
  tracksOf: (edition, key) =>
    ControlPlanFile.parse(part(`packs/${pack.split('/')[1]}/${edition}`, 'control.json')).tracks.find((track) => track.key === key) ?? null,
})

describe.each(packs)('%s', (pack) => {
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
    expect(readdirSync(join(root, pack, 'examples')).toSorted()).toEqual(EXEMPLIFIED.filter((file) => hasFile(pack, file)).map((file) => `${file}.json`))
  })
  const linesOf = (file: Exemplified): Example[] => (hasFile(pack, file) ? json(`${pack}/examples/${file}.json`) : [])
  const comesOut = (file: Exemplified) => (line: Example) => {
    const [result] = runExamples(file, [line], exemplaryOf(pack))
    expect(result!.got).toEqual(line.expect)
    expect(result!.isMet).toBe(true)
  }
  test.each(linesOf('gate'))('GATE-01 $says', comesOut('gate'))
  test.each(linesOf('daily'))('DAILY-01 $says', comesOut('daily'))
  test.each(linesOf('checklists'))('GATE-07 $says', comesOut('checklists'))
  test.each(linesOf('arrivals'))('CTRL-01 $says', comesOut('arrivals'))
  test.each(linesOf('control'))('CTRL-02 COMMAND-03 $says', comesOut('control'))
  test('the carers that a track names are a set that is there', () => {
    const { sets } = AnswerabilityFile.parse(json('packs/answerability.json'))
    for (const { key, carers } of ControlPlanFile.parse(part(pack, 'control.json')).tracks) expect(carers === null || carers in sets, key).toBe(true)
  })
  test('what arrivals are brought under is a track of the plan', () => {
    const triggers = ControlPlanFile.parse(part(pack, 'control.json')).tracks.flatMap((track) => (track.subject === 'person' ? track.triggers : []))
    for (const { trigger } of ArrivalsFile.parse(part(pack, 'arrivals.json')).levels) expect(triggers).toContain(trigger)
  })
  test('every reason the gate can give leads somewhere', () => {
    expect(Object.keys(GatePolicyFile.parse(part(pack, 'gate.json')).outcomeOf).toSorted()).toEqual([...REASONS].toSorted())
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

test('the hours of a way to a hospital and of a need fit their schema, each with its source; a draft says so', () => {
  const file = AidFile.parse(json('packs/aid.json'))
  expect(file.isDraft).toBe([...Object.values(file.transportHours), ...Object.values(file.needHours)].some((figure) => figure.isDraft))
  expect(AidFile.safeParse({ ...file, needHours: { ...file.needHours, food: { ...file.needHours.food, value: 0 } } }).success).toBe(false)
  expect(AidFile.safeParse({ ...file, transportHours: { ...file.transportHours, birth: undefined } }).success).toBe(false)
})

test('TEST-01 the figures of testing fit their schema, each with its source; a draft says so', () => {
  const file = TestingFile.parse(json('packs/testing.json'))
  const { isDraft, ...figures } = file
  expect(isDraft).toBe(Object.values(figures).some((figure) => figure.isDraft))
  expect(TestingFile.safeParse({ ...file, slotMinutes: { ...file.slotMinutes, value: 20 } }).success).toBe(false)
  expect(TestingFile.safeParse({ ...file, homeCategories: { ...file.homeCategories, value: ['nobody'] } }).success).toBe(false)
})

test('PLACE-09 the figures of check-ins and meetings fit their schema, each with its source; a draft says so', () => {
  const file = PresenceFile.parse(json('packs/presence.json'))
  const figures = Object.values(file).filter((one) => typeof one === 'object')
  expect(figures.every(({ isDraft, source }) => isDraft === source.zh.includes('待社区确认'))).toBe(true)
  expect(file.isDraft).toBe(figures.some(({ isDraft }) => isDraft))
  for (const value of [13, 29]) expect(PresenceFile.safeParse({ ...file, keepDays: { ...file.keepDays, value } }).success).toBe(false)
})

test('TEST-05 the figures of foreign results fit their schema, each with its source; a draft says so', () => {
  const file = ForeignFile.parse(json('packs/foreign.json'))
  const { isDraft, ...figures } = file
  expect(isDraft).toBe(Object.values(figures).some((figure) => figure.isDraft))
  expect(ForeignFile.safeParse({ ...file, countsHours: { ...file.countsHours, value: -1 } }).success).toBe(false)
  expect(ForeignFile.safeParse({ ...file, keepDays: { ...file.keepDays, value: 0 } }).success).toBe(false)
})

test('TEST-06 the table of occupations fits its schema, each interval with its source; a draft says so', () => {
  const file = OccupationsFile.parse(json('packs/occupations.json'))
  const { isDraft, tables, ...figures } = file
  const all = [...Object.values(figures), ...tables.flatMap(({ classes }) => classes.map(({ days }) => days))]
  expect(isDraft).toBe(all.some((figure) => figure.isDraft))
  const [table] = tables
  const with4 = { ...table!, classes: table!.classes.map((one) => ({ ...one, days: { ...one.days, value: 4 } })) }
  expect(OccupationsFile.safeParse({ ...file, tables: [with4] }).success).toBe(false)
  expect(OccupationsFile.safeParse({ ...file, tables: [table, table] }).success).toBe(false)
  expect(OccupationsFile.safeParse({ ...file, tables: [] }).success).toBe(false)
})

test('TEST-07 the figures of sites fit their schema, each with its source; a draft says so', () => {
  const file = SitesFile.parse(json('packs/sites.json'))
  const { isDraft, ...figures } = file
  expect(isDraft).toBe(Object.values(figures).some((figure) => figure.isDraft))
  expect(SitesFile.safeParse({ ...file, waitMinutes: { ...file.waitMinutes, value: 0 } }).success).toBe(false)
})

test('TEST-10 the figures of a mass screening fit their schema, each with its source; a draft says so', () => {
  const file = ScreeningFile.parse(json('packs/screening.json'))
  const { isDraft, figures, zonePools, ...lists } = file
  expect(isDraft).toBe([...Object.values(figures), ...Object.values(zonePools), ...Object.values(lists)].some((figure) => figure.isDraft))
  // What the facts of the project give is no draft.
  expect([figures.peoplePerPointMost.value, figures.peoplePerTableMost.value, figures.peoplePerSampler.value, figures.perTableHour.value]).toEqual([
    3000, 800, 360, 40,
  ])
  expect(figures.peoplePerSampler.isDraft).toBe(false)
  const without = (key: keyof typeof figures, value: number) => ({ ...file, figures: { ...figures, [key]: { ...figures[key], value } } })
  for (const [key, value] of [
    ['peoplePerPointMost', 1999],
    ['peoplePerTableMost', 599],
    ['burstPerTableHour', 40],
    ['windowShare', 1.1],
    ['busyAtMost', 0],
    ['peoplePerSampler', 0],
    ['slotMinutes', 0],
    ['swabYuan', -1],
  ] as const)
    expect(ScreeningFile.safeParse(without(key, value)).success, key).toBe(false)
  expect(ScreeningFile.safeParse({ ...file, freeWeights: { ...file.freeWeights, value: [1, 0] } }).success).toBe(false)
  expect(ScreeningFile.safeParse({ ...file, zonePools: { ...zonePools, sealed: undefined } }).success).toBe(false)
})

test('TEST-08 what a round of antigen tests proposes fits its schema, each figure with its source; a draft says so', () => {
  const file = AntigenFile.parse(json('packs/antigen.json'))
  expect(file.isDraft).toBe([file.ageFrom, file.ageUntil, file.perHead, file.helpFor].some((figure) => figure.isDraft))
  expect(file.ageFrom.value).toBeLessThanOrEqual(file.ageUntil.value)
  expect(AntigenFile.safeParse({ ...file, perHead: { ...file.perHead, value: 0 } }).success).toBe(false)
  expect(AntigenFile.safeParse({ ...file, helpFor: { ...file.helpFor, value: ['nobody'] } }).success).toBe(false)
})

test('CTRL-05 the levels and the sets of carers fit their schema, each with its source; a draft says so', () => {
  const file = AnswerabilityFile.parse(json('packs/answerability.json'))
  const parts = [...Object.values(file.posts), ...Object.values(file.sets)]
  expect(file.isDraft).toBe(parts.some((part) => part.isDraft))
  expect(file.sets['fiveCarersNational']?.slots).toHaveLength(5)
  expect(AnswerabilityFile.safeParse({ ...file, careSet: 'nobody' }).success).toBe(false)
  const { twoCarers } = file.sets
  expect(AnswerabilityFile.safeParse({ ...file, sets: { ...file.sets, twoCarers: { ...twoCarers, slots: ['gridWorker', 'gridWorker'] } } }).success).toBe(false)
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

describe('a plan of control with a mistake in it is refused, and says where', () => {
  const good = json('packs/covid-19/2022-06-28/control.json')
  const contact = good.tracks.findIndex((track: { key: string }) => track.key === 'contact')
  const changed = (change: (file: typeof good) => void) => {
    const file = structuredClone(good)
    change(file)
    return ControlPlanFile.safeParse(file)
  }
  test.each<[string, (file: typeof good) => void, string, string]>([
    ['a track without phases', (file) => (file.tracks[contact].phases = []), `tracks.${contact}.phases`, 'Too small'],
    ['a negative day', (file) => (file.tracks[contact].phases[0].tests[0].day = -1), `tracks.${contact}.phases.0.tests.0.day`, 'Too small'],
    ['a test after the phase', (file) => (file.tracks[contact].phases[1].tests[0].day = 4), `tracks.${contact}.phases.1.tests.0.day`, 'pack.day_after_phase'],
    ['an unknown check', (file) => (file.tracks[contact].release[0].kind = 'goodMood'), `tracks.${contact}.release.0.kind`, 'Invalid'],
    ['a track that is not there', (file) => (file.tracks[0].afterwards = 'nowhere'), 'tracks.0.afterwards', 'pack.track_missing'],
    [
      'a cycle',
      (file) => {
        file.tracks[0].afterwards = file.tracks[1].key
        file.tracks[1].afterwards = file.tracks[0].key
      },
      'tracks.0.afterwards',
      'pack.cycle',
    ],
    ['a place that is tested', (file) => (file.tracks[contact].subject = 'place'), `tracks.${contact}.phases.0.tests`, 'pack.other_subject'],
    [
      'a person of whom an index is asked',
      (file) => file.tracks[contact].release.push({ kind: 'indexBelow', index: 'breteau', below: 5, surveys: 2 }),
      `tracks.${contact}.release.${good.tracks[contact].release.length}.kind`,
      'pack.other_subject',
    ],
    ['one trigger for two tracks', (file) => (file.tracks[1].triggers = ['contact']), `tracks.${contact}.triggers.0`, 'pack.trigger_twice'],
    [
      'a phase named twice',
      (file) => (file.tracks[contact].phases[1].key = file.tracks[contact].phases[0].key),
      `tracks.${contact}.phases.1.key`,
      'pack.phase_twice',
    ],
    ['a measure nobody could read about', (file) => delete file.measures.centralIsolation, `tracks.${contact}.phases.0.measure`, 'pack.measure_undescribed'],
    ['a draft that calls itself confirmed', (file) => (file.isDraft = false), 'isDraft', 'pack.hides_a_draft'],
    ['a word too many', (file) => (file.tracks[contact].lockDoor = true), `tracks.${contact}`, 'Unrecognized'],
    ['a figure without its source', (file) => delete file.recordHours.source, 'recordHours.source', 'Invalid'],
  ])('COMMAND-03 %s', (_, change, path, sentence) => {
    const { error } = changed(change)
    const issue = error?.issues.find((one) => one.path.join('.') === path)
    expect(issue?.message).toContain(sentence)
  })
  test('a zone that goes down to a stricter one, or to one that is not there', () => {
    const zones = json('packs/covid-19/2022-06-28/zones.json')
    const tried = (to: string) => {
      const file = structuredClone(zones)
      file.zones[1].downgrade.to = to
      return ZonesFile.safeParse(file).error?.issues.map(({ message, path }) => `${path.join('.')}: ${message}`)
    }
    expect(tried('sealed')).toEqual(['zones.1.downgrade.to: pack.cycle'])
    expect(tried('core')).toEqual(['zones.1.downgrade.to: pack.zone_missing'])
  })
})

test('COMMAND-03 no disease is named in code', () => {
  const named = globSync('packages/*/src/**/*.{ts,tsx}', { cwd: root })
    .filter((file) => !/\.test\.|fixture|demo/.test(file))
    .filter((file) => /covid|chikungunya|dengue|influenza|新冠|登革|基孔/i.test(readFileSync(join(root, file), 'utf8')))
  expect(named).toEqual([])
})
