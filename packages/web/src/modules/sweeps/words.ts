// The words of a sweep on every face, typed by the unions of the rules.
import type { DifferenceKind, StopState, SweepOutcome, SweepState } from '@xiaomen/rules/sweeps'
import type { DayPart, Excuse, Reason, Way } from '@xiaomen/rules/tasks'
import type { Word } from '../../desk/words.ts'

type Words<K extends string> = Record<K, Word>

export const stateWords: Words<StopState> = {
  notVisited: { zh: '未走访', en: 'Not visited' },
  nobodyHome: { zh: '无人', en: 'Nobody home' },
  refused: { zh: '拒绝', en: 'Refused' },
  vacant: { zh: '空置', en: 'Vacant' },
  done: { zh: '已见', en: 'Done' },
  gone: { zh: '已并户', en: 'Gone' },
}
/** Beside the word, so that colour is never alone. */
export const stateSigns: Record<StopState, string> = { notVisited: '○', nobodyHome: '◔', refused: '⊘', vacant: '□', done: '✓', gone: '–' }

export const outcomeWords: Words<SweepOutcome> = {
  done: { zh: '见到人了', en: 'Met somebody' },
  nobodyHome: { zh: '没人在家', en: 'Nobody home' },
  refused: { zh: '拒绝', en: 'Refused' },
  vacant: { zh: '空置房', en: 'Vacant home' },
}
export const sweepStateWords: Words<SweepState> = {
  planned: { zh: '未开始', en: 'Planned' },
  running: { zh: '进行中', en: 'Running' },
  closed: { zh: '已结束', en: 'Closed' },
}
export const wayWords: Words<Way> = {
  visit: { zh: '上门', en: 'Visit' },
  phone: { zh: '电话', en: 'Phone' },
  ownReport: { zh: '住户自报', en: 'Own report' },
  paper: { zh: '纸质', en: 'Paper' },
}
export const partWords: Words<DayPart> = {
  morning: { zh: '上午', en: 'Morning' },
  noon: { zh: '中午', en: 'Noon' },
  afternoon: { zh: '下午', en: 'Afternoon' },
  evening: { zh: '晚上', en: 'Evening' },
}
export const reasonWords: Words<Reason> = {
  noAnswer: { zh: '敲门无应', en: 'No answer' },
  atWork: { zh: '上班', en: 'At work' },
  travelling: { zh: '外出', en: 'Travelling' },
  inHospital: { zh: '住院', en: 'In hospital' },
  privacy: { zh: '不愿说', en: 'Keeps private' },
  busy: { zh: '没空', en: 'Busy' },
  dispute: { zh: '有矛盾', en: 'A quarrel' },
  unwell: { zh: '身体不适', en: 'Unwell' },
  locked: { zh: '进不去', en: 'Locked' },
  unsafe: { zh: '不安全', en: 'Unsafe' },
  wrongAddress: { zh: '地址不对', en: 'Wrong address' },
  language: { zh: '语言不通', en: 'Language' },
  otherReason: { zh: '其他', en: 'Other' },
}
export const excuseWords: Words<Excuse> = {
  vacant: { zh: '空置', en: 'Vacant' },
  away: { zh: '外出', en: 'Away' },
  inHospital: { zh: '住院', en: 'In hospital' },
  isolated: { zh: '隔离中', en: 'Isolated' },
  exempt: { zh: '不需走访', en: 'Exempt' },
  refusedForGood: { zh: '确认拒绝', en: 'Refused for good' },
  movedOut: { zh: '已搬走', en: 'Moved out' },
  otherReason: { zh: '其他', en: 'Other' },
}
export const differenceWords: Words<DifferenceKind> = {
  newcomer: { zh: '底册没有此人', en: 'Not in the ledger' },
  leftHere: { zh: '已不在此居住', en: 'Lives here no more' },
  correctPerson: { zh: '资料更正', en: 'Corrected details' },
  homeUse: { zh: '房屋用途', en: 'Use of the home' },
}
