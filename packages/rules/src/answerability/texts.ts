// How places and gaps are called, on screens and on paper.
import type { InBoth } from '../text/index.ts'
import type { AnswerGap, AnswerPlace } from './words.ts'

export const ANSWER_PLACE_WORDS: InBoth<AnswerPlace> = {
  community: { zh: '社区', en: 'Community' },
  grid: { zh: '网格', en: 'Grid' },
  compound: { zh: '小区', en: 'Compound' },
  building: { zh: '楼栋', en: 'Building' },
  unit: { zh: '单元', en: 'Unit' },
}
export const ANSWER_GAP_WORDS: InBoth<AnswerGap> = {
  nobody: { zh: '空缺：还没有人', en: 'Gap: nobody yet' },
  over: { zh: '空缺：期限已过', en: 'Gap: the days are over' },
  left: { zh: '空缺：账号已停用或不再负责此处', en: 'Gap: account ended, or works elsewhere' },
}
