// 认列: which column of a source's workbook is which field, and which of its words is which kind of signal.
import { type Cell, headerKey } from '../registry/index.ts'
import { halfWidth, normaliseText } from '../text/index.ts'
import { type SignalKind, SIGNAL_KINDS, type StatusField, STATUS_FIELDS } from './words.ts'

const HEADERS: Record<StatusField, readonly string[]> = {
  documentNumber: ['证件号码', '身份证号', '身份证号码', '身份证', '证件号', '公民身份号码', 'Document number', 'ID number', 'ID no'],
  kind: ['类型', '信号', '信号类型', '状态', '码色', '健康码', '健康码颜色', '情形', '风险类型', 'Kind', 'Signal', 'Status', 'Code colour'],
  from: ['日期', '发生日期', '起始日期', '就诊日期', '购药日期', '赋码日期', '生效日期', '时间', 'Date', 'From', 'Since'],
  until: ['截止日期', '失效日期', '到期日期', '至', 'Until', 'To', 'Expires'],
  evidence: ['依据', '说明', '备注', '来源说明', '就诊机构', '药店', '地点', 'Evidence', 'Note', 'Remarks'],
  eventId: ['编号', '事件编号', '流水号', '记录号', 'Event', 'Event id', 'Id', 'Number'],
}
const BY_HEADER = new Map<string, StatusField>()
for (const field of STATUS_FIELDS) for (const header of [...HEADERS[field], field]) BY_HEADER.set(headerKey(header), field)

/** Each field once, the first column that claims it; what a header meant last time goes first. */
export function recogniseStatusColumns(headers: readonly Cell[], remembered: ReadonlyMap<string, StatusField | null> = new Map()): (StatusField | null)[] {
  const taken = new Set<StatusField>()
  return headers.map((header) => {
    const key = typeof header === 'string' ? headerKey(header) : ''
    if (key === '') return null
    const field = remembered.has(key) ? remembered.get(key)! : (BY_HEADER.get(key) ?? null)
    if (field === null || taken.has(field)) return null
    taken.add(field)
    return field
  })
}

/** The words of a kind in workbooks of clinics, pharmacies and offices; the first in each language is ours. */
const KIND_WORDS: Record<SignalKind, readonly string[]> = {
  clinicVisit: ['发热门诊就诊', '就诊', '发热就诊', '门诊', 'fever clinic visit', 'clinic visit'],
  feverMedicine: ['购买退热药', '购药', '退热药', '退烧药', '四类药', 'fever medicine bought', 'fever medicine'],
  riskArea: ['到过风险地区', '风险地区', '中高风险', '涉疫地区', 'been to a risk area', 'risk area'],
  caseContact: ['密切接触', '密接', '时空伴随', 'contact of a case', 'close contact'],
  testOverdue: ['核酸超期', '超期未检', '应检未检', 'test overdue', 'overdue'],
  testNegative: ['核酸阴性', '已检', '阴性', 'test negative', 'negative'],
  codeGreen: ['绿码', '绿', '绿色', 'green code', 'green'],
  codeYellow: ['黄码', '黄', '黄色', 'yellow code', 'yellow'],
  codeRed: ['红码', '红', '红色', 'red code', 'red'],
}
const wordKey = (text: string): string =>
  halfWidth(normaliseText(text))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
const BY_WORD = new Map<string, SignalKind>()
for (const kind of SIGNAL_KINDS) for (const text of [...KIND_WORDS[kind], kind]) BY_WORD.set(wordKey(text), kind)

/** @returns null for a word nobody knows: nothing is guessed from a part of it */
export const readKind = (text: string): SignalKind | null => BY_WORD.get(wordKey(text)) ?? null
