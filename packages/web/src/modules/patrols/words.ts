// The words of patrols on every face, typed by the unions of the rules.
import { type BreachKind, type BreachOutcome, BREACH_WORDS, type HereReason, type MissedAnswer, type RoundState } from '@xiaomen/rules/patrols'
import type { Word } from '../../desk/words.ts'

type Words<K extends string> = Record<K, Word>

export const breachWords: Words<BreachKind> = BREACH_WORDS
export const breachSigns: Record<BreachKind, string> = { climbed: '⇗', cut: '✂', left: '⇥', entered: '⇤', other: '!' }
export const outcomeWords: Words<BreachOutcome> = {
  broughtBack: { zh: '人已带回', en: 'Brought back' },
  sentAway: { zh: '已劝离', en: 'Sent away' },
  repaired: { zh: '围挡已修好', en: 'Fence mended' },
  toPolice: { zh: '已交派出所', en: 'Handed to the police' },
  nothingFound: { zh: '到场未发现', en: 'Nothing found there' },
}
export const hereWords: Words<HereReason> = {
  codeMissing: { zh: '码不见了', en: 'The code is gone' },
  codeDamaged: { zh: '码坏了', en: 'The code is damaged' },
  noCamera: { zh: '手机扫不了', en: 'This phone cannot scan' },
  blocked: { zh: '码被挡住、够不着', en: 'The code cannot be reached' },
}
export const missedWords: Words<MissedAnswer> = {
  walkedAfter: { zh: '事后补巡了', en: 'Walked afterwards' },
  nobodyOnDuty: { zh: '当时没人值守', en: 'Nobody was on duty' },
  badWeather: { zh: '天气恶劣', en: 'Bad weather' },
  pathBlocked: { zh: '路不通', en: 'The path was blocked' },
}
export const roundWords: Words<RoundState> = {
  ahead: { zh: '未到时间', en: 'Ahead' },
  open: { zh: '正在巡', en: 'Now' },
  done: { zh: '已巡', en: 'Walked' },
  missed: { zh: '漏巡', en: 'Missed' },
}
/** Beside the word, so that colour is never alone. */
export const roundSigns: Record<RoundState, string> = { ahead: '○', open: '▸', done: '✓', missed: '✕' }
