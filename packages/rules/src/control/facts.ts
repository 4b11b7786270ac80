// What has happened in one case, in the order it was written down. Facts are only ever added; where the case stands is worked out from them.
import type { CancelGround, ChangeGround, DayHalf, Method, Result, Symptom } from './words.ts'

/** `day`: local day of the event. `atMs`: its instant. */
export type TestFact = { kind: 'test'; day: string; atMs: number; method: Method; result: Result; ct: number | null }
export type RecordFact = { kind: 'record'; day: string; half: DayHalf; temperatureC: number | null; symptoms: readonly Symptom[] }
export type EditionFact = { kind: 'edition'; id: string; day: string; edition: string; track: string | null; mode: 'recompute' | 'shortenOnly' }
export type Fact =
  /** `anchorDay`: the day of the anchor event. `from`: since when the measure holds, which may be later, never before day 1. */
  | { kind: 'opened'; edition: string; track: string; anchorDay: string; from: string }
  | { kind: 'exposure'; day: string; foundOn: string }
  | TestFact
  | RecordFact
  | { kind: 'survey'; day: string; index: string; value: number }
  | { kind: 'paper'; day: string; of: ChangeGround }
  /** Made longer by a decision: lasts to this day. */
  | { kind: 'lengthened'; day: string; until: string; ground: ChangeGround }
  | { kind: 'shortened'; day: string; until: string; ground: ChangeGround }
  | EditionFact
  | { kind: 'editionUndone'; of: string }
  | { kind: 'released'; day: string; atMs: number }
  | { kind: 'transferred'; day: string }
  | { kind: 'cancelled'; day: string; ground: CancelGround }
export type FactKind = Fact['kind']
