// What is wrong with a row, as a sentence for the returned workbook.
import { HEADERS, type ImportProblemKind } from '@xiaomen/rules/registry'
import type { Problem } from './read-ledger.ts'

type Lang = 'zh' | 'en'
const SENTENCES: Record<ImportProblemKind, Record<Lang, string>> = {
  missing_column: { zh: '找不到这一列', en: 'this column is missing' },
  empty_sheet: { zh: '表里没有数据', en: 'the sheet holds no rows' },
  too_many_rows: { zh: '行数太多,请按社区分开导入', en: 'too many rows; bring in one community at a time' },
  merged_cell: { zh: '合并单元格:请取消合并,每一行都填写', en: 'merged cell: unmerge it and fill in every row' },
  value_missing: { zh: '没有填写', en: 'nothing is filled in' },
  value_unknown: { zh: '不认识这个值,请从下拉列表选择', en: 'this value is not known; choose from the list' },
  text_unstorable: { zh: '含有无法保存的字符', en: 'holds characters that cannot be stored' },
  text_too_long: { zh: '文字太长', en: 'the text is too long' },
  phone_wrong: { zh: '不是电话号码', en: 'not a telephone number' },
  document_wrong: { zh: '证件号码不正确', en: 'not a possible document number' },
  document_is_number: {
    zh: '号码被存成了数字,后几位已丢失:请设为文本后重新填写',
    en: 'stored as a number and has lost its last digits: format as text and type it again',
  },
  document_is_date: { zh: '被存成了日期:请设为文本后重新填写', en: 'stored as a date: format as text and type it again' },
  area_missing: { zh: '没有写明小区或楼栋', en: 'neither compound nor building is named' },
  level_mixed: { zh: '与所选社区的区域不符', en: 'does not fit the area it is brought into' },
  formula_cell: { zh: '是公式:请粘贴为数值', en: 'is a formula: paste it as a value' },
  duplicate_in_file: { zh: '与第 {other} 行证件号码相同而姓名不同', en: 'the same document number as row {other}, with another name' },
  duplicate_in_ledger: { zh: '底册中 {other} 已有相同证件号码而姓名不同的人', en: 'the ledger has another name with this document number, at {other}' },
  home_conflict: { zh: '与第 {other} 行同一户的内容矛盾', en: 'contradicts row {other} about the same home' },
  floor_wrong: { zh: '楼层不正确', en: 'not a floor' },
}

export const ERROR_HEADER: Record<Lang, string> = { zh: '问题', en: 'What is wrong' }

/** '联系电话(H5):不是电话号码' */
export function sentenceOf({ row, column, field, problem, other }: Problem, lang: Lang): string {
  const where = field === null ? '' : `${HEADERS[field][lang][0]}${column === null ? '' : ` (${column}${row})`}${lang === 'zh' ? ':' : ': '}`
  return where + SENTENCES[problem][lang].replace('{other}', other ?? '?')
}
