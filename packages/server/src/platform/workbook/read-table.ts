// A sheet somebody sent: its line of headers, wherever it stands, and the lines beneath it. Which headers mean something, the module says.
import { type Cell, columnLetters, headerKey } from '@xiaomen/rules/registry'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { AppError } from '../error.ts'
import { checkWorkbook, openSheet } from './read-workbook.ts'
import { WorkbookError } from './zip-gate.ts'

const HEADER_ROWS = 10
const SHOWN_HEADER = 60
/** `row` counts from 1, as a spreadsheet shows it. */
export type TableLine = { row: number; cells: readonly Cell[] }
export type Table = {
  header: readonly Cell[]
  /** As they are shown: cut, or the letters of the column. */
  headers: string[]
  /** By which a header is known again. */
  keys: string[]
  lines: TableLine[]
  /** Of the bytes. */
  digest: Buffer
}
export type TableFault = 'file_too_long' | 'file_empty' | 'file_unreadable'
type Reading = {
  /** Whether a line is the one of headers; where none of the first lines is, the first is taken for it, and somebody says what its columns mean. */
  isHeader: (cells: readonly Cell[]) => boolean
  mostRows: number
  mostBytes: number
  /** The module's own error for a file that cannot be used. */
  refuse: (fault: TableFault, details?: Record<string, string | number>) => AppError
}

/** A date in a workbook has no zone: it is what stands on the sheet. */
export const cellText = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? '' : cell instanceof Date ? cell.toISOString().slice(0, 16) : String(cell).trim()

/** @throws AppError as `refuse` makes it */
export async function readTable(file: { path: string; bytes: number }, { isHeader, mostRows, mostBytes, refuse }: Reading): Promise<Table> {
  const tooLong = () => refuse('file_too_long', { most: mostRows })
  if (file.bytes > mostBytes) throw tooLong()
  try {
    const bytes = await readFile(file.path)
    await checkWorkbook(bytes)
    const first: TableLine[] = []
    const lines: TableLine[] = []
    let header: readonly Cell[] | null = null
    for await (const { at, cells } of (await openSheet(bytes)).rows()) {
      if (cells.every((cell) => cellText(cell) === '')) continue
      if (header !== null) lines.push({ row: at + 1, cells })
      else if (isHeader(cells)) header = cells
      else {
        first.push({ row: at + 1, cells })
        if (first.length >= HEADER_ROWS) break
      }
      if (lines.length > mostRows) throw tooLong()
    }
    const [top, ...others] = first
    const heads = header ?? top?.cells
    if (heads === undefined) throw refuse('file_empty')
    const texts = heads.map(cellText)
    return {
      header: heads,
      headers: texts.map((text, at) => text.slice(0, SHOWN_HEADER) || columnLetters(at)),
      keys: texts.map((text) => headerKey(text)),
      lines: header === null ? others : lines,
      digest: createHash('sha256').update(bytes).digest(),
    }
  } catch (error) {
    throw error instanceof WorkbookError ? refuse('file_unreadable', { fault: error.fault }) : error
  }
}
