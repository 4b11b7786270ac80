// 填表: which cells of a department's sheet get which words. Pure: what the ledger says comes in, what is to be written goes out.
import { fullDoor } from '@xiaomen/rules/registry'
import { FIXED, type Match, SERIAL, type SheetHeader, type Sought } from '@xiaomen/rules/queries'
import type { CellEdit, SheetPatch } from '../../platform/workbook/patch-sheet.ts'
import type { SheetContent } from './sheet-thread.ts'
import type { Row } from './sources/index.ts'

export type Field = { key: string | null; text?: string | undefined }
type Filling = Pick<SheetPatch, 'edits' | 'move' | 'modelRow' | 'extraColumn'>
export type FilledRow = { keys: string[]; cells: string[] }

const MARKS = {
  zh: { head: '小门核对', several: '有多人相符,未填', none: '底册中未找到' },
  en: { head: 'Checked by Xiaomen', several: 'Several match; left empty', none: 'Not found in the ledger' },
}
const KEYS: readonly string[] = ['documentNumber', 'name', 'phone', 'address', 'door']

/** What a row that stands already says of whom it means; null when it says nothing of anybody. */
export function soughtOf(cells: readonly string[], fields: readonly Field[]): Sought | null {
  const at = (key: string) => {
    const column = fields.findIndex((field) => field.key === key)
    return column < 0 ? null : cells[column] || null
  }
  if (!KEYS.some((key) => at(key) !== null)) return null
  const door = at('door')
  return {
    name: at('name'),
    document: at('documentNumber'),
    phone: at('phone'),
    address: at('address') ?? (door === null ? null : fullDoor(at('building'), at('unit'), door)),
  }
}

/** Rows beneath the header that say whom they mean. */
export const soughtRows = ({ rows }: SheetContent, header: SheetHeader, fields: readonly Field[]) =>
  rows.flatMap((row) => {
    if (row.at < header.firstAt) return []
    const sought = soughtOf(row.cells, fields)
    return sought === null ? [] : [{ ...row, sought }]
  })

function wordOf(field: Field | undefined, row: Row | null, number: number): string | null {
  if (field === undefined || field.key === null) return null
  if (field.key === SERIAL) return String(number)
  if (field.key === FIXED) return field.text ?? null
  return row?.[field.key] ?? null
}

/** People or homes written beneath the header; what stands under the blank rows ("filled in by: …") moves down. */
export function appendRows({ rows }: SheetContent, header: SheetHeader, fields: readonly Field[], people: readonly Row[]): Filling & { filled: FilledRow[] } {
  const { firstAt } = header
  // Numbers written down beforehand make no row of people.
  const isBlank = (cells: readonly string[]) => cells.every((text, column) => text === '' || (fields[column]?.key === SERIAL && /^\d+$/.test(text)))
  const under = rows.find((row) => row.at >= firstAt && !isBlank(row.cells))?.at ?? null
  const room = under === null ? people.length : under - firstAt
  const edits: CellEdit[] = []
  const filled: FilledRow[] = []
  people.forEach((person, index) => {
    const written: FilledRow = { keys: [], cells: [] }
    fields.forEach((field, column) => {
      const text = wordOf(field, person, index + 1)
      if (text === null || text === '') return
      edits.push({ row: firstAt + index, column, text })
      written.keys.push(field.key!)
      written.cells.push(text)
    })
    filled.push(written)
  })
  return {
    edits,
    move: under !== null && people.length > room ? { from: under, by: people.length - room } : null,
    modelRow: under === firstAt ? null : firstAt,
    extraColumn: null,
    filled,
  }
}

/** Empty cells of the rows that stand there, of those the ledger knows for certain; the others are marked beside, never guessed. */
export function matchRows(
  content: SheetContent,
  header: SheetHeader,
  fields: readonly Field[],
  { match, rowOf, lang }: { match: (sought: Sought) => Match; rowOf: (id: string) => Row | undefined; lang: 'zh' | 'en' },
): Filling & { filled: FilledRow[]; unmatched: number; several: number } {
  const edits: CellEdit[] = []
  const filled: FilledRow[] = []
  const extra = Math.max(header.labels.length, ...content.rows.map((row) => row.cells.length))
  let unmatched = 0,
    several = 0
  soughtRows(content, header, fields).forEach(({ at, cells, formulas, sought }, index) => {
    const found = match(sought)
    const row = found.state === 'found' ? (rowOf(found.id) ?? null) : null
    if (row === null) {
      if (found.state === 'several') several += 1
      else unmatched += 1
      edits.push({ row: at, column: extra, text: MARKS[lang][found.state === 'several' ? 'several' : 'none'] })
      return
    }
    const written: FilledRow = { keys: [], cells: [] }
    fields.forEach((field, column) => {
      if ((cells[column] ?? '') !== '' || formulas.includes(column)) return
      const text = wordOf(field, row, index + 1)
      if (text === null || text === '') return
      edits.push({ row: at, column, text })
      written.keys.push(field.key!)
      written.cells.push(text)
    })
    filled.push(written)
  })
  if (unmatched + several > 0) edits.push({ row: header.at, column: extra, text: MARKS[lang].head })
  return { edits, move: null, modelRow: null, extraColumn: unmatched + several > 0 ? extra : null, filled, unmatched, several }
}
