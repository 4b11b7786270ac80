// 管控轨道: what a plan pack says of one kind of person or place under control.
import type { Anchor, Measure, Method, Specimen, Subject, Symptom, Transition, Trigger, Work } from './words.ts'

/** Days are counted within the phase, from 1. */
export type TestDay = { day: number; method: Method; specimen: Specimen | null }
/** Done on day `from` and every `everyDays` after. */
export type WorkRule = { work: Work; from: number; everyDays: number }
export type Phase = {
  key: string
  measure: Measure
  days: number
  tests: readonly TestDay[]
  /** How often a day somebody's temperature and symptoms are asked; 0 for nobody asks. */
  recordsPerDay: 0 | 1 | 2
  works: readonly WorkRule[]
}

/** What must be there before anybody is released; the days themselves always. */
export type EvidenceRule =
  /** Every test that was owed has been taken, and none was positive. */
  | { kind: 'testsDone' }
  /** The last `count` tests are negative (or weaker than `ctAtLeast`), `hoursApart` apart, the first of them on day `fromDay` of the case or later. */
  | { kind: 'lastNegatives'; count: number; method: Method; hoursApart: number; fromDay: number; ctAtLeast: number | null }
  /** The last `days` days were asked as often as the phase says. */
  | { kind: 'recordsComplete'; days: number }
  /** None of the last `days` days had a symptom or a temperature of `feverC` and more. */
  | { kind: 'noSymptoms'; days: number; feverC: number }
  /** The last `surveys` surveys of the index were below. */
  | { kind: 'indexBelow'; index: string; below: number; surveys: number }
  /** Somebody entitled wrote it: the number of the paper is on record. */
  | { kind: 'paper'; of: 'clinicReport' | 'testResult' | 'investigationDecision' }

export type Track = {
  key: string
  subject: Subject
  triggers: readonly Trigger[]
  anchor: Anchor
  /** 第一天: the day of the anchor itself, or the day after it. */
  dayOne: 'sameDay' | 'nextDay'
  phases: readonly Phase[]
  /** Two tests closer to each other count as one. */
  testsHoursApart: number
  /** Which of the symptoms are asked. */
  symptoms: readonly Symptom[]
  release: readonly EvidenceRule[]
  /** A new exposure starts the days again. */
  restartsOnExposure: boolean
  /** Track of those who live in the same suite; null: they are not restricted. */
  coResidents: string | null
  /** Track that follows the release. */
  afterwards: string | null
  /** How open cases of this track come to the edition that this track stands in. */
  transition: Transition
}

export const daysOf = (track: Pick<Track, 'phases'>): number => track.phases.reduce((sum, phase) => sum + phase.days, 0)
