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
import { fail } from '../../platform/error.ts'
import { localClock, localDay, startOfDay } from '../../platform/time.ts'
import { cellText, readTable, type TableLine } from '../../platform/workbook/read-table.ts'

export const MOST_ROWS = 10_000
const MOST_BYTES = 16 * 1024 * 1024
/** Of a cell that cannot be read so much is kept to be looked at. */
const MOST_KEPT = 1_200
type Columns = (LeadField | null)[]
export type Remembered = Record<string, LeadField | null>
export type Cells = Partial<Record<LeadField, string>>
/** `row` counts from 1, as a spreadsheet shows it. */
export type ReadRow = { row: number; read: ReadLead; sentAt: Date | null }
export type UnreadRow = { row: number; fault: LeadFault; field: LeadField; cells: Cells }
export type LeadFile = { headers: string[]; keys: string[]; columns: Columns; isEnough: boolean; rows: ReadRow[]; unread: UnreadRow[]; digest: Buffer }

export const instantOf = (local: string): Date =>
  new Date(startOfDay(local.slice(0, 10)).getTime() + (Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16))) * 60_000)
export const localNow = (now: Date): string => `${localDay(now)}T${localClock(now)}`

/** @throws AppError with a sentence for a file that cannot be used */
export async function readLeadFile(
  file: { path: string; bytes: number },
  { columns, remembered, now, kind }: { columns: readonly (LeadField | null)[] | undefined; remembered: Remembered; now: Date; kind: LeadKind },
): Promise<LeadFile> {
  const known = new Map(Object.entries(remembered))
  const { header, headers, keys, lines, digest } = await readTable(file, {
    isHeader: (cells) => recogniseLeadColumns(cells, known).filter((field) => field !== null).length >= 2,
    mostRows: MOST_ROWS,
    mostBytes: MOST_BYTES,
    refuse: (fault, details) => fail(leadsErrors, `leads.${fault}`, details),
  })
  const meant = columns === undefined ? recogniseLeadColumns(header, known) : headers.map((_, at) => columns[at] ?? null)
  return { headers, keys, columns: meant, isEnough: areLeadColumnsEnough(meant), ...readRows(lines, meant, { now, kind }), digest }
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
function readRows(lines: readonly TableLine[], columns: Columns, reading: { now: Date; kind: LeadKind }): Pick<LeadFile, 'rows' | 'unread'> {
  const rows: ReadRow[] = []
  const unread: UnreadRow[] = []
  for (const line of lines) {
    const cells: Cells = {}
    for (const field of LEAD_FIELDS) {
      const text = cellText(line.cells[columns.indexOf(field)])
      if (text !== '') cells[field] = text
    }
    const read = readCells(cells, reading)
    if ('fault' in read) unread.push({ row: line.row, fault: read.fault, field: read.field, cells: kept(cells) })
    else rows.push({ row: line.row, ...read })
  }
  return { rows, unread }
}
