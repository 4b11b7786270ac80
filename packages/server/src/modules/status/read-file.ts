// A source's workbook, row by row, as far as it can be read. Nothing is guessed: what is not understood is put aside with the reason.
import { readFile } from 'node:fs/promises'
import { statusErrors } from '@xiaomen/contract'
import { type Cell, columnLetters, headerKey, normaliseDocument, readDay } from '@xiaomen/rules/registry'
import { readKind, recogniseStatusColumns, type StatusField } from '@xiaomen/rules/status'
import { createHash } from 'node:crypto'
import { fail } from '../../platform/error.ts'
import { startOfDay } from '../../platform/time.ts'
import { checkWorkbook, openSheet } from '../../platform/workbook/read-workbook.ts'
import { WorkbookError } from '../../platform/workbook/zip-gate.ts'
import type { Told } from './take-in.ts'

const MOST_ROWS = 5_000
const MOST_BYTES = 8 * 1024 * 1024
const HEADER_ROWS = 10
export type Remembered = Record<string, StatusField | null>
export type ReadFile = { headers: string[]; keys: string[]; columns: (StatusField | null)[]; told: Told[] }

const textOf = (cell: Cell | undefined): string => {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return String(cell).trim()
}

/** @throws AppError with a sentence for a file that cannot be used */
export async function readStatusFile(
  file: { path: string; bytes: number },
  wanted: readonly (StatusField | null)[] | undefined,
  remembered: Remembered,
): Promise<ReadFile> {
  if (file.bytes > MOST_BYTES) throw fail(statusErrors, 'status.file_too_long', { most: MOST_ROWS })
  try {
    const bytes = await readFile(file.path)
    await checkWorkbook(bytes)
    return await readRows(await openSheet(bytes), wanted, new Map(Object.entries(remembered)))
  } catch (error) {
    throw error instanceof WorkbookError ? fail(statusErrors, 'status.file_unreadable', { fault: error.fault }) : error
  }
}

async function readRows(
  sheet: Awaited<ReturnType<typeof openSheet>>,
  wanted: readonly (StatusField | null)[] | undefined,
  remembered: ReadonlyMap<string, StatusField | null>,
): Promise<ReadFile> {
  const first: { at: number; cells: Cell[] }[] = []
  const rest: { at: number; cells: Cell[] }[] = []
  let header: { at: number; cells: Cell[] } | null = null
  for await (const { at, cells } of sheet.rows()) {
    if (cells.every((cell) => textOf(cell) === '')) continue
    if (header === null) {
      first.push({ at, cells })
      const known = recogniseStatusColumns(cells, remembered).filter((field) => field !== null).length
      if (known >= 2 || recogniseStatusColumns(cells, remembered).includes('documentNumber')) header = { at, cells }
      else if (first.length >= HEADER_ROWS) break
      continue
    }
    rest.push({ at, cells })
    if (rest.length > MOST_ROWS) throw fail(statusErrors, 'status.file_too_long', { most: MOST_ROWS })
  }
  if (header === null) {
    if (first.length === 0) throw fail(statusErrors, 'status.file_empty')
    // No header is known: the first row is taken for it, and somebody says what its columns mean.
    const [top, ...others] = first
    header = top!
    rest.unshift(...others)
  }
  const headers = header.cells.map(textOf)
  const columns = wanted === undefined ? recogniseStatusColumns(header.cells, remembered) : headers.map((_, at) => wanted[at] ?? null)
  return {
    headers: headers.map((text, at) => text.slice(0, 60) || columnLetters(at)),
    keys: headers.map((text) => headerKey(text)),
    columns,
    told: rest.map(({ at, cells }) => toldOf(at, cells, columns)),
  }
}

function toldOf(at: number, cells: readonly Cell[], columns: readonly (StatusField | null)[]): Told {
  const cellOf = (field: StatusField) => textOf(cells[columns.indexOf(field)])
  const document = normaliseDocument(cellOf('documentNumber'))
  const from = readDay(cellOf('from'))
  const until = readDay(cellOf('until'))
  const kindText = cellOf('kind')
  const evidence = cellOf('evidence')
  const own = cellOf('eventId')
  return {
    // A source without numbers of its own: the same row told again, in the same or another file, is the same event.
    eventId: own !== '' ? own.slice(0, 100) : createHash('sha256').update([document, kindText, from, until].join('\n')).digest('base64url'),
    row: at + 1,
    document: document === '' ? null : document.slice(0, 40),
    kind: readKind(kindText),
    from: from === null ? null : startOfDay(from),
    until: until === null ? null : startOfDay(until, 1),
    evidence: evidence === '' ? null : evidence.slice(0, 400),
  }
}
