import {
  CASE_KIND_WORDS,
  type CaseKind,
  CERTAINTY_WORDS,
  type Certainty,
  type CloseReason,
  type CurveDay,
  type Delay,
  EXPOSURE_WORDS,
  type ExposureKind,
  LINE_HEADERS,
  type LineFault,
  type LineField,
  type Origin,
  type Sex,
  type Standing,
} from '@xiaomen/rules/tracing'
import type { Word } from '../../desk/words.ts'

export const standingWords: Record<Standing, Word> = {
  case: { zh: '病例', en: 'Case' },
  contact: { zh: '密接', en: 'Contact' },
  secondaryContact: { zh: '次密接', en: 'Contact of a contact' },
  none: { zh: '已排除', en: 'Ruled out' },
}
export const caseKindWords: Record<CaseKind, Word> = CASE_KIND_WORDS
export const exposureWords: Record<ExposureKind, Word> = EXPOSURE_WORDS
export const certaintyWords: Record<Certainty, Word> = CERTAINTY_WORDS
export const sexWords: Record<Sex, Word> = { male: { zh: '男', en: 'Male' }, female: { zh: '女', en: 'Female' }, unknown: { zh: '未说', en: 'Not said' } }
export const originWords: Record<Origin, Word> = {
  told: { zh: '本人或他人说的', en: 'Told' },
  ledger: { zh: '底册', en: 'Ledger' },
  tube: { zh: '混采记录', en: 'Tube' },
  trace: { zh: '时空交集', en: 'Same place and time' },
  lead: { zh: '线索', en: 'Lead' },
  file: { zh: '名单导入', en: 'File' },
}
export const closeWords: Record<CloseReason, Word> = {
  recovered: { zh: '已康复', en: 'Recovered' },
  released: { zh: '已解除管控', en: 'Released' },
  noContact: { zh: '核实无接触', en: 'No contact after all' },
  negative: { zh: '检测排除', en: 'Ruled out by tests' },
  movedAway: { zh: '已转往外地', en: 'Gone elsewhere' },
  died: { zh: '去世', en: 'Died' },
  registeredInError: { zh: '登记有误', en: 'Registered in error' },
}
export const turnWords: Record<'entered' | 'standing' | 'dates' | 'told' | 'control' | 'closed' | 'reopened' | 'source' | 'bulk' | 'undone', Word> = {
  entered: { zh: '列入', en: 'Entered' },
  standing: { zh: '身份变更', en: 'Standing' },
  dates: { zh: '日期更正', en: 'Days corrected' },
  told: { zh: '已告知', en: 'Told' },
  control: { zh: '申请管控', en: 'Control proposed' },
  closed: { zh: '结案', en: 'Closed' },
  reopened: { zh: '重新打开', en: 'Reopened' },
  source: { zh: '传染来源', en: 'Source' },
  bulk: { zh: '批量处理', en: 'Many at once' },
  undone: { zh: '批量撤销', en: 'Undone' },
}
export const wayWords: Record<'phone' | 'visit' | 'letter', Word> = {
  phone: { zh: '电话', en: 'Phone' },
  visit: { zh: '上门', en: 'At the door' },
  letter: { zh: '书面', en: 'Letter' },
}
export const editWords: Record<'isolated' | 'close' | 'told', Word> = {
  isolated: { zh: '写隔离日期', en: 'Isolated on' },
  close: { zh: '结案', en: 'Closed' },
  told: { zh: '已告知', en: 'Told' },
}
/** Any word that a turn may hold, as it is read; days and numbers stay as they are. */
export const anyWord: Record<string, Word> = { ...standingWords, ...closeWords, ...wayWords, ...editWords, ...caseKindWords }
export const curveWords: Record<CurveDay, Word> = {
  onset: { zh: '按发病日', en: 'By onset' },
  sample: { zh: '按采样日', en: 'By sample' },
  report: { zh: '按报告日', en: 'By report' },
}
export const delayWords: Record<Delay, Word> = {
  onsetToSample: { zh: '发病到采样', en: 'Onset to sample' },
  sampleToReport: { zh: '采样到报告', en: 'Sample to report' },
  onsetToReport: { zh: '发病到报告', en: 'Onset to report' },
  reportToIsolation: { zh: '报告到隔离', en: 'Report to isolation' },
  sourceToCase: { zh: '上一代到下一代', en: 'Source to case' },
}
export const lineFieldWords = (field: LineField): Word => LINE_HEADERS[field]
export const lineFaultWords: Record<LineFault, Word> = {
  no_person: { zh: '没有姓名', en: 'No name' },
  many_names: { zh: '一格里有几个人：每人一行', en: 'Several people in one cell: a line for each' },
  too_long: { zh: '太长', en: 'Too long' },
  bad_standing: { zh: '认不出的身份', en: 'Unknown standing' },
  bad_case_kind: { zh: '认不出的病例分类', en: 'Unknown classification' },
  bad_sex: { zh: '认不出的性别', en: 'Unknown sex' },
  bad_birthday: { zh: '认不出的出生日期', en: 'Unreadable date of birth' },
  bad_phone: { zh: '电话不对', en: 'Not a telephone' },
  bad_document: { zh: '证件号不对', en: 'Not a document number' },
  bad_day: { zh: '认不出的日期', en: 'Unreadable day' },
  day_ahead: { zh: '日期在今天之后', en: 'A day to come' },
  days_turned: { zh: '止日早于起日', en: 'The last day lies before the first' },
  bad_exposure: { zh: '认不出的接触方式', en: 'Unknown way of meeting' },
  bad_certainty: { zh: '认不出的把握程度', en: 'Unknown certainty' },
  bad_minutes: { zh: '分钟数不对', en: 'Not a number of minutes' },
  himself: { zh: '和自己接触', en: 'Met oneself' },
  unknown_source: { zh: '找不到关联的病例编号，人已列入，接触没有写', en: 'No such number: the person is entered, the meeting is not' },
  cycle: { zh: '传播绕成一圈，接触已写，传播没有写', en: 'A ring: the meeting is entered, not who caught it' },
}
