// 混采管: who is in it, and how far it has come. The strict steps are the phone's and the laboratory's; a sample that comes late is taken as it happened.
import { CONTESTING, type Doubt, type TubeState } from './words.ts'

/** `personId` null: nobody knows yet. A contested sample stands in the tube and is not counted as the person's. */
export type Sample = { id: string; personId: string | null; homeId: string | null; isContested: boolean }
export type Tube = {
  state: TubeState
  /** How many fit: 1, 5, 10, 20. */
  size: number
  /** 一户一管: only this household. */
  homeId: string | null
  /** How many there were when it was closed; null: it is open. */
  counted: number | null
  /** In the order they were taken. */
  samples: readonly Sample[]
}
export type Verdict = 'negative' | 'positive' | 'invalid'
export type TubeAct =
  | { kind: 'seal'; counted: number }
  | { kind: 'box' }
  | { kind: 'handOver' }
  | { kind: 'receive' }
  | { kind: 'report'; verdict: Verdict }
  | { kind: 'lose' }
export type TubeRefusal =
  | 'tube_empty'
  | 'tube_not_open'
  | 'tube_not_sealed'
  | 'tube_not_boxed'
  | 'tube_not_sent'
  | 'tube_not_received'
  | 'count_differs'
  | 'tube_ended'

/** Whoever is in one of these is asked for another sample: nothing, or nothing about one person, is known from it. */
export const SAYS_NOTHING = ['positive', 'invalid', 'lost'] as const satisfies readonly TubeState[]
export const newTube = (size: number, homeId: string | null = null): Tube => ({ state: 'open', size, homeId, counted: null, samples: [] })

/** Where else the same person stands in this campaign: in a tube that is open, or in one that is closed. */
export type Elsewhere = 'open' | 'closed' | null

/** What does not fit about one more, before it is taken: what a phone warns of. */
export function doubtsAbout(tube: Tube, { personId, homeId }: Pick<Sample, 'personId' | 'homeId'>, elsewhere: Elsewhere = null): Doubt[] {
  const inTube = personId !== null && tube.samples.some((one) => one.personId === personId && !one.isContested)
  return [
    // Those counted when it was closed may still come in from another phone of the table.
    ...(tube.counted !== null && tube.samples.length >= tube.counted ? (['afterSeal'] as const) : []),
    ...(tube.samples.length >= tube.size ? (['overfull'] as const) : []),
    ...(inTube ? (['twiceInTube'] as const) : []),
    ...(inTube || elsewhere === null ? [] : ([elsewhere === 'open' ? 'inOtherTube' : 'twiceInRound'] as const)),
    ...(tube.homeId !== null && homeId !== null && homeId !== tube.homeId ? (['otherHome'] as const) : []),
    ...(personId === null ? (['unknownPerson'] as const) : []),
  ]
}

/** A sample is a fact: it is never refused, and what does not fit about it is said. */
export function take(tube: Tube, sample: Omit<Sample, 'isContested'>, elsewhere: Elsewhere = null): { tube: Tube; doubts: Doubt[] } {
  if (tube.samples.some(({ id }) => id === sample.id)) return { tube, doubts: [] }
  const doubts = doubtsAbout(tube, sample, elsewhere)
  const isContested = doubts.some((doubt) => (CONTESTING as readonly Doubt[]).includes(doubt))
  return { tube: { ...tube, samples: [...tube.samples, { ...sample, isContested }] }, doubts }
}
/** Taken out again. Who was contested because of it counts now. */
export function takeOut(tube: Tube, sampleId: string): Tube {
  const gone = tube.samples.find(({ id }) => id === sampleId)
  if (gone === undefined) return tube
  const left = tube.samples.filter(({ id }) => id !== sampleId)
  const heir = gone.isContested || gone.personId === null ? undefined : left.find((one) => one.personId === gone.personId)
  return { ...tube, samples: left.map((one) => (one === heir ? { ...one, isContested: false } : one)) }
}

const FROM: Record<TubeAct['kind'], { from: readonly TubeState[]; refusal: TubeRefusal }> = {
  seal: { from: ['open'], refusal: 'tube_not_open' },
  box: { from: ['sealed'], refusal: 'tube_not_sealed' },
  handOver: { from: ['boxed'], refusal: 'tube_not_boxed' },
  receive: { from: ['handedOver'], refusal: 'tube_not_sent' },
  // A verdict is amended by another one, never edited away.
  report: { from: ['received', 'negative', 'positive', 'invalid'], refusal: 'tube_not_received' },
  lose: { from: ['open', 'sealed', 'boxed', 'handedOver', 'received'], refusal: 'tube_ended' },
}
const TO: Record<Exclude<TubeAct['kind'], 'report'>, TubeState> = { seal: 'sealed', box: 'boxed', handOver: 'handedOver', receive: 'received', lose: 'lost' }

export function stepTube(tube: Tube, act: TubeAct): { tube: Tube } | { refused: TubeRefusal } {
  const { from, refusal } = FROM[act.kind]
  if (!from.includes(tube.state)) return { refused: refusal }
  if (act.kind === 'seal') {
    if (tube.samples.length === 0) return { refused: 'tube_empty' }
    if (act.counted !== tube.samples.length) return { refused: 'count_differs' }
  }
  return { tube: { ...tube, state: act.kind === 'report' ? act.verdict : TO[act.kind], counted: act.kind === 'seal' ? act.counted : tube.counted } }
}
/** Closed by a phone that may have known more, or less, than is known here: its count stands, and the difference is told until it is gone. */
export const close = (tube: Tube, counted: number): Tube => (tube.state === 'open' ? { ...tube, state: 'sealed', counted } : tube)
export const differsBy = ({ counted, samples }: Tube): number => (counted === null ? 0 : samples.length - counted)
