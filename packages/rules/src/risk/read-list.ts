// A pasted list or the rows of a sheet, line by line: name, code, level, first day, last day. What cannot be read is named by its line.
import { halfWidth, isStorable, lengthOf, normaliseText } from '../text/index.ts'
import type { RiskArea, RiskLevel } from './words.ts'

export type ListedRow = Omit<RiskArea, 'id'> & { line: number }
export type ListProblem = 'no_name' | 'name_too_long' | 'bad_code' | 'bad_level' | 'no_level' | 'bad_day' | 'ends_before_start' | 'twice'
export type ReadList = { rows: ListedRow[]; problems: { line: number; problem: ListProblem }[] }

export const LONGEST_NAME = 60
export const MOST_LINES = 2_000
export const isOfficialCode = (text: string): boolean => /^(?:\d{6}|\d{9}|\d{12})$/.test(text)

const LEVELS: readonly (readonly [RegExp, RiskLevel])[] = [
  [/^(?:高|高风险|高风险区|high)$/, 'high'],
  [/^(?:中|中风险|中风险区|medium)$/, 'medium'],
  [/^(?:低|低风险|低风险区|low)$/, 'low'],
]
const levelOf = (cell: string): RiskLevel | null => LEVELS.find(([words]) => words.test(cell.toLowerCase()))?.[1] ?? null
const HEADER = /^(?:名称|地区|风险地区|区域|name|area)$/i

/** 2022-08-01, 2022/8/1, 2022.8.1, 2022年8月1日; null when it is no day of the calendar. */
export function readDay(cell: string): string | null {
  const [, year, month, date] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:T.*)?$/.exec(cell) ?? []
  if (year === undefined || month === undefined || date === undefined) return null
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const at = new Date(`${day}T12:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day ? null : day
}

const cellsOf = (line: string): string[] =>
  (line.includes('\t') ? line.split('\t') : line.split(/[,，;；]/)).map((cell) => halfWidth(normaliseText(cell)).trim())

function readRow(cells: readonly string[], line: number, today: string): ListedRow | ListProblem {
  const [name = '', ...rest] = cells
  if (name === '' || !isStorable(name)) return 'no_name'
  if (lengthOf(name) > LONGEST_NAME) return 'name_too_long'
  // The code may be left out with its comma: the level then stands in its place.
  const [code, level, from = '', until = ''] = rest[0] !== undefined && levelOf(rest[0]) !== null ? ['', ...rest] : rest
  if (code !== undefined && code !== '' && !isOfficialCode(code)) return 'bad_code'
  if (level === undefined || level === '') return 'no_level'
  const known = levelOf(level)
  if (known === null) return 'bad_level'
  const first = from === '' ? today : readDay(from)
  const last = until === '' ? null : readDay(until)
  if (first === null || (until !== '' && last === null)) return 'bad_day'
  return last !== null && last < first
    ? 'ends_before_start'
    : { line, name, code: code === undefined || code === '' ? null : code, level: known, from: first, until: last }
}

/** One place of a list: listed anew at another level, or from another day, it is another entry. */
export const entryKey = ({ name, code, level, from }: Pick<RiskArea, 'name' | 'code' | 'level' | 'from'>): string => [code ?? name, level, from].join('|')

/** `today`: the first day of a line that gives none. Lines past the limit are not read: whoever calls says so. */
export function readRiskList(text: string, today: string): ReadList {
  const found: ReadList = { rows: [], problems: [] }
  const seen = new Set<string>()
  for (const [at, raw] of text.split(/\r?\n/).slice(0, MOST_LINES).entries()) {
    if (raw.trim() === '') continue
    const cells = cellsOf(raw)
    if (found.rows.length === 0 && found.problems.length === 0 && HEADER.test(cells[0] ?? '')) continue
    const row = readRow(cells, at + 1, today)
    if (typeof row === 'string') {
      found.problems.push({ line: at + 1, problem: row })
      continue
    }
    if (seen.has(entryKey(row))) found.problems.push({ line: at + 1, problem: 'twice' })
    else found.rows.push(row)
    seen.add(entryKey(row))
  }
  return found
}
