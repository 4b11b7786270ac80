// The words of people under control, typed by the unions of the rules.
import type { CancelGround, ChangeGround, DayHalf, FactKind, Measure, Method, Need, Result, Symptom, Trigger } from '@xiaomen/rules/control'
import type { CorrectionState } from '@xiaomen/rules/status'
import type { Word } from '../../desk/words.ts'
import type { In, Out } from '../../platform/ops.ts'

type Words<K extends string> = Record<K, Word>
type Line = Out<'control.listControl'>['cases'][number]
type View = Out<'control.getControl'>

export const measureWords: Words<Measure> = {
  hospital: { zh: '住院治疗', en: 'In hospital' },
  centralIsolation: { zh: '集中隔离', en: 'Central isolation' },
  homeIsolation: { zh: '居家隔离', en: 'Home isolation' },
  homeMonitoring: { zh: '居家健康监测', en: 'Home monitoring' },
  selfMonitoring: { zh: '自我健康监测', en: 'Self-monitoring' },
  placeMeasures: { zh: '场所措施', en: 'Measures of the place' },
}
export const controlStateWords: Words<Line['state']> = {
  proposed: { zh: '待第二人确认', en: 'Waits for a second person' },
  declined: { zh: '未获同意', en: 'Declined' },
  planned: { zh: '将开始', en: 'Begins soon' },
  active: { zh: '管控中', en: 'Under control' },
  extended: { zh: '已延长', en: 'Extended' },
  dueForRelease: { zh: '可以解除', en: 'Due for release' },
  released: { zh: '已解除', en: 'Released' },
  transferred: { zh: '已移交', en: 'Handed over' },
  cancelled: { zh: '已撤销', en: 'Cancelled' },
}
export const STATE_SIGNS: Record<Line['state'], string> = {
  proposed: '?',
  declined: '–',
  planned: '○',
  active: '●',
  extended: '!',
  dueForRelease: '✓',
  released: '✓',
  transferred: '→',
  cancelled: '✕',
}
export const triggerWords: Words<Trigger> = {
  infection: { zh: '感染者', en: 'Infection' },
  discharged: { zh: '出院', en: 'Discharged' },
  contact: { zh: '密切接触', en: 'Close contact' },
  secondaryContact: { zh: '密接的密接', en: 'Contact of a contact' },
  coResident: { zh: '同住', en: 'Lives with somebody under control' },
  arrivalHigh: { zh: '高风险区来', en: 'From a high-risk area' },
  arrivalMedium: { zh: '中风险区来', en: 'From a medium-risk area' },
  arrivalLow: { zh: '低风险区来', en: 'From a low-risk area' },
  arrivalAbroad: { zh: '境外来', en: 'From abroad' },
  zoneResident: { zh: '住在风险区', en: 'Lives in a zone' },
  placeOfCase: { zh: '病例所在场所', en: 'Place of a case' },
}
export const methodWords: Words<Method> = { pcr: { zh: '核酸', en: 'PCR' }, antigen: { zh: '抗原', en: 'Antigen' } }
export const testResultWords: Words<Result> = {
  negative: { zh: '阴性', en: 'Negative' },
  positive: { zh: '阳性', en: 'Positive' },
  invalid: { zh: '无效', en: 'Invalid' },
}
export const halfWords: Words<DayHalf> = { morning: { zh: '上午', en: 'Morning' }, evening: { zh: '晚上', en: 'Evening' } }
export const symptomWords: Words<Symptom> = {
  fever: { zh: '发热', en: 'Fever' },
  cough: { zh: '咳嗽', en: 'Cough' },
  soreThroat: { zh: '咽痛', en: 'Sore throat' },
  fatigue: { zh: '乏力', en: 'Tiredness' },
  lostSmell: { zh: '闻不到味', en: 'Lost smell' },
  diarrhoea: { zh: '腹泻', en: 'Diarrhoea' },
  breathless: { zh: '气短', en: 'Short of breath' },
  rash: { zh: '皮疹', en: 'Rash' },
  jointPain: { zh: '关节痛', en: 'Joint pain' },
  headache: { zh: '头痛', en: 'Headache' },
  eyePain: { zh: '眼眶痛', en: 'Eye pain' },
  bleeding: { zh: '出血', en: 'Bleeding' },
}
export const controlNeedWords: Words<Need> = {
  food: { zh: '吃的', en: 'Food' },
  medicine: { zh: '药', en: 'Medicine' },
  doctor: { zh: '看医生', en: 'A doctor' },
  talk: { zh: '找人说说话', en: 'Somebody to talk to' },
  transport: { zh: '送医', en: 'A ride to hospital' },
  waste: { zh: '收垃圾', en: 'Waste collection' },
  repair: { zh: '修东西', en: 'A repair' },
  otherHelp: { zh: '别的', en: 'Something else' },
}
export const factWords: Words<FactKind> = {
  opened: { zh: '开始管控', en: 'Came under control' },
  exposure: { zh: '再次暴露', en: 'Exposed again' },
  test: { zh: '检测', en: 'Test' },
  record: { zh: '一天一问', en: 'Daily record' },
  survey: { zh: '监测', en: 'Survey' },
  work: { zh: '处置', en: 'Work done' },
  paper: { zh: '凭据', en: 'Paper' },
  lengthened: { zh: '延长', en: 'Made longer' },
  shortened: { zh: '缩短', en: 'Made shorter' },
  edition: { zh: '换版本', en: 'New edition' },
  editionUndone: { zh: '撤回换版本', en: 'Edition taken back' },
  released: { zh: '解除', en: 'Released' },
  transferred: { zh: '移交', en: 'Handed over' },
  cancelled: { zh: '撤销', en: 'Cancelled' },
  lifted: { zh: '命令结束，随之解除', en: 'Released: its order ended' },
  restored: { zh: '命令恢复，随之恢复', en: 'Taken up again with its order' },
}
export const recordWayWords: Words<View['facts'][number]['way']> = {
  office: { zh: '办公室', en: 'Office' },
  visit: { zh: '上门', en: 'Visit' },
  phone: { zh: '电话', en: 'Call' },
  own: { zh: '本人', en: 'Themselves' },
  family: { zh: '家人', en: 'Family' },
  rule: { zh: '按规则', en: 'By rule' },
}
export const changeGroundWords: Words<ChangeGround | CancelGround> = {
  investigationDecision: { zh: '流调结论', en: 'Decision of an investigation' },
  clinicReport: { zh: '医疗机构报告', en: 'Clinic report' },
  testResult: { zh: '检测结果', en: 'Test result' },
  openedInError: { zh: '管控有误', en: 'Opened in error' },
  becameInfection: { zh: '已成感染者', en: 'Became an infection' },
  appealUpheld: { zh: '申诉成立', en: 'Appeal upheld' },
  died: { zh: '去世', en: 'Died' },
  leftTheCountry: { zh: '已出境', en: 'Left the country' },
}
export const changeKindWords: Words<In<'control.proposeChange'>['kind']> = {
  lengthen: { zh: '延长', en: 'Make longer' },
  shorten: { zh: '缩短', en: 'Make shorter' },
  expose: { zh: '再次暴露，重新起算', en: 'Exposed again: count anew' },
  cancel: { zh: '撤销', en: 'Cancel' },
}
export const controlListWords: Words<NonNullable<In<'control.listControl'>['list']>> = {
  waiting: { zh: '待确认', en: 'To be confirmed' },
  open: { zh: '管控中', en: 'Under control' },
  due: { zh: '可解除', en: 'Due for release' },
  ended: { zh: '已结束', en: 'Ended' },
}
export const TEST_SIGNS: Record<View['days'][number]['tests'][number]['standing'], string> = { ahead: '○', due: '!', missed: '✕', done: '✓' }
export const testStandingWords: Words<View['days'][number]['tests'][number]['standing']> = {
  ahead: { zh: '将检', en: 'ahead' },
  due: { zh: '今天该检', en: 'due today' },
  missed: { zh: '漏检', en: 'missed' },
  done: { zh: '已检', en: 'done' },
}
/** By the kind of rule; what a pack adds beyond these is shown as the rule's own word. */
export const releaseWords: Record<string, Word> = {
  testsDone: { zh: '该做的检测都做了，且全部阴性', en: 'Every test that was owed, none positive' },
  lastNegatives: { zh: '最后几次检测阴性', en: 'The last tests negative' },
  recordsComplete: { zh: '最近 {days} 天每天都问到', en: 'The last {days} days asked in full' },
  noSymptoms: { zh: '最近 {days} 天没有症状', en: 'No symptoms in the last {days} days' },
  indexBelow: { zh: '监测指数达标', en: 'The index below its limit' },
  paper: { zh: '医疗机构报告等凭据', en: 'A clinic report or other paper' },
}
export const appealStateWords: Words<CorrectionState> = {
  open: { zh: '待核查', en: 'To be looked at' },
  proposed: { zh: '待第二人同意撤销', en: 'A second person has to agree' },
  upheld: { zh: '维持', en: 'Left as it is' },
  corrected: { zh: '已撤销管控', en: 'Control lifted' },
}
