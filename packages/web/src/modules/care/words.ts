// The words of care, zh and en together, typed by the unions of the rules.
import type { SlotChange } from '@xiaomen/rules/answerability'
import type { CareAlarm, CareChange, CareNeed, CareState, CareWay } from '@xiaomen/rules/care'
import { CONTACT_WORDS as standingWords } from '@xiaomen/rules/care'
import type { Word } from '../../desk/words.ts'
import { slotChangeWords } from '../answerability/words.ts'

export { CONTACT_WORDS as standingWords, RESULT_WORDS as resultWords } from '@xiaomen/rules/care'

type Words<K extends string> = Record<K, Word>

export const wayWords: Words<CareWay> = {
  visit: { zh: '上门', en: 'Visit' },
  phone: { zh: '电话', en: 'Phone' },
  message: { zh: '微信', en: 'Message' },
}
export const needWords: Words<CareNeed> = {
  medicine: { zh: '买药取药', en: 'Medicine' },
  food: { zh: '食物', en: 'Food' },
  doctor: { zh: '看医生', en: 'A doctor' },
  escort: { zh: '陪护接送', en: 'An escort' },
  repair: { zh: '维修', en: 'A repair' },
  talk: { zh: '陪聊', en: 'Somebody to talk to' },
  other: { zh: '其他', en: 'Something else' },
}
/** In a legend, where no person stands beside it. */
export const contactWords: Words<'due' | 'overdue'> = {
  due: { zh: '今天该联系', en: 'Contact due today' },
  overdue: { zh: '联系已逾期', en: 'Contact overdue' },
}
export const stateWords: Words<CareState> = { ...standingWords, noCarer: { zh: '无责任人', en: 'No carer' } }
export const alarmWords: Words<CareAlarm> = {
  none: { zh: '—', en: '—' },
  late: { zh: '逾期', en: 'Overdue' },
  urgent: { zh: '须上门', en: 'Go and knock' },
}
export const changeWords: Words<CareChange | SlotChange> = {
  ...slotChangeWords,
  begun: { zh: '列入关爱', en: 'Care begun' },
  assigned: { zh: '指定责任人', en: 'Carer named' },
  second: { zh: '指定第二责任人', en: 'Second carer named' },
  gridHandedOver: { zh: '随网格交接', en: 'With the grid' },
  moved: { zh: '搬到别处', en: 'Moved home' },
  left: { zh: '责任人不再负责此处', en: 'Carer works elsewhere' },
  merged: { zh: '重复登记合并', en: 'Merged' },
  ended: { zh: '不再列入关爱', en: 'Care ended' },
}
/** Beside the word, never alone. */
export const STANDING_SIGNS = { ok: '○', due: '◐', overdue: '!' } as const
