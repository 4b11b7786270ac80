// 一行一人: one row of a workbook → what it says, or what is wrong with it and where.
import type { Level } from '../areas/index.ts'
import { isPlain, isStorable, lengthOf, normaliseName, normaliseText } from '../text/index.ts'
import type { Cell } from './columns.ts'
import { floorOfDoor, normaliseDoor, normalisePhone, splitDoor } from './contact.ts'
import { type Document, guessDocumentKind, isPossibleDocument, normaliseDocument } from './document.ts'
import { readCare, readCountry, readDay, readDocumentKind, readLang, readResidency, readUse } from './values.ts'
import type { CareCategory, HomeUse, ImportField, ImportProblemKind, ResidencyKind } from './words.ts'

export type RowProblem = { field: ImportField | null; problem: ImportProblemKind }
/** An area named by a row, from the top down. */
export type NamedArea = { level: Level; name: string }
export type LedgerPerson = {
  name: string
  residency: ResidencyKind
  phone: string | null
  document: Document | null
  care: CareCategory[]
  lang: string | null
  since: string | null
}
export type LedgerRow = {
  /** Areas from the top down, as far as the row names them. */
  areas: NamedArea[]
  grid: string | null
  door: string
  floor: number | null
  /** Null: the row does not say. */
  use: HomeUse | null
  /** Null: the row tells of a home nobody lives in. */
  person: LedgerPerson | null
}

const AREA_FIELDS = ['district', 'street', 'community', 'compound', 'building', 'unit'] as const
const MOST: Partial<Record<ImportField, number>> = { door: 30, name: 50, grid: 60, phone: 30, documentNumber: 40 }
const MOST_AREA = 60

/** Digits beyond what a number in a workbook keeps (IEEE 754: fifteen), or its scientific form in a CSV. */
const LOST_DIGITS = /^\d(?:\.\d+)?[eE]\+\d+$/

type Read = { text(field: ImportField): string; raw(field: ImportField): Cell; problems: RowProblem[] }
type Column = { field: ImportField; at: number; most: number }

function open(cells: readonly Cell[], columns: readonly Column[], atOf: Partial<Record<ImportField, number>>): Read & { isEmpty: boolean } {
  const problems: RowProblem[] = []
  const texts: Partial<Record<ImportField, string>> = {}
  let isEmpty = true
  for (const { field, at, most } of columns) {
    const cell = cells[at] ?? null
    if (cell === null || cell === '') continue
    if (typeof cell === 'string' && isPlain(cell) && cell.length <= most) {
      texts[field] = cell
      isEmpty = false
      continue
    }
    const text = typeof cell === 'string' ? cell : cell instanceof Date ? (Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)) : String(cell)
    const normal = normaliseText(text)
    if (!isStorable(text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text)) problems.push({ field, problem: 'text_unstorable' })
    else if (lengthOf(normal) > most) problems.push({ field, problem: 'text_too_long' })
    else texts[field] = normal
    isEmpty &&= normal === ''
  }
  return { text: (field) => texts[field] ?? '', raw: (field) => cells[atOf[field] ?? -1] ?? null, problems, isEmpty: isEmpty && problems.length === 0 }
}

/** A word of a list, or `value_unknown`; null for an empty cell. */
function word<T>({ text, problems }: Read, field: ImportField, read: (value: string) => T | null): T | null {
  if (text(field) === '') return null
  const found = read(text(field))
  if (found === null) problems.push({ field, problem: 'value_unknown' })
  return found
}

function readPhone({ text, raw, problems }: Read): string | null {
  if (raw('phone') instanceof Date) {
    problems.push({ field: 'phone', problem: 'document_is_date' })
    return null
  }
  // Two numbers in one cell are common; the first is kept.
  const value = text('phone')
    .split(/[,，、;；/\n]/u)[0]!
    .trim()
  if (value === '' || /^[无-]$/u.test(value)) return null
  const phone = normalisePhone(value)
  if (phone === null) problems.push({ field: 'phone', problem: 'phone_wrong' })
  return phone
}

function readDocument(read: Read): Document | null {
  const { text, raw, problems } = read
  const kind = word(read, 'documentKind', readDocumentKind)
  const country = word(read, 'documentCountry', readCountry)
  const cell = raw('documentNumber')
  const wrong = (problem: ImportProblemKind) => {
    problems.push({ field: 'documentNumber', problem })
    return null
  }
  if (cell instanceof Date) return wrong('document_is_date')
  if ((typeof cell === 'number' && (cell >= 1e15 || !Number.isInteger(cell))) || LOST_DIGITS.test(text('documentNumber'))) return wrong('document_is_number')
  const number = normaliseDocument(text('documentNumber'))
  if (number === '' || number === '无') return null
  // A kind that is written decides. Without one the number must show what it is.
  const meant = kind ?? guessDocumentKind(number)
  if (meant === null || !isPossibleDocument(meant, number)) return wrong('document_wrong')
  return { kind: meant, number, country: meant === 'passport' || meant === 'other' ? country : null }
}

function readFloor({ text, problems }: Read, door: string): number | null {
  if (text('floor') === '') return floorOfDoor(door)
  const found = /^(B|负|-|地下)?(\d{1,3})\s*(?:层|楼|F)?$/iu.exec(text('floor'))
  const floor = found === null ? Number.NaN : Number(found[2]) * (found[1] === undefined ? 1 : -1)
  if (floor >= -9 && floor <= 200) return floor
  problems.push({ field: 'floor', problem: 'floor_wrong' })
  return null
}

function readPlace(read: Read): { areas: NamedArea[]; door: string } {
  const { text, raw, problems } = read
  // Excel turns 3-2 into the third of February.
  for (const field of ['door', 'building', 'unit', 'floor'] as const) if (raw(field) instanceof Date) problems.push({ field, problem: 'document_is_date' })
  const door = normaliseDoor(text('door'))
  const areas = AREA_FIELDS.map((level) => ({ level, name: text(level) })).filter(({ name }) => name !== '')
  const names = (level: Level) => areas.some((area) => area.level === level)
  if (door === '') {
    problems.push({ field: 'door', problem: 'value_missing' })
    return { areas, door }
  }
  if (!names('building') && !names('unit')) {
    const split = splitDoor(door)
    if (split !== null) {
      areas.push({ level: 'building', name: split.building })
      if (split.unit !== null) areas.push({ level: 'unit', name: split.unit })
      return { areas, door: split.door }
    }
  }
  if (names('unit') && !names('building') && !names('compound')) problems.push({ field: 'building', problem: 'level_mixed' })
  if (!names('building') && !names('compound')) problems.push({ field: 'building', problem: 'area_missing' })
  return { areas, door }
}

const RESIDENCY_OF_USE: Partial<Record<HomeUse, ResidencyKind>> = { rented: 'tenant', dormitory: 'dormitory', shop: 'shopStaff' }
const PERSON_FIELDS = ['residency', 'phone', 'documentNumber', 'care', 'since'] as const

/**
 * Reads rows whose columns have these meanings. Each answer: the row, null for one with nothing in a known column; and what is wrong, by field.
 * With a problem the row must not be used.
 */
export function rowReader(fields: readonly (ImportField | null)[]): (cells: readonly Cell[]) => { row: LedgerRow | null; problems: RowProblem[] } {
  const columns = fields.flatMap((field, at): Column[] => (field === null ? [] : [{ field, at, most: MOST[field] ?? (isAreaField(field) ? MOST_AREA : 200) }]))
  const atOf = Object.fromEntries(columns.map(({ field, at }) => [field, at]))
  return (cells) => readRow(open(cells, columns, atOf))
}
const isAreaField = (field: ImportField) => (AREA_FIELDS as readonly string[]).includes(field)

function readRow(read: Read & { isEmpty: boolean }): { row: LedgerRow | null; problems: RowProblem[] } {
  const { text, problems } = read
  if (read.isEmpty) return { row: null, problems }
  const { areas, door } = readPlace(read)
  const floor = readFloor(read, door)
  const use = word(read, 'homeUse', readUse)
  const name = normaliseName(text('name'))
  const residency = word(read, 'residency', readResidency)
  const phone = readPhone(read)
  const document = readDocument(read)
  const care = word(read, 'care', readCare) ?? []
  const lang = word(read, 'lang', readLang)
  const since = word(read, 'since', readDay)
  // A phone without a name is somebody; a vacant home's row has neither.
  if (name === '' && PERSON_FIELDS.some((field) => text(field) !== '') && !problems.some((problem) => problem.field === 'name'))
    problems.push({ field: 'name', problem: 'value_missing' })

  const person =
    name === '' ? null : { name, residency: residency ?? (use === null ? undefined : RESIDENCY_OF_USE[use]) ?? 'family', phone, document, care, lang, since }
  return { row: { areas, grid: text('grid') === '' ? null : text('grid'), door, floor, use, person }, problems }
}
