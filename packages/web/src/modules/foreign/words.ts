import type { AsideProblem, AsideState, ForeignFault, ForeignField, ForeignMethod, ForeignResult, ForeignWay } from '@xiaomen/rules/foreign'
import type { Word } from '../../desk/words.ts'

export const fieldWords: Record<ForeignField, Word> = {
  documentNumber: { zh: '证件号', en: 'Document' },
  name: { zh: '姓名', en: 'Name' },
  birthday: { zh: '出生日期', en: 'Birthday' },
  phone: { zh: '电话', en: 'Phone' },
  sampledAt: { zh: '采样时间', en: 'Sampled at' },
  method: { zh: '检测方法', en: 'Method' },
  result: { zh: '检测结果', en: 'Result' },
  lab: { zh: '检测机构', en: 'Laboratory' },
}
export const resultWords: Record<ForeignResult, Word> = {
  negative: { zh: '阴性', en: 'Negative' },
  positive: { zh: '阳性', en: 'Positive' },
  unclear: { zh: '可疑', en: 'Unclear' },
}
export const methodWords: Record<ForeignMethod, Word> = {
  nucleic: { zh: '核酸', en: 'Nucleic acid' },
  antigen: { zh: '抗原', en: 'Antigen' },
  unknown: { zh: '未注明', en: 'Not said' },
}
/** How each row was found, or why it waits. */
export const foundWords: Record<ForeignWay | AsideProblem | 'known', Word> = {
  document: { zh: '证件号相符', en: 'By document' },
  birthday: { zh: '姓名、生日、电话尾号相符', en: 'By name, birthday and phone' },
  hand: { zh: '人工核对', en: 'By hand' },
  unmatched: { zh: '待核对：底册里没有', en: 'Waits: not on record' },
  ambiguous: { zh: '待核对：不止一人', en: 'Waits: several fit' },
  known: { zh: '以前收过', en: 'Known already' },
}
export const asideStateWords: Record<AsideState, Word> = {
  open: { zh: '待核对', en: 'Waiting' },
  placed: { zh: '已核对到人', en: 'Placed' },
  elsewhere: { zh: '不是本地的', en: 'Not of here' },
}
export const fitWords: Record<'document' | 'name' | 'phone' | 'birthday', Word> = {
  document: { zh: '证件号', en: 'document' },
  name: { zh: '姓名', en: 'name' },
  phone: { zh: '电话尾号', en: 'end of phone' },
  birthday: { zh: '生日', en: 'birthday' },
}
export const faultWords: Record<ForeignFault, Word> = {
  no_person: { zh: '看不出是谁：缺证件号，姓名和电话也不全', en: 'Nobody is named: no document, nor name with phone' },
  bad_document: { zh: '证件号不对', en: 'The document number is wrong' },
  bad_phone: { zh: '电话不对', en: 'The phone number is wrong' },
  bad_birthday: { zh: '出生日期看不懂', en: 'The birthday cannot be read' },
  no_time: { zh: '缺采样时间', en: 'No sampling time' },
  bad_time: { zh: '采样时间看不懂', en: 'The sampling time cannot be read' },
  time_ahead: { zh: '采样时间在将来', en: 'The sampling time lies ahead' },
  too_old: { zh: '采样时间太久以前', en: 'Sampled too long ago' },
  no_result: { zh: '缺检测结果', en: 'No result' },
  bad_result: { zh: '检测结果看不懂', en: 'The result cannot be read' },
  bad_method: { zh: '检测方法看不懂', en: 'The method cannot be read' },
  too_long: { zh: '姓名或机构太长', en: 'Name or laboratory too long' },
}
