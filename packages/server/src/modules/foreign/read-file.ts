// A giver's file, row by row, as far as it can be read: what its columns mean, its rows, and which of them cannot be read and why.
import { foreignErrors } from '@xiaomen/contract'
import {
  type ForeignFault,
  type ForeignField,
  foreignKey,
  type ForeignMethod,
  type ForeignRow,
  isEnough,
  readForeignRow,
  recogniseForeignColumns,
} from '@xiaomen/rules/foreign'
import { addDays } from '@xiaomen/rules/days'
import { type Cell, columnLetters, headerKey } from '@xiaomen/rules/registry'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fail } from '../../platform/error.ts'
import { localClock, localDay, startOfDay } from '../../platform/time.ts'
import { checkWorkbook, openSheet } from '../../platform/workbook/read-workbook.ts'
import { WorkbookError } from '../../platform/workbook/zip-gate.ts'

const MOST_ROWS = 10_000
const MOST_BYTES = 8 * 1024 * 1024
const HEADER_ROWS = 10
type Columns = (ForeignField | null)[]
export type Remembered = Record<string, ForeignField | null>
/** `row` counts from 1, as a spreadsheet shows it. */
export type ReadRow = { row: number; said: ForeignRow; at: Date; key: string }
export type ReadFile = {
  headers: string[]
  keys: string[]
  columns: Columns
  isEnough: boolean
  rows: ReadRow[]
  faults: { row: number; fault: ForeignFault }[]
  digest: Buffer
}

const textOf = (cell: Cell | undefined): string => {
  if (cell === null || cell === undefined) return ''
  // A date in a workbook has no zone: it is what stands on the sheet.
  if (cell instanceof Date) return cell.toISOString().slice(0, 16)
  return String(cell).trim()
}

/** @throws AppError with a sentence for a file that cannot be used */
export async function readForeignFile(
  file: { path: string; bytes: number },
  {
    columns,
    remembered,
    ...reading
  }: { columns: readonly (ForeignField | null)[] | undefined; remembered: Remembered; now: Date; oldestDays: number; method: ForeignMethod },
): Promise<ReadFile> {
  if (file.bytes > MOST_BYTES) throw fail(foreignErrors, 'foreign.file_too_long', { most: MOST_ROWS })
  try {
    const bytes = await readFile(file.path)
    await checkWorkbook(bytes)
    const { header, body } = await split(await openSheet(bytes), new Map(Object.entries(remembered)))
    const headers = header.map(textOf)
    const meant = columns === undefined ? recogniseForeignColumns(header, new Map(Object.entries(remembered))) : headers.map((_, at) => columns[at] ?? null)
    return {
      headers: headers.map((text, at) => text.slice(0, 60) || columnLetters(at)),
      keys: headers.map((text) => headerKey(text)),
      columns: meant,
      isEnough: isEnough(meant),
      ...readRows(body, meant, reading),
      digest: createHash('sha256').update(bytes).digest(),
    }
  } catch (error) {
    throw error instanceof WorkbookError ? fail(foreignErrors, 'foreign.file_unreadable', { fault: error.fault }) : error
  }
}

type Line = { at: number; cells: Cell[] }
/** The line of headers, and the lines beneath it. */
async function split(
  sheet: Awaited<ReturnType<typeof openSheet>>,
  remembered: ReadonlyMap<string, ForeignField | null>,
): Promise<{ header: Cell[]; body: Line[] }> {
  const first: Line[] = []
  const body: Line[] = []
  let header: Cell[] | null = null
  for await (const { at, cells } of sheet.rows()) {
    if (cells.every((cell) => textOf(cell) === '')) continue
    if (header === null) {
      first.push({ at, cells })
      if (recogniseForeignColumns(cells, remembered).filter((field) => field !== null).length >= 2) header = cells
      else if (first.length >= HEADER_ROWS) break
      continue
    }
    body.push({ at, cells })
    if (body.length > MOST_ROWS) throw fail(foreignErrors, 'foreign.file_too_long', { most: MOST_ROWS })
  }
  if (header !== null) return { header, body }
  const [top, ...others] = first
  if (top === undefined) throw fail(foreignErrors, 'foreign.file_empty')
  // No header is known: the first row is taken for it, and somebody says what its columns mean.
  return { header: top.cells, body: others }
}

function readRows(
  body: readonly Line[],
  columns: Columns,
  { now, oldestDays, method }: { now: Date; oldestDays: number; method: ForeignMethod },
): Pick<ReadFile, 'rows' | 'faults'> {
  const reading = { now: `${localDay(now)}T${localClock(now)}`, oldest: `${addDays(localDay(now), -oldestDays)}T00:00`, method }
  const rows: ReadRow[] = []
  const faults: ReadFile['faults'] = []
  for (const { at, cells } of body) {
    const said = readForeignRow((field) => textOf(cells[columns.indexOf(field)]), reading)
    if ('fault' in said) faults.push({ row: at + 1, fault: said.fault })
    else rows.push({ row: at + 1, said, at: instantOf(said.sampledAt), key: foreignKey(said) })
  }
  return { rows, faults }
}
const instantOf = (local: string): Date =>
  new Date(startOfDay(local.slice(0, 10)).getTime() + (Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16))) * 60_000)
