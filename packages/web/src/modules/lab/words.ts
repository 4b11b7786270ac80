// Words of results, tubes and recalls, zh and en together.
import type { AmendReason, RecallState, Verdict } from '@xiaomen/rules/lab'
import type { TubeState } from '@xiaomen/rules/testing'
import type { Word } from '../../desk/words.ts'

type Words<K extends string> = Record<K, Word>
export const verdictWords: Words<Verdict> = {
  negative: { zh: '阴性', en: 'Negative' },
  positive: { zh: '阳性', en: 'Positive' },
  invalid: { zh: '无效', en: 'Invalid' },
}
export const VERDICT_SIGNS: Record<Verdict, string> = { negative: '−', positive: '＋', invalid: '?' }
export const amendWords: Words<AmendReason> = {
  mixedUp: { zh: '管号弄混', en: 'Tubes mixed up' },
  misread: { zh: '结果看错、录错', en: 'Misread or mistyped' },
  repeated: { zh: '复测结果不同', en: 'The test was repeated' },
  contaminated: { zh: '样本污染', en: 'Contaminated' },
}
export const tubeStateWords: Words<TubeState> = {
  open: { zh: '采样中', en: 'Open' },
  sealed: { zh: '已封口', en: 'Closed' },
  boxed: { zh: '已装箱', en: 'In a box' },
  handedOver: { zh: '转运中', en: 'With the courier' },
  received: { zh: '已签收，待结果', en: 'Received' },
  negative: { zh: '阴性', en: 'Negative' },
  positive: { zh: '阳性', en: 'Positive' },
  invalid: { zh: '无效', en: 'Invalid' },
  lost: { zh: '未收到', en: 'Lost' },
}
export const recallWords: Words<RecallState> = {
  notified: { zh: '待通知', en: 'To be told' },
  atHome: { zh: '已告知，居家等候', en: 'Told, at home' },
  unreachable: { zh: '未联系上', en: 'Not reached' },
  resampled: { zh: '已单采，待结果', en: 'Sampled alone' },
  negative: { zh: '单采阴性，已解除', en: 'Negative, free' },
  positive: { zh: '单采阳性', en: 'Positive alone' },
  withdrawn: { zh: '已撤销', en: 'Withdrawn' },
}
export const RECALL_SIGNS: Record<RecallState, string> = {
  notified: '○',
  atHome: '◐',
  unreachable: '!',
  resampled: '◑',
  negative: '✓',
  positive: '＋',
  withdrawn: '–',
}
