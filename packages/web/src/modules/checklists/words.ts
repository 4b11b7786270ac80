// The words of gate checks on every face.
import { type CheckAnswer, type CheckKind, type GateStanding, STANDING_WORDS } from '@xiaomen/rules/checklists'
import type { Word } from '../../desk/words.ts'

type Words<K extends string> = Record<K, Word>

export const standingWords: Words<GateStanding> = STANDING_WORDS
/** Beside the word, so that colour is never alone. */
export const standingSigns: Record<GateStanding, string> = { whole: '✓', faults: '!', old: '◷', never: '○' }
export const answerWords: Words<CheckAnswer> = {
  yes: { zh: '有', en: 'Yes' },
  no: { zh: '没有', en: 'No' },
  notApplicable: { zh: '不适用', en: 'Does not apply' },
}
export const answerSigns: Record<CheckAnswer, string> = { yes: '✓', no: '✕', notApplicable: '–' }
export const checkKindWords: Words<CheckKind> = { full: { zh: '全部自查', en: 'Whole list' }, again: { zh: '缺项复查', en: 'Faults again' } }
