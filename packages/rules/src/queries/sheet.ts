// 部门表: where the header of a department's sheet stands and what each of its columns asks for.
import { type Cell, HEADERS, headerKey } from '../registry/columns.ts'
import { SERIAL, type SourceKey, SOURCES } from './sources.ts'

/** Rows and columns count from 0, both ends included. */
export type MergedRange = { top: number; left: number; bottom: number; right: number }
/** `at`: the first row of the header; `firstAt`: where the rows begin; `labels`: one for each column. */
export type SheetHeader = { at: number; height: 1 | 2; firstAt: number; labels: string[] }

const MORE: Record<string, readonly string[]> = {
  [SERIAL]: ['序号', '编号', '序', 'no', 'serial', 'serialno', 'sn'],
  address: ['住址', '地址', '详细地址', '现住址', '家庭住址', '居住地址', '居住地', '现居住地', '家庭地址', '门牌地址', 'address', 'homeaddress'],
  sex: ['性别', 'sex', 'gender'],
  age: ['年龄', '周岁', '年龄周岁', 'age'],
  people: ['人数', '人口数', '居住人数', '家庭人数', '家庭人口', 'people', 'headcount'],
  names: ['家庭成员', '住户', '住户名单', 'names'],
}
const BY_KEY = new Map<string, string>()
for (const [field, words] of Object.entries(HEADERS)) for (const word of [...words.zh, ...words.en]) BY_KEY.set(headerKey(word), field)
for (const [field, words] of Object.entries(MORE)) for (const word of words) BY_KEY.set(headerKey(word), field)

/** What a header asks for, by its words; null when they are none we know. */
export const suggestField = (label: string): string | null => BY_KEY.get(headerKey(label)) ?? BY_KEY.get(headerKey(label.split('/').at(-1) ?? '')) ?? null

/** One meaning a column, each meaning once, only what the source can give. */
export function suggestFields(labels: readonly string[], source: SourceKey): (string | null)[] {
  const gives = new Set<string>([SERIAL, ...SOURCES[source].columns.map(({ key }) => key)])
  const taken = new Set<string>()
  return labels.map((label) => {
    const field = suggestField(label)
    if (field === null || !gives.has(field) || taken.has(field)) return null
    taken.add(field)
    return field
  })
}
export const suggestSource = (labels: readonly string[]): SourceKey =>
  labels.some((label) => ['name', 'phone', 'documentNumber', 'sex', 'age'].includes(suggestField(label) ?? '')) ? 'residents' : 'homes'

export const HEADER_ROWS = 15
const textOf = (cell: Cell | undefined): string => (typeof cell === 'string' ? cell.replace(/\s+/gu, ' ').trim() : typeof cell === 'number' ? String(cell) : '')
const EXPLAINS = /^(?:说明|填表说明|备注[:：]|必填|选填|可填|示例|样例|例[:：如]|如[:：]|填写|格式|注[:：]|required|optional|e\.g|example|note)/iu

/** Labels of a header of one or two rows. A group above ('人员信息' over '姓名') stands before the lower word unless that is enough alone. */
function labelsOf(rows: readonly (readonly Cell[])[], at: number, height: 1 | 2, merges: readonly MergedRange[]): string[] {
  const upper = rows[at] ?? [],
    lower = height === 2 ? (rows[at + 1] ?? []) : []
  const width = Math.max(upper.length, lower.length)
  const groupOf = (column: number): string => {
    const merge = merges.find(({ top, bottom, left, right }) => top <= at && at <= bottom && left <= column && column <= right)
    return textOf(upper[merge?.left ?? column])
  }
  return Array.from({ length: width }, (_, column) => {
    const below = textOf(lower[column])
    const above = height === 2 ? groupOf(column) : textOf(upper[column])
    if (below === '' || below === above) return above
    return above === '' || suggestField(below) !== null ? below : `${above}/${below}`
  })
}
const countKnown = (labels: readonly string[]) => new Set(labels.flatMap((label) => suggestField(label) ?? [])).size
const filled = (row: readonly Cell[] | undefined) => (row ?? []).filter((cell) => textOf(cell) !== '')

/** Rows beneath the header that hold no people yet: what explains the columns, one text across the sheet, or the columns' numbers. */
function isExplanation(row: readonly Cell[], at: number, merges: readonly MergedRange[]): boolean {
  const texts = filled(row).map(textOf)
  if (texts.length === 0) return false
  if (texts.some((text) => EXPLAINS.test(text))) return true
  if (texts.length === 1 && merges.some(({ top, bottom, left, right }) => top === at && bottom === at && right - left >= 2)) return true
  return texts.length >= 3 && texts.every((text, index) => text === String(index + 1))
}

/**
 * Where the header stands among the first rows; titles and notes of a printed form come before it.
 * @returns null when no row names at least two things we know
 */
export function findSheetHeader(rows: readonly (readonly Cell[])[], merges: readonly MergedRange[] = []): SheetHeader | null {
  let best: { at: number; height: 1 | 2; known: number } | null = null
  for (let at = 0; at < Math.min(rows.length, HEADER_ROWS); at += 1) {
    // A title merged across the sheet is no upper row of a header.
    const spans = merges.some(({ top, bottom, left, right }) => top === at && bottom === at && left === 0 && right - left + 1 >= filled(rows[at + 1]).length)
    for (const height of [1, 2] as const) {
      if (height === 2 && (filled(rows[at]).length < 2 || spans || filled(rows[at + 1]).length === 0)) continue
      const known = countKnown(labelsOf(rows, at, height, merges))
      if (known >= 2 && known > (best?.known ?? 0)) best = { at, height, known }
    }
  }
  if (best === null) return null
  const labels = labelsOf(rows, best.at, best.height, merges)
  // A header merged downward over two rows is two rows high, whether or not the second one says anything.
  const tall = merges.some(({ top, bottom, left }) => top === best.at && bottom === best.at + 1 && (labels[left] ?? '') !== '')
  let firstAt = best.at + (tall ? 2 : best.height)
  while (firstAt < rows.length && isExplanation(rows[firstAt]!, firstAt, merges)) firstAt += 1
  return { at: best.at, height: best.height, firstAt, labels }
}

/** The same form is the same labels in the same order, whatever stands above or beneath them. */
export const sheetFingerprint = (labels: readonly string[]): string => labels.map(headerKey).join('|')

/** Columns by which a row that stands already in a sheet is found in the ledger. */
export const KEY_FIELDS = ['documentNumber', 'name', 'phone', 'address', 'door', 'building', 'unit'] as const
