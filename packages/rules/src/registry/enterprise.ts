// 商铺与企业: kinds of trade, key occupations, and a staff list as people keep it in a sheet.
import { halfWidth, isStorable, lengthOf, normaliseText } from '../text/index.ts'
import { type Cell, headerKey, HEADERS } from './columns.ts'
import type { Document } from './document.ts'
import { rowReader } from './row.ts'
import { IMPORT_PROBLEMS, type ImportField } from './words.ts'

export const ENTERPRISE_TRADES = [
  'restaurant',
  'pharmacy',
  'market',
  'supermarket',
  'logistics',
  'courier',
  'constructionSite',
  'hotel',
  'office',
  'school',
  'careHome',
  'other',
] as const
export type EnterpriseTrade = (typeof ENTERPRISE_TRADES)[number]
export const ENTERPRISE_STATES = ['open', 'closed', 'vacant'] as const
export type EnterpriseState = (typeof ENTERPRISE_STATES)[number]
/** 重点岗位: occupations that later rules ask for by name; the rest is `other` with words. */
export const STAFF_OCCUPATIONS = ['coldChain', 'driver', 'courier', 'marketStaff', 'propertyStaff', 'siteWorker', 'cook', 'other'] as const
export type StaffOccupation = (typeof STAFF_OCCUPATIONS)[number]

/** The first word is the one we write, Chinese then English. */
export const OCCUPATION_WORDS: Record<StaffOccupation, readonly string[]> = {
  coldChain: ['冷链', 'cold chain', '冷链从业人员', '冷库', '冷冻', '冷藏', '装卸'],
  driver: ['司机', 'driver', '驾驶员', '货车司机', '送货司机', '跑车'],
  courier: ['快递外卖', 'courier', '快递', '快递员', '外卖', '外卖员', '骑手', '配送', '配送员', 'rider'],
  marketStaff: ['市场商超', 'market staff', '市场', '商超', '摊主', '营业员', '售货员', '收银', '收银员', '店员', 'cashier', 'shop assistant'],
  propertyStaff: ['物业', 'property staff', '保安', '保洁', '保洁员', '物业人员', 'guard', 'cleaner'],
  siteWorker: ['工地', 'site worker', '工人', '建筑工人', '工地人员', '施工人员', 'builder'],
  cook: ['厨师', 'cook', '厨工', '后厨', '炊事员', '厨房', 'chef'],
  other: ['其他', 'other', '其它'],
}
const plain = (value: string) => halfWidth(normaliseText(value)).toLowerCase().replace(/\s+/g, '')
const BY_WORD = new Map(
  (Object.entries(OCCUPATION_WORDS) as [StaffOccupation, readonly string[]][]).flatMap(([kind, words]) => [kind, ...words].map((word) => [plain(word), kind])),
)
const NOTE_LENGTH = 60
/** A word we know, or `other` with what was written: a trade has more occupations than any list. */
export function readOccupation(value: string): { occupation: StaffOccupation; note: string | null } {
  const known = BY_WORD.get(plain(value))
  if (known !== undefined) return { occupation: known, note: null }
  const note = [...normaliseText(value)].slice(0, NOTE_LENGTH).join('')
  return { occupation: 'other', note: note === '' ? null : note }
}

/** How a name of an enterprise is compared and searched. */
export const enterpriseKey = (name: string): string => plain(name).replace(/[（）()·・.,，。\-_]/gu, '')

export type StaffRow = { row: number; name: string; phone: string | null; document: Document | null; occupation: StaffOccupation; note: string | null }
export const STAFF_FIELDS = ['name', 'phone', 'documentKind', 'documentNumber', 'documentCountry', 'occupation'] as const
export type StaffField = (typeof STAFF_FIELDS)[number]
export const STAFF_PROBLEMS = [...IMPORT_PROBLEMS, 'twice'] as const
/** `row` counts from 1 as Excel shows it. */
export type StaffProblem = { row: number; field: StaffField | null; problem: (typeof STAFF_PROBLEMS)[number] }

const OCCUPATION_HEADERS = ['职业', '岗位', '工种', '职务', '从业类别', '人员类别', 'Occupation', 'Job', 'Position', 'Role', 'occupation']
const FIELD_BY_HEADER = new Map<string, StaffField>([
  ...(['name', 'phone', 'documentKind', 'documentNumber', 'documentCountry'] as const).flatMap((field) =>
    [...HEADERS[field].zh, ...HEADERS[field].en, field].map((header) => [headerKey(header), field] as const),
  ),
  ...OCCUPATION_HEADERS.map((header) => [headerKey(header), 'occupation'] as const),
])
const HEADER_ROWS = 10
export const MOST_STAFF_ROWS = 500

const headersOf = (cells: readonly Cell[]) => {
  const taken = new Set<StaffField>()
  return cells.map((cell) => {
    const field = typeof cell === 'string' ? (FIELD_BY_HEADER.get(headerKey(cell)) ?? null) : null
    if (field === null || taken.has(field)) return null
    taken.add(field)
    return field
  })
}

/** Name, phone, document, occupation of each row; without a row of headers in that order. Rows with a problem are left out and told. */
export function readStaffSheet(sheet: readonly (readonly Cell[])[]): { rows: StaffRow[]; problems: StaffProblem[] } {
  const headerAt = sheet.slice(0, HEADER_ROWS).findIndex((cells) => headersOf(cells).includes('name'))
  const isHeadless = headerAt < 0
  if (isHeadless && !sheet.some((cells) => cells.some((cell) => typeof cell === 'string' && cell.trim() !== '')))
    return { rows: [], problems: [{ row: 1, field: null, problem: 'empty_sheet' }] }
  const fields: (StaffField | null)[] = isHeadless ? ['name', 'phone', 'documentNumber', 'occupation'] : headersOf(sheet[headerAt]!)
  const read = rowReader(fields.map((field): ImportField | null => (field === 'occupation' ? null : field)))
  const occupationAt = fields.indexOf('occupation')
  const rows: StaffRow[] = []
  const problems: StaffProblem[] = []
  const seen = new Set<string>()
  for (const [at, cells] of sheet.entries()) {
    if (at <= headerAt || cells.every((cell) => cell === null || String(cell).trim() === '')) continue
    const row = at + 1
    if (rows.length >= MOST_STAFF_ROWS) {
      problems.push({ row, field: null, problem: 'too_many_rows' })
      break
    }
    const { row: found, problems: wrong } = read(cells)
    // The reader is the ledger's: a staff list has no doors, so what it says of places is none of ours.
    const own = wrong.filter(({ field }) => field !== null && (STAFF_FIELDS as readonly string[]).includes(field))
    const person = found?.person ?? null
    if (person === null && !own.some(({ field }) => field === 'name')) own.push({ field: 'name', problem: 'value_missing' })
    if (person === null || own.length > 0) {
      problems.push(...own.map(({ field, problem }) => ({ row, field: field as StaffField, problem })))
      continue
    }
    const key = person.document?.number ?? `${person.phone ?? ''}|${person.name}`
    if (seen.has(key)) {
      problems.push({ row, field: 'name', problem: 'twice' })
      continue
    }
    seen.add(key)
    const typed = occupationAt < 0 ? '' : String(cells[occupationAt] ?? '')
    if (!isStorable(typed) || lengthOf(typed) > 200) {
      problems.push({ row, field: 'occupation', problem: isStorable(typed) ? 'text_too_long' : 'text_unstorable' })
      continue
    }
    rows.push({ row, name: person.name, phone: person.phone, document: person.document, ...readOccupation(typed) })
  }
  return { rows, problems }
}
