// 认列: which column of a foreign result file is which field, and which of its words is which result or method.
import { type Cell, headerKey } from '../registry/index.ts'
import { halfWidth, normaliseText } from '../text/index.ts'
import { FOREIGN_FIELDS, type ForeignField, type ForeignMethod, type ForeignResult } from './words.ts'

const HEADERS: Record<ForeignField, readonly string[]> = {
  documentNumber: ['证件号码', '证件号', '身份证号', '身份证号码', '身份证', '公民身份号码', '受检者证件号', 'Document number', 'ID number', 'ID no'],
  name: ['姓名', '受检者姓名', '受检人', '人员姓名', '被采样人', 'Name', 'Full name'],
  birthday: ['出生日期', '出生年月', '生日', '出生年月日', 'Birthday', 'Date of birth', 'Born'],
  phone: ['手机号', '手机号码', '电话', '联系电话', '手机', '联系方式', 'Phone', 'Mobile', 'Telephone'],
  sampledAt: ['采样时间', '采样日期', '采集时间', '采集日期', '检测时间', '检测日期', 'Sampled at', 'Sampling time', 'Collected at', 'Date'],
  method: ['检测方法', '采样方式', '检测方式', '检测类型', '检测项目', '项目', 'Method', 'Test', 'Kind of test'],
  result: ['检测结果', '结果', '核酸结果', '核酸检测结果', 'Result', 'Test result'],
  lab: ['检测机构', '采样机构', '采样点', '机构', '送检单位', '检测单位', 'Laboratory', 'Lab', 'Site', 'Giver'],
}
const BY_HEADER = new Map<string, ForeignField>()
for (const field of FOREIGN_FIELDS) for (const header of [...HEADERS[field], field]) BY_HEADER.set(headerKey(header), field)

/** Each field once, the first column that claims it; what a header meant last time goes first. */
export function recogniseForeignColumns(headers: readonly Cell[], remembered: ReadonlyMap<string, ForeignField | null> = new Map()): (ForeignField | null)[] {
  const taken = new Set<ForeignField>()
  return headers.map((header) => {
    const key = typeof header === 'string' ? headerKey(header) : ''
    if (key === '') return null
    const field = remembered.has(key) ? remembered.get(key)! : (BY_HEADER.get(key) ?? null)
    if (field === null || taken.has(field)) return null
    taken.add(field)
    return field
  })
}
/** Without these nobody can be found, or there is nothing to say of them. */
export const isEnough = (columns: readonly (ForeignField | null)[]): boolean =>
  columns.includes('sampledAt') && columns.includes('result') && (columns.includes('documentNumber') || (columns.includes('name') && columns.includes('phone')))

const wordKey = (text: string): string =>
  halfWidth(normaliseText(text))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+-]/gu, '')
const reader = <K extends string>(words: Record<K, readonly string[]>) => {
  const known = new Map<string, K>()
  for (const [kind, list] of Object.entries(words) as [K, readonly string[]][]) for (const word of list) known.set(wordKey(word), kind)
  return (text: string): K | null => known.get(wordKey(text)) ?? null
}
/** @returns null for a word nobody knows: nothing is guessed from a part of it */
export const readForeignResult = reader<ForeignResult>({
  negative: ['阴性', '阴', '阴性(-)', '未检出', '正常', 'negative', 'neg', '-', 'not detected'],
  positive: ['阳性', '阳', '阳性(+)', '检出', 'positive', 'pos', '+', 'detected'],
  unclear: ['可疑', '弱阳性', '弱阳', '不确定', '待复核', '待复检', '无效', '灰区', 'unclear', 'inconclusive', 'invalid', 'suspect'],
})
const readMethodWord = reader<ForeignMethod>({
  nucleic: [
    '核酸',
    '核酸检测',
    '单采',
    '单管',
    '单人单管',
    '单检',
    '混采',
    '混检',
    '5混1',
    '10混1',
    '20混1',
    '5合1',
    '10合1',
    '20合1',
    '咽拭子',
    '鼻咽拭子',
    '口咽拭子',
    '鼻拭子',
    'pcr',
    'rt-pcr',
    'nucleic',
    'nucleic acid',
    'single',
    'pooled',
  ],
  antigen: ['抗原', '抗原检测', '抗原自测', 'antigen', 'rapid antigen', 'ag'],
  unknown: ['未知', '不详', 'unknown'],
})
/** A word we know; or whatever disease it names, if what was done stands at its end. */
export function readForeignMethod(text: string): ForeignMethod | null {
  const key = wordKey(text)
  return readMethodWord(text) ?? (/核酸(?:检测)?$/u.test(key) ? 'nucleic' : /抗原(?:检测)?$/u.test(key) ? 'antigen' : null)
}
