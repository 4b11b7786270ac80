// The words of health status, zh and en together, typed by the unions of the rules.
import type {
  CorrectionState,
  ImportState,
  ReasonClass,
  SignalKind,
  SignalState,
  SignalWay,
  SourceTrust,
  StatusField,
  StatusVerdict,
  UnmatchedReason,
} from '@xiaomen/rules/status'
import type { Word } from '../../desk/words.ts'

type Words<K extends string> = Record<K, Word>
export const verdictWords: Words<StatusVerdict> = {
  green: { zh: '绿', en: 'Green' },
  yellow: { zh: '黄', en: 'Yellow' },
  red: { zh: '红', en: 'Red' },
}
/** Beside the word, never alone. */
export const VERDICT_SIGNS: Record<StatusVerdict, string> = { green: '✓', yellow: '!', red: '✕' }
export const reasonClassWords: Words<ReasonClass> = {
  medical: { zh: '就医购药', en: 'Clinic or medicine' },
  whereabouts: { zh: '行程', en: 'Whereabouts' },
  contact: { zh: '接触', en: 'Contact' },
  testing: { zh: '检测', en: 'Testing' },
  officialCode: { zh: '官方健康码', en: 'Official code' },
}
export const kindWords: Words<SignalKind> = {
  clinicVisit: { zh: '发热门诊就诊', en: 'Fever clinic visit' },
  feverMedicine: { zh: '购买退热药', en: 'Fever medicine bought' },
  riskArea: { zh: '到过风险地区', en: 'Been to a risk area' },
  caseContact: { zh: '密切接触', en: 'Contact of a case' },
  testOverdue: { zh: '核酸超期', en: 'Test overdue' },
  testNegative: { zh: '核酸阴性', en: 'Test negative' },
  codeGreen: { zh: '绿码', en: 'Green code' },
  codeYellow: { zh: '黄码', en: 'Yellow code' },
  codeRed: { zh: '红码', en: 'Red code' },
}
export const signalStateWords: Words<SignalState> = {
  proposed: { zh: '待第二人确认', en: 'Waits for a second person' },
  inForce: { zh: '有效', en: 'In force' },
  superseded: { zh: '已被新信号取代', en: 'Superseded' },
  withdrawn: { zh: '已撤销', en: 'Withdrawn' },
}
export const importStateWords: Words<ImportState> = {
  waiting: { zh: '待签署', en: 'Waits for signatures' },
  inForce: { zh: '已签齐，已生效', en: 'Signed, in force' },
  declined: { zh: '不同意，作废', en: 'Declined' },
  expired: { zh: '过时没有签齐，作废', en: 'Not signed in time' },
}
export const correctionStateWords: Words<CorrectionState> = {
  open: { zh: '待核查', en: 'To be looked at' },
  proposed: { zh: '待第二人同意撤销', en: 'Waits for a second person' },
  upheld: { zh: '核查后未更改', en: 'Left as it is' },
  corrected: { zh: '已更正', en: 'Corrected' },
}
export const wayWords: Words<SignalWay> = {
  hand: { zh: '人工录入', en: 'By hand' },
  file: { zh: '文件', en: 'File' },
  api: { zh: '接口', en: 'Interface' },
}
export const trustWords: Words<SourceTrust> = {
  official: { zh: '政府部门', en: 'Authority' },
  partner: { zh: '医院、药店等', en: 'Clinic, pharmacy or partner' },
  notice: { zh: '群众反映', en: 'Notice of residents' },
}
export const unmatchedWords: Words<UnmatchedReason> = {
  no_such_person: { zh: '底册里没有这个证件号', en: 'Nobody in the ledger has this number' },
  several_people: { zh: '底册里有两人用这个证件号', en: 'Two people in the ledger have this number' },
  document_missing: { zh: '没有证件号', en: 'No document number' },
  kind_unknown: { zh: '看不懂的信号类型', en: 'Kind of signal not known' },
  kind_not_of_source: { zh: '这个来源不能给这类信号', en: 'Not a kind this source may give' },
  day_unreadable: { zh: '日期读不出', en: 'Day cannot be read' },
}
export const statusFieldWords: Words<StatusField> = {
  documentNumber: { zh: '证件号码', en: 'Document number' },
  kind: { zh: '信号类型', en: 'Kind of signal' },
  from: { zh: '日期', en: 'From' },
  until: { zh: '截止日期', en: 'Until' },
  evidence: { zh: '依据', en: 'Evidence' },
  eventId: { zh: '来源的编号', en: 'The source’s number' },
}
