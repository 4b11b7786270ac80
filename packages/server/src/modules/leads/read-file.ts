// A giver's list, row by row, as far as it can be read: what its columns mean, its rows, and which of them wait and why.
import { leadsErrors } from '@xiaomen/contract'
import {
  areLeadColumnsEnough,
  LEAD_FIELDS,
  type LeadFault,
  type LeadField,
  type LeadKind,
  readLead,
  type ReadLead,
  recogniseLeadColumns,
} from '@xiaomen/rules/leads'
import { type Cell, columnLetters, headerKey } from '@xiaomen/rules/registry'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fail } from '../../platform/error.ts'
import { localClock, localDay, startOfDay } from '../../platform/time.ts'
import { checkWorkbook, openSheet } from '../../platform/workbook/read-workbook.ts'
import { WorkbookError } from '../../platform/workbook/zip-gate.ts'

export const MOST_ROWS = 10_000
const MOST_BYTES = 16 * 1024 * 1024
const HEADER_ROWS = 10
/** Of a cell that cannot be read so much is kept to be looked at. */
const MOST_KEPT = 1_200
type Columns = (LeadField | null)[]
export type Remembered = Record<string, LeadField | null>
export type Cells = Partial<Record<LeadField, string>>
/** `row` counts from 1, as a spreadsheet shows it. */
export type ReadRow = { row: number; read: ReadLead; sentAt: Date | null }
export type UnreadRow = { row: number; fault: LeadFault; field: LeadField; cells: Cells }
export type LeadFile = { headers: string[]; keys: string[]; columns: Columns; isEnough: boolean; rows: ReadRow[]; unread: UnreadRow[]; digest: Buffer }

const textOf = (cell: Cell | undefined): string => {
  if (cell === null || cell === undefined) return ''
  // A date in a workbook has no zone: it is what stands on the sheet.
  if (cell instanceof Date) return cell.toISOString().slice(0, 16)
  return String(cell).trim()
}
export const instantOf = (local: string): Date =>
  new Date(startOfDay(local.slice(0, 10)).getTime() + (Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16))) * 60_000)
export const localNow = (now: Date): string => `${localDay(now)}T${localClock(now)}`

/** @throws AppError with a sentence for a file that cannot be used */
export async function readLeadFile(
  file: { path: string; bytes: number },
  { columns, remembered, now, kind }: { columns: readonly (LeadField | null)[] | undefined; remembered: Remembered; now: Date; kind: LeadKind },
): Promise<LeadFile> {
  if (file.bytes > MOST_BYTES) throw fail(leadsErrors, 'leads.file_too_long', { most: MOST_ROWS })
  try {
    const bytes = await readFile(file.path)
    await checkWorkbook(bytes)
    const known = new Map(Object.entries(remembered))
    const { header, body } = await split(await openSheet(bytes), known)
    const headers = header.map(textOf)
    const meant = columns === undefined ? recogniseLeadColumns(header, known) : headers.map((_, at) => columns[at] ?? null)
    const isEnough = areLeadColumnsEnough(meant)
    return {
      headers: headers.map((text, at) => text.slice(0, 60) || columnLetters(at)),
      keys: headers.map((text) => headerKey(text)),
      columns: meant,
      isEnough,
      ...readRows(body, meant, { now, kind }),
      digest: createHash('sha256').update(bytes).digest(),
    }
  } catch (error) {
    throw error instanceof WorkbookError ? fail(leadsErrors, 'leads.file_unreadable', { fault: error.fault }) : error
  }
}

type Line = { at: number; cells: Cell[] }
/** The line of headers, and the lines beneath it. */
async function split(
  sheet: Awaited<ReturnType<typeof openSheet>>,
  remembered: ReadonlyMap<string, LeadField | null>,
): Promise<{ header: Cell[]; body: Line[] }> {
  const first: Line[] = []
  const body: Line[] = []
  let header: Cell[] | null = null
  for await (const { at, cells } of sheet.rows()) {
    if (cells.every((cell) => textOf(cell) === '')) continue
    if (header === null) {
      first.push({ at, cells })
      if (recogniseLeadColumns(cells, remembered).filter((field) => field !== null).length >= 2) header = cells
      else if (first.length >= HEADER_ROWS) break
      continue
    }
    body.push({ at, cells })
    if (body.length > MOST_ROWS) throw fail(leadsErrors, 'leads.file_too_long', { most: MOST_ROWS })
  }
  if (header !== null) return { header, body }
  const [top, ...others] = first
  if (top === undefined) throw fail(leadsErrors, 'leads.file_empty')
  // No header is known: the first row is taken for it, and somebody says what its columns mean.
  return { header: top.cells, body: others }
}

/** One row of cells; also what another system sent. */
export function readCells(
  cells: Cells,
  { now, kind }: { now: Date; kind: LeadKind },
): { read: ReadLead; sentAt: Date | null } | { fault: LeadFault; field: LeadField } {
  const read = readLead((field) => cells[field] ?? '', { now: localNow(now), kind })
  return 'fault' in read ? read : { read, sentAt: read.sentAt === null ? null : instantOf(read.sentAt) }
}
/** As much of a cell as is kept where it cannot be read. */
export const kept = (cells: Cells): Cells => Object.fromEntries(Object.entries(cells).map(([field, text]) => [field, [...text].slice(0, MOST_KEPT).join('')]))
function readRows(body: readonly Line[], columns: Columns, reading: { now: Date; kind: LeadKind }): Pick<LeadFile, 'rows' | 'unread'> {
  const rows: ReadRow[] = []
  const unread: UnreadRow[] = []
  for (const line of body) {
    const cells: Cells = {}
    for (const field of LEAD_FIELDS) {
      const text = textOf(line.cells[columns.indexOf(field)])
      if (text !== '') cells[field] = text
    }
    const read = readCells(cells, reading)
    if ('fault' in read) unread.push({ row: line.at + 1, fault: read.fault, field: read.field, cells: kept(cells) })
    else rows.push({ row: line.at + 1, ...read })
  }
  return { rows, unread }
}
