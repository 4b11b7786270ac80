import type { AntigenResult, HelpGround, KitMove } from '@xiaomen/rules/antigen'
import type { Word } from '../../desk/words.ts'

/** As the lines of the card read. */
export const resultWords: Record<AntigenResult, Word> = {
  negative: { zh: '阴性', en: 'Negative' },
  positive: { zh: '阳性', en: 'Positive' },
  invalid: { zh: '无效', en: 'Invalid' },
}
export const helpWords: Record<HelpGround, Word> = {
  care: { zh: '须上门协助', en: 'Needs help at home' },
  asked: { zh: '请人上门', en: 'Asked for help' },
}
export const moveWords: Record<KitMove, Word> = {
  received: { zh: '入库', en: 'Received' },
  homeOut: { zh: '发到户', en: 'To a home' },
  enterpriseOut: { zh: '发到企业', en: 'To an enterprise' },
  returned: { zh: '退回', en: 'Given back' },
  spoilt: { zh: '报损', en: 'Spoilt' },
  used: { zh: '已用', en: 'Used' },
}
