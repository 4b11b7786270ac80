// The words of a sweep on every face, typed by the unions of the rules.
import type { DifferenceKind, StopState, SweepOutcome, SweepState } from '@xiaomen/rules/sweeps'
import type { Word } from '../../desk/words.ts'

export { STOP_WORDS as stateWords } from '@xiaomen/rules/sweeps'
export { excuseWords, partWords, reasonWords, wayWords } from '../tasks/words.ts'

type Words<K extends string> = Record<K, Word>

/** Beside the word, so that colour is never alone. */
export const stateSigns: Record<StopState, string> = { notVisited: '○', nobodyHome: '◔', refused: '⊘', vacant: '□', done: '✓', gone: '–' }

export const outcomeWords: Words<SweepOutcome> = {
  done: { zh: '见到人了', en: 'Met somebody' },
  nobodyHome: { zh: '没人在家', en: 'Nobody home' },
  refused: { zh: '拒绝', en: 'Refused' },
  vacant: { zh: '空置房', en: 'Vacant home' },
}
export const sweepStateWords: Words<SweepState> = {
  planned: { zh: '未开始', en: 'Planned' },
  running: { zh: '进行中', en: 'Running' },
  closed: { zh: '已结束', en: 'Closed' },
}
export const differenceWords: Words<DifferenceKind> = {
  newcomer: { zh: '底册没有此人', en: 'Not in the ledger' },
  leftHere: { zh: '已不在此居住', en: 'Lives here no more' },
  correctPerson: { zh: '资料更正', en: 'Corrected details' },
  homeUse: { zh: '房屋用途', en: 'Use of the home' },
}
