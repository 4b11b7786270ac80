// The words of seals on every face, typed by the unions of the rules.
import type { BreachAlarm, OpeningReason, RemovalReason, SealFact, SealFinding, SealState, TellWay } from '@xiaomen/rules/seals'
import type { Word } from '../../desk/words.ts'

type Words<K extends string> = Record<K, Word>

export const sealStateWords: Words<SealState> = {
  issued: { zh: '待贴', en: 'To be put on' },
  applied: { zh: '在门上', en: 'On the door' },
  broken: { zh: '已破损', en: 'Broken' },
  removed: { zh: '已拆除', en: 'Taken off' },
  withdrawn: { zh: '已作废', en: 'Withdrawn' },
}
/** Beside the word, so that colour is never alone. */
export const sealStateSigns: Record<SealState, string> = { issued: '○', applied: '▬', broken: '✕', removed: '✓', withdrawn: '–' }
export const tellWords: Words<TellWay> = {
  atDoor: { zh: '上门当面', en: 'At the door' },
  phone: { zh: '电话', en: 'By telephone' },
  paper: { zh: '书面', en: 'On paper' },
}
export const alarmWords: Words<BreachAlarm> = {
  opened: { zh: '门已打开', en: 'The door was opened' },
  broken: { zh: '封条破损', en: 'The seal is broken' },
  offline: { zh: '门磁没有信号', en: 'The sensor is silent' },
}
export const findingWords: Words<SealFinding> = {
  medical: { zh: '就医外出', en: 'On the way to a doctor' },
  delivery: { zh: '取物、送物', en: 'A delivery' },
  leftHome: { zh: '擅自外出', en: 'Left home' },
  weather: { zh: '风雨吹开', en: 'Wind or rain' },
  damaged: { zh: '自然破损', en: 'Worn' },
  sensorFault: { zh: '门磁故障', en: 'The sensor is at fault' },
}
export const openingWords: Words<OpeningReason> = {
  medical: { zh: '看病、急救', en: 'Medical' },
  delivery: { zh: '送物、取物', en: 'Delivery' },
  visit: { zh: '上门服务', en: 'Somebody comes' },
  waste: { zh: '收垃圾', en: 'Waste' },
}
export const sealFactWords: Words<SealFact> = {
  told: { zh: '已告知住户', en: 'Household told' },
  applied: { zh: '贴上', en: 'Put on' },
  checked: { zh: '查看', en: 'Looked at' },
  removed: { zh: '拆除', en: 'Taken off' },
  withdrawn: { zh: '作废', en: 'Withdrawn' },
  opened: { zh: '门打开', en: 'Door opened' },
  closed: { zh: '门关上', en: 'Door closed' },
}
export const removalWords: Words<RemovalReason> = {
  ended: { zh: '管控已结束', en: 'Control is over' },
  notAllowed: { zh: '现行预案不贴封条', en: 'The plan in force has no seals' },
  movedOut: { zh: '住户已并到别处', en: 'The home was joined to another' },
}
export const outcomeWords: Words<'whole' | 'broken'> = { whole: { zh: '完好', en: 'Whole' }, broken: { zh: '破损', en: 'Broken' } }
