// How ways to a hospital are said on all three faces.
import type { TransportKind, TransportNote, TransportState, TransportStep } from '@xiaomen/rules/aid'
import type { Word } from '../../desk/words.ts'

type Words<K extends string> = Record<K, Word>

export const transportKindWords: Words<TransportKind> = {
  emergency: { zh: '急病、受伤', en: 'Emergency' },
  dialysis: { zh: '透析', en: 'Dialysis' },
  birth: { zh: '生孩子、产检', en: 'Birth or check-up' },
  otherCare: { zh: '其他就医', en: 'Other care' },
}
export const transportStateWords: Words<TransportState> = {
  requested: { zh: '等待安排', en: 'Asked for' },
  arranged: { zh: '已安排', en: 'Arranged' },
  left: { zh: '已出门', en: 'On the way' },
  arrived: { zh: '在医院', en: 'At the hospital' },
  back: { zh: '已回家', en: 'Back home' },
  stays: { zh: '住院', en: 'Stays in hospital' },
  withdrawn: { zh: '已撤回', en: 'Taken back' },
  expired: { zh: '过时未出门', en: 'Time over, nobody left' },
}
export const TRANSPORT_SIGNS: Record<TransportState, string> = {
  requested: '!',
  arranged: '…',
  left: '→',
  arrived: '✚',
  back: '✓',
  stays: '✓',
  withdrawn: '–',
  expired: '–',
}
export const transportStepWords: Words<TransportStep> = {
  leave: { zh: '已出门', en: 'Has left' },
  arrive: { zh: '到医院了', en: 'Is at the hospital' },
  return: { zh: '已回家', en: 'Is back home' },
  stay: { zh: '住院了', en: 'Stays in hospital' },
  withdraw: { zh: '撤回，不去了', en: 'Take back' },
}
export const transportNoteWords: Words<TransportNote> = {
  requested: { zh: '申请', en: 'Asked for' },
  arranged: { zh: '安排', en: 'Arranged' },
  leave: { zh: '出门', en: 'Left' },
  arrive: { zh: '到医院', en: 'At the hospital' },
  return: { zh: '回家', en: 'Back home' },
  stay: { zh: '住院', en: 'Stays in hospital' },
  withdraw: { zh: '撤回', en: 'Taken back' },
  seenOut: { zh: '小门：已出', en: 'Seen out by the gate' },
  seenIn: { zh: '小门：已回', en: 'Seen back by the gate' },
  timeOver: { zh: '时间已到', en: 'Time was over' },
}
