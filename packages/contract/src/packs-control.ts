// 预案·管控: control.json of a plan pack. Who comes under control, for how long, what is owed meanwhile and what a release takes.
import { ANCHORS, METHODS, MEASURES, type Measure, SPECIMENS, SUBJECTS, SYMPTOMS, TRANSITIONS, type Track, TRIGGERS, WORKS } from '@xiaomen/rules/control'
import { SIGNAL_KINDS } from '@xiaomen/rules/status'
import { z } from 'zod'
import { bilingual, itemKey, named, type PackFault, sourced } from './packs-kit.ts'

const isDraft = z.boolean()
const count = (most: number) => z.int().min(1).max(most)
const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

const Evidence = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('testsDone') }),
  z.strictObject({
    kind: z.literal('lastNegatives'),
    count: count(10),
    method: z.enum(METHODS),
    hoursApart: z.int().min(0).max(168),
    fromDay: count(90),
    ctAtLeast: z.number().min(20).max(45).nullable(),
  }),
  z.strictObject({ kind: z.literal('recordsComplete'), days: count(30) }),
  z.strictObject({ kind: z.literal('noSymptoms'), days: count(30), feverC: z.number().min(36).max(42) }),
  z.strictObject({ kind: z.literal('indexBelow'), index: itemKey, below: z.number().min(0).max(1000), surveys: count(20) }),
  z.strictObject({ kind: z.literal('paper'), of: z.enum(['clinicReport', 'testResult', 'investigationDecision']) }),
])
const PhaseFile = z.strictObject({
  key: itemKey,
  measure: z.enum(MEASURES),
  days: count(90),
  tests: z.array(z.strictObject({ day: count(90), method: z.enum(METHODS), specimen: z.enum(SPECIMENS).nullable() })).max(30),
  recordsPerDay: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  works: z.array(z.strictObject({ work: z.enum(WORKS), from: count(90), everyDays: count(30) })).max(10),
})
const TrackFile = z.strictObject({
  key: itemKey,
  ...named,
  isDraft,
  source: bilingual,
  subject: z.enum(SUBJECTS),
  triggers: z.array(z.enum(TRIGGERS)).min(1),
  anchor: z.enum(ANCHORS),
  dayOne: z.enum(['sameDay', 'nextDay']),
  phases: z.array(PhaseFile).min(1).max(6),
  testsHoursApart: z.int().min(0).max(72),
  symptoms: z.array(z.enum(SYMPTOMS)).max(SYMPTOMS.length),
  release: z.array(Evidence).max(8),
  restartsOnExposure: z.boolean(),
  coResidents: itemKey.nullable(),
  afterwards: itemKey.nullable(),
  transition: z.enum(TRANSITIONS),
  /** Which set of carers answers for the household; see packs/answerability.json. Null: nobody is named. */
  carers: itemKey.nullable(),
  /** What the case says of the status of the person, by the pack's status.json. Null: nothing. */
  signal: z.enum(SIGNAL_KINDS).nullable(),
}) satisfies z.ZodType<Track>

type Problem = { path: (string | number)[]; message: PackFault }
type Tracks = readonly z.output<typeof TrackFile>[]

function twice(tracks: Tracks): Problem[] {
  const problems: Problem[] = []
  const keys = new Set<string>()
  const triggers = new Set<string>()
  for (const [at, { key, triggers: own, phases }] of tracks.entries()) {
    if (keys.has(key)) problems.push({ path: ['tracks', at, 'key'], message: 'pack.track_twice' })
    keys.add(key)
    for (const [index, trigger] of own.entries()) {
      if (triggers.has(trigger)) problems.push({ path: ['tracks', at, 'triggers', index], message: 'pack.trigger_twice' })
      triggers.add(trigger)
    }
    const seen = new Set<string>()
    for (const [index, phase] of phases.entries()) {
      if (seen.has(phase.key)) problems.push({ path: ['tracks', at, 'phases', index, 'key'], message: 'pack.phase_twice' })
      seen.add(phase.key)
    }
  }
  return problems
}

function daysOutside(tracks: Tracks): Problem[] {
  const problems: Problem[] = []
  for (const [at, { phases, release }] of tracks.entries()) {
    for (const [index, { days, tests, works }] of phases.entries()) {
      for (const [nth, test] of tests.entries())
        if (test.day > days) problems.push({ path: ['tracks', at, 'phases', index, 'tests', nth, 'day'], message: 'pack.day_after_phase' })
      for (const [nth, work] of works.entries())
        if (work.from > days) problems.push({ path: ['tracks', at, 'phases', index, 'works', nth, 'from'], message: 'pack.day_after_phase' })
    }
    const whole = phases.reduce((sum, { days }) => sum + days, 0)
    for (const [nth, rule] of release.entries())
      if (rule.kind === 'lastNegatives' && rule.fromDay > whole)
        problems.push({ path: ['tracks', at, 'release', nth, 'fromDay'], message: 'pack.day_after_phase' })
  }
  return problems
}

/** A track may lead to another, which must be there; following them must come to an end. */
function dangling(tracks: Tracks): Problem[] {
  const problems: Problem[] = []
  const byKey = new Map(tracks.map((track) => [track.key, track]))
  for (const field of ['afterwards', 'coResidents'] as const)
    for (const [at, track] of tracks.entries()) {
      if (track[field] !== null && !byKey.has(track[field])) problems.push({ path: ['tracks', at, field], message: 'pack.track_missing' })
      const seen = new Set([track.key])
      for (let next = track[field]; next !== null; next = byKey.get(next)?.[field] ?? null) {
        if (seen.has(next)) {
          problems.push({ path: ['tracks', at, field], message: 'pack.cycle' })
          break
        }
        seen.add(next)
      }
    }
  return problems
}

const OF_PEOPLE: ReadonlySet<string> = new Set(['testsDone', 'lastNegatives', 'recordsComplete', 'noSymptoms'])
/** A place takes no test and answers no question, and of a person no index is measured: what can never be there would never be released. */
function otherSubject(tracks: Tracks): Problem[] {
  const wrong = (...path: (string | number)[]): Problem => ({ path: ['tracks', ...path], message: 'pack.other_subject' })
  return tracks.flatMap(({ subject, phases, release, ...track }, at): Problem[] => {
    const isPlace = subject === 'place'
    const rules = release.flatMap(({ kind }, nth) => ((isPlace ? OF_PEOPLE.has(kind) : kind === 'indexBelow') ? [wrong(at, 'release', nth, 'kind')] : []))
    if (!isPlace) return rules
    const asked = phases.flatMap(({ tests, recordsPerDay }, index) => [
      ...(tests.length > 0 ? [wrong(at, 'phases', index, 'tests')] : []),
      ...(recordsPerDay > 0 ? [wrong(at, 'phases', index, 'recordsPerDay')] : []),
    ])
    const led = (['coResidents', 'afterwards', 'carers', 'signal'] as const).flatMap((field) => (track[field] === null ? [] : [wrong(at, field)]))
    return [...rules, ...asked, ...led]
  })
}

/** A measure that a phase uses must be described, or nobody under it could read what it means. */
function undescribed(tracks: Tracks, measures: Partial<Record<Measure, unknown>>): Problem[] {
  return tracks.flatMap(({ phases }, at) =>
    phases.flatMap(({ measure }, index): Problem[] =>
      measures[measure] === undefined ? [{ path: ['tracks', at, 'phases', index, 'measure'], message: 'pack.measure_undescribed' }] : [],
    ),
  )
}

/** control.json */
export const ControlPlanFile = z
  .strictObject({
    isDraft,
    /** What each measure asks of whoever is under it, in sentences they read, and whether they may pass the gate. */
    measures: z.partialRecord(
      z.enum(MEASURES),
      z.strictObject({ ...named, mayPassGate: z.boolean(), rules: z.array(bilingual).min(1).max(12), source: bilingual, isDraft }),
    ),
    /** By when the morning's and the evening's record are due, and when the next level hears of a missing one. */
    recordHours: sourced(z.strictObject({ morning: hour, evening: hour, nextLevel: hour })),
    /** Whoever is younger has a guardian named with the case. */
    guardianUnder: sourced(z.int().min(0).max(18)),
    /** 封条: whether the own door of a home under control may bear one, how often it is looked at, and how soon it comes off. Null: never. No pack can allow one on a way of escape. */
    seals: sourced(z.strictObject({ checkEveryHours: z.int().min(1).max(168), removeWithinHours: z.int().min(1).max(48) }).nullable()),
    tracks: z.array(TrackFile).max(30),
  })
  .superRefine(({ tracks, measures, isDraft: whole }, ctx) => {
    for (const problem of [...twice(tracks), ...daysOutside(tracks), ...dangling(tracks), ...otherSubject(tracks), ...undescribed(tracks, measures)])
      ctx.addIssue({ code: 'custom', ...problem })
    const parts = [...tracks, ...Object.values(measures)]
    if (!whole && parts.some((part) => part?.isDraft)) ctx.addIssue({ code: 'custom', path: ['isDraft'], message: 'pack.hides_a_draft' satisfies PackFault })
  })
export type ControlPlan = z.output<typeof ControlPlanFile>
