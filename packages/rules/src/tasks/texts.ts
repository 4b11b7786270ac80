// How tasks are said, on screens and in lists that leave.
import type { Standing } from './coverage.ts'
import type { Outcome, Reason, Way } from './words.ts'
import type { InBoth } from '../text/index.ts'

export const OUTCOME_WORDS: InBoth<Outcome> = {
  done: { zh: '已办好', en: 'Done' },
  nobodyHome: { zh: '没人在家', en: 'Nobody home' },
  refused: { zh: '拒绝', en: 'Refused' },
  notPossible: { zh: '办不成', en: 'Not possible' },
  vacant: { zh: '空置', en: 'Vacant' },
}
export const REASON_WORDS: InBoth<Reason> = {
  noAnswer: { zh: '敲门没人应', en: 'No answer' },
  atWork: { zh: '上班', en: 'At work' },
  travelling: { zh: '外出', en: 'Travelling' },
  inHospital: { zh: '住院', en: 'In hospital' },
  privacy: { zh: '不愿提供', en: 'Does not want to tell' },
  busy: { zh: '正忙', en: 'Busy' },
  dispute: { zh: '有意见', en: 'Has a complaint' },
  unwell: { zh: '身体不适', en: 'Unwell' },
  locked: { zh: '进不去', en: 'Could not get in' },
  unsafe: { zh: '不安全', en: 'Not safe' },
  wrongAddress: { zh: '门牌不对', en: 'Wrong door' },
  language: { zh: '语言不通', en: 'No common language' },
  otherReason: { zh: '其他', en: 'Other' },
}
export const WAY_WORDS: InBoth<Way> = {
  visit: { zh: '上门', en: 'Visit' },
  phone: { zh: '电话', en: 'Phone' },
  ownReport: { zh: '自报', en: 'Own report' },
  paper: { zh: '纸表', en: 'Paper' },
}
export const STANDING_WORDS: InBoth<Standing> = {
  notYet: { zh: '未到日期', en: 'Not due yet' },
  done: { zh: '已完成', en: 'Done' },
  excused: { zh: '已免除', en: 'Excused' },
  missing: { zh: '未完成', en: 'Missing' },
}
