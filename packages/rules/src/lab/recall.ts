// 混阳召回: everybody of a positive pool is answered for until the own single test is in.
import type { Verdict } from '../testing/index.ts'
import type { RecallAnswer, RecallState } from './words.ts'

export type RecallAct =
  /** What was found at the door. */
  | { kind: 'answer'; answer: RecallAnswer }
  /** The single sample was taken. */
  | { kind: 'resample' }
  /** It was taken out of its tube again. */
  | { kind: 'unsample' }
  /** What the tube with the second sample came to; `people`: how many are in it. Lost is as good as invalid. */
  | { kind: 'result'; verdict: Verdict | 'lost'; people: number }
  | { kind: 'withdraw' }

const ENDED: readonly RecallState[] = ['negative', 'positive', 'withdrawn']
/** Still answered for. */
export const isOpen = (state: RecallState): boolean => !ENDED.includes(state)
/** 一律居家: whoever is answered for stays at home; found positive, until an infection case says how it goes on. */
export const staysHome = (state: RecallState): boolean => isOpen(state) || state === 'positive'
/** Told, and found at home. */
export const isTold = (state: RecallState): boolean => state !== 'notified' && state !== 'unreachable'

const RESULTED: readonly RecallState[] = ['resampled', 'negative', 'positive']
function afterResult({ verdict, people }: Extract<RecallAct, { kind: 'result' }>): RecallState {
  if (verdict === 'negative') return 'negative'
  // A pool that is positive says of nobody in it that it is them; invalid or lost says nothing.
  return verdict === 'positive' && people === 1 ? 'positive' : 'atHome'
}

/** What does not fit changes nothing: acts come in any order, and twice. */
export function stepRecall(state: RecallState, act: RecallAct): RecallState {
  // A result may be corrected: whoever was let go by it, or found by it, stands where the new one puts them.
  if (act.kind === 'result') return RESULTED.includes(state) ? afterResult(act) : state
  if (!isOpen(state)) return state
  switch (act.kind) {
    case 'answer':
      // Sampled again, they were reached, whatever a phone sends late.
      return state === 'resampled' ? state : act.answer
    case 'resample':
      return 'resampled'
    case 'unsample':
      return state === 'resampled' ? 'atHome' : state
    case 'withdraw':
      return 'withdrawn'
  }
}
