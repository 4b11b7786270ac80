// A source's workbook, row by row, as far as it can be read. Nothing is guessed: what is not understood is put aside with the reason.
import { statusErrors } from '@xiaomen/contract'
import { type Cell, normaliseDocument, readDay } from '@xiaomen/rules/registry'
import { readKind, recogniseStatusColumns, type StatusField } from '@xiaomen/rules/status'
import { createHash } from 'node:crypto'
import { fail } from '../../platform/error.ts'
import { startOfDay } from '../../platform/time.ts'
import { readTable } from '../../platform/workbook/read-table.ts'
import type { Told } from './take-in.ts'

const MOST_ROWS = 5_000
const MOST_BYTES = 8 * 1024 * 1024
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
  const known = new Map(Object.entries(remembered))
  const fieldsOf = (cells: readonly Cell[]) => recogniseStatusColumns(cells, known)
  const { header, headers, keys, lines } = await readTable(file, {
    isHeader: (cells) => fieldsOf(cells).filter((field) => field !== null).length >= 2 || fieldsOf(cells).includes('documentNumber'),
    mostRows: MOST_ROWS,
    mostBytes: MOST_BYTES,
    refuse: (fault, details) => fail(statusErrors, `status.${fault}`, details),
  })
  const columns = wanted === undefined ? fieldsOf(header) : headers.map((_, at) => wanted[at] ?? null)
  return { headers, keys, columns, told: lines.map(({ row, cells }) => toldOf(row, cells, columns)) }
}

function toldOf(row: number, cells: readonly Cell[], columns: readonly (StatusField | null)[]): Told {
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
    row,
    document: document === '' ? null : document.slice(0, 40),
    kind: readKind(kindText),
    from: from === null ? null : startOfDay(from),
    until: until === null ? null : startOfDay(until, 1),
    evidence: evidence === '' ? null : evidence.slice(0, 400),
  }
}
