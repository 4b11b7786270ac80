// The words of what is to do and of who is missing, typed by the unions of the rules.
import type { DayPart, Excuse, TaskKind } from '@xiaomen/rules/tasks'
import type { Word } from '../../desk/words.ts'

export { OUTCOME_WORDS as outcomeWords, REASON_WORDS as reasonWords, STANDING_WORDS as standingWords, WAY_WORDS as wayWords } from '@xiaomen/rules/tasks'

type Words<K extends string> = Record<K, Word>

export const kindWords: Words<TaskKind> = {
  errand: { zh: '上门', en: 'Errand' },
  notice: { zh: '送告知', en: 'Notice' },
  handOut: { zh: '发放', en: 'Hand-out' },
  sweep: { zh: '扫楼', en: 'Sweep' },
  care: { zh: '关爱联系', en: 'Care contact' },
  tenants: { zh: '租客核实', en: 'Tenants' },
  whereFrom: { zh: '风险地区来人', en: 'From a risk area' },
  fever: { zh: '门口发热', en: 'Fever at the gate' },
  gateFault: { zh: '小门缺项', en: 'Missing at a gate' },
  missedRound: { zh: '漏巡', en: 'Missed round' },
  breach: { zh: '越界', en: 'Breach' },
  dailyRecord: { zh: '一天一问', en: 'Daily record' },
  arrival: { zh: '来返人员', en: 'Arrival' },
  release: { zh: '解除管控', en: 'Release' },
  seal: { zh: '封条', en: 'Seal' },
  transport: { zh: '急救转运', en: 'To hospital' },
  placeWork: { zh: '场所处置', en: 'Work at a place' },
  antigen: { zh: '抗原自测', en: 'Antigen test' },
  need: { zh: '住户需求', en: 'A need' },
  homeSample: { zh: '上门采样', en: 'Sample at home' },
  recall: { zh: '复采通知', en: 'Tell of a retest' },
  keyTest: { zh: '重点岗位应检', en: 'Key worker’s test' },
  lead: { zh: '线索核查', en: 'Lead to look into' },
  foreignPositive: { zh: '他处阳性', en: 'Positive elsewhere' },
}
export const partWords: Words<DayPart> = {
  morning: { zh: '上午', en: 'Morning' },
  noon: { zh: '中午', en: 'Noon' },
  afternoon: { zh: '下午', en: 'Afternoon' },
  evening: { zh: '晚上', en: 'Evening' },
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
