// The words of what is to do and of who is missing, typed by the unions of the rules.
import type { DayPart, Excuse, Outcome, Reason, Standing, TaskKind, Way } from '@xiaomen/rules/tasks'
import type { Word } from '../../desk/words.ts'

type Words<K extends string> = Record<K, Word>

export const kindWords: Words<TaskKind> = {
  errand: { zh: '上门', en: 'Errand' },
  notice: { zh: '送告知', en: 'Notice' },
  handOut: { zh: '发放', en: 'Hand-out' },
  sweep: { zh: '扫楼', en: 'Sweep' },
  care: { zh: '关爱联系', en: 'Care contact' },
  tenants: { zh: '租客核实', en: 'Tenants' },
}
export const outcomeWords: Words<Outcome> = {
  done: { zh: '已办好', en: 'Done' },
  nobodyHome: { zh: '没人在家', en: 'Nobody home' },
  refused: { zh: '拒绝', en: 'Refused' },
  notPossible: { zh: '办不成', en: 'Not possible' },
  vacant: { zh: '空置', en: 'Vacant' },
}
export const reasonWords: Words<Reason> = {
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
export const partWords: Words<DayPart> = {
  morning: { zh: '上午', en: 'Morning' },
  noon: { zh: '中午', en: 'Noon' },
  afternoon: { zh: '下午', en: 'Afternoon' },
  evening: { zh: '晚上', en: 'Evening' },
}
export const wayWords: Words<Way> = {
  visit: { zh: '上门', en: 'Visit' },
  phone: { zh: '电话', en: 'Phone' },
  ownReport: { zh: '自报', en: 'Own report' },
  paper: { zh: '纸表', en: 'Paper' },
}
export const excuseWords: Words<Excuse> = {
  vacant: { zh: '空置', en: 'Vacant' },
  away: { zh: '外出', en: 'Away' },
  inHospital: { zh: '住院', en: 'In hospital' },
  isolated: { zh: '隔离中', en: 'Isolated' },
  exempt: { zh: '按规定免除', en: 'Exempt by rule' },
  refusedForGood: { zh: '确定拒绝', en: 'Refused for good' },
  movedOut: { zh: '已搬走', en: 'Moved out' },
  otherReason: { zh: '其他', en: 'Other' },
}
export const standingWords: Words<Standing> = {
  notYet: { zh: '未到日期', en: 'Not due yet' },
  done: { zh: '已完成', en: 'Done' },
  excused: { zh: '已免除', en: 'Excused' },
  missing: { zh: '未完成', en: 'Missing' },
}
