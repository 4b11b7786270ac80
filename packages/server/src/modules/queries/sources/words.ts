// How lists of work say it: what stands in a cell, zh and en together.
import type { CareResult, CareStanding } from '@xiaomen/rules/care'
import type { StopState } from '@xiaomen/rules/sweeps'
import type { Outcome, Reason, Standing, Way } from '@xiaomen/rules/tasks'

type Words<K extends string> = Record<K, { zh: string; en: string }>

export const OUTCOME_WORDS: Words<Outcome> = {
  done: { zh: '已办好', en: 'Done' },
  nobodyHome: { zh: '没人在家', en: 'Nobody home' },
  refused: { zh: '拒绝', en: 'Refused' },
  notPossible: { zh: '办不成', en: 'Not possible' },
  vacant: { zh: '空置', en: 'Vacant' },
}
export const REASON_WORDS: Words<Reason> = {
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
export const WAY_WORDS: Words<Way> = {
  visit: { zh: '上门', en: 'Visit' },
  phone: { zh: '电话', en: 'Phone' },
  ownReport: { zh: '自报', en: 'Own report' },
  paper: { zh: '纸表', en: 'Paper' },
}
export const STANDING_WORDS: Words<Standing> = {
  notYet: { zh: '未到日期', en: 'Not due yet' },
  done: { zh: '已完成', en: 'Done' },
  excused: { zh: '已免除', en: 'Excused' },
  missing: { zh: '未完成', en: 'Missing' },
}
export const STOP_WORDS: Words<StopState> = {
  notVisited: { zh: '未走访', en: 'Not visited' },
  nobodyHome: { zh: '无人', en: 'Nobody home' },
  refused: { zh: '拒绝', en: 'Refused' },
  vacant: { zh: '空置', en: 'Vacant' },
  done: { zh: '已见', en: 'Done' },
  gone: { zh: '已并户', en: 'Gone' },
}
export const RESULT_WORDS: Words<CareResult> = {
  well: { zh: '平安', en: 'Well' },
  needsHelp: { zh: '需要帮助', en: 'Needs help' },
  notReached: { zh: '没联系上', en: 'Not reached' },
  inHospital: { zh: '住院', en: 'In hospital' },
  away: { zh: '外出', en: 'Away' },
  movedAway: { zh: '已搬走', en: 'Moved away' },
}
export const DUE_WORDS: Words<CareStanding> = {
  ok: { zh: '按期', en: 'In time' },
  due: { zh: '今天联系', en: 'Due today' },
  overdue: { zh: '逾期', en: 'Overdue' },
}
export const YES = { zh: '是', en: 'yes' }
