// What has happened in one case, in the order it was written down. Facts are only ever added; where the case stands is worked out from them.
import type { CancelGround, ChangeGround, DayHalf, Method, Result, Symptom, Work } from './words.ts'

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
  /** A work of the place was done. */
  | { kind: 'work'; day: string; work: Work }
  | { kind: 'paper'; day: string; of: ChangeGround }
  /** Made longer by a decision: lasts to this day. */
  | { kind: 'lengthened'; day: string; until: string; ground: ChangeGround }
  | { kind: 'shortened'; day: string; until: string; ground: ChangeGround }
  | EditionFact
  | { kind: 'editionUndone'; of: string }
  | { kind: 'released'; day: string; atMs: number }
  | { kind: 'transferred'; day: string }
  | { kind: 'cancelled'; day: string; ground: CancelGround }
  /** 随令解除: the order it stood under ended, and none that knows such a measure holds in its place. */
  | { kind: 'lifted'; day: string; order: string }
  /** That order was taken up again, and the case with it. */
  | { kind: 'restored'; day: string; order: string }
export type FactKind = Fact['kind']

const ENDS = ['released', 'transferred', 'cancelled', 'lifted'] as const
export type EndFact = Extract<Fact, { kind: (typeof ENDS)[number] }>
const isEnd = (fact: Fact): fact is EndFact => (ENDS as readonly string[]).includes(fact.kind)
/** The fact that a case ended with. An end that was taken back with its order is none. */
export function endOf(facts: readonly Fact[]): EndFact | undefined {
  let end: EndFact | undefined
  for (const fact of facts)
    if (fact.kind === 'restored') end = undefined
    else if (isEnd(fact)) end ??= fact
  return end
}
