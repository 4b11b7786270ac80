// 认列: which column of a list of leads is which field, and which of its words is which kind.
import { type Cell, headerKey } from '../registry/index.ts'
import { halfWidth, normaliseText } from '../text/index.ts'
import { LEAD_FIELDS, type LeadField, type LeadKind } from './words.ts'

const HEADERS: Record<LeadField, readonly string[]> = {
  reference: ['编号', '线索编号', '协查编号', '序号', '文号', 'Reference', 'No', 'Number'],
  name: ['姓名', '人员姓名', '协查对象', '对象姓名', '联系人', 'Name', 'Full name'],
  phone: ['手机号', '手机号码', '电话', '联系电话', '手机', '联系方式', 'Phone', 'Mobile', 'Telephone'],
  documentNumber: ['证件号码', '证件号', '身份证号', '身份证号码', '身份证', '公民身份号码', 'Document number', 'ID number'],
  address: ['地址', '现住址', '居住地址', '住址', '详细地址', '现住地', 'Address'],
  said: ['线索内容', '内容', '情况', '说明', '备注', '协查内容', '轨迹', 'Information', 'What is said', 'Note'],
  kind: ['类别', '类型', '人员类别', '线索类别', '人员类型', 'Kind', 'Type'],
  sentAt: ['来文时间', '下发时间', '推送时间', '时间', '日期', '接收时间', 'Sent at', 'Time', 'Date'],
}
const BY_HEADER = new Map<string, LeadField>()
for (const field of LEAD_FIELDS) for (const header of [...HEADERS[field], field]) BY_HEADER.set(headerKey(header), field)

/** Each field once, the first column that claims it; what a header meant last time goes first. */
export function recogniseLeadColumns(headers: readonly Cell[], remembered: ReadonlyMap<string, LeadField | null> = new Map()): (LeadField | null)[] {
  const taken = new Set<LeadField>()
  return headers.map((header) => {
    const key = typeof header === 'string' ? headerKey(header) : ''
    if (key === '') return null
    const field = remembered.has(key) ? remembered.get(key)! : (BY_HEADER.get(key) ?? null)
    if (field === null || taken.has(field)) return null
    taken.add(field)
    return field
  })
}
/** Without one of these nobody can be found. */
export const areLeadColumnsEnough = (columns: readonly (LeadField | null)[]): boolean =>
  (['phone', 'documentNumber', 'address'] as const).some((field) => columns.includes(field))

const KIND_WORDS: Record<LeadKind, readonly string[]> = {
  positive: ['阳性', '阳性人员', '确诊', '感染者', '病例', 'positive', 'case'],
  contact: ['密接', '密切接触者', '密接者', 'contact', 'close contact'],
  secondaryContact: ['次密接', '次密', '密接的密接', 'secondary contact'],
  riskArea: ['风险区人员', '风险地区人员', '中高风险', '涉疫地区', '来返人员', '风险区', 'risk area', 'traveller'],
  symptom: ['症状', '发热', '有症状', 'symptom', 'fever'],
  other: ['其他', '一般', '协查', '线索', 'other'],
}
const wordKey = (text: string): string =>
  halfWidth(normaliseText(text))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
const BY_WORD = new Map<string, LeadKind>()
for (const [kind, words] of Object.entries(KIND_WORDS) as [LeadKind, readonly string[]][]) for (const word of [...words, kind]) BY_WORD.set(wordKey(word), kind)
/** @returns null for a word nobody knows: nothing is guessed from a part of it */
export const readLeadKind = (text: string): LeadKind | null => BY_WORD.get(wordKey(text)) ?? null
