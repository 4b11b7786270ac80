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
import { fail } from '../../platform/error.ts'
import { localClock, localDay, startOfDay } from '../../platform/time.ts'
import { cellText, readTable, type TableLine } from '../../platform/workbook/read-table.ts'

const MOST_ROWS = 10_000
const MOST_BYTES = 8 * 1024 * 1024
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

/** @throws AppError with a sentence for a file that cannot be used */
export async function readForeignFile(
  file: { path: string; bytes: number },
  {
    columns,
    remembered,
    ...reading
  }: { columns: readonly (ForeignField | null)[] | undefined; remembered: Remembered; now: Date; oldestDays: number; method: ForeignMethod },
): Promise<ReadFile> {
  const known = new Map(Object.entries(remembered))
  const { header, headers, keys, lines, digest } = await readTable(file, {
    isHeader: (cells) => recogniseForeignColumns(cells, known).filter((field) => field !== null).length >= 2,
    mostRows: MOST_ROWS,
    mostBytes: MOST_BYTES,
    refuse: (fault, details) => fail(foreignErrors, `foreign.${fault}`, details),
  })
  const meant = columns === undefined ? recogniseForeignColumns(header, known) : headers.map((_, at) => columns[at] ?? null)
  return { headers, keys, columns: meant, isEnough: isEnough(meant), ...readRows(lines, meant, reading), digest }
}

function readRows(
  lines: readonly TableLine[],
  columns: Columns,
  { now, oldestDays, method }: { now: Date; oldestDays: number; method: ForeignMethod },
): Pick<ReadFile, 'rows' | 'faults'> {
  const reading = { now: `${localDay(now)}T${localClock(now)}`, oldest: `${addDays(localDay(now), -oldestDays)}T00:00`, method }
  const rows: ReadRow[] = []
  const faults: ReadFile['faults'] = []
  for (const { row, cells } of lines) {
    const said = readForeignRow((field) => cellText(cells[columns.indexOf(field)]), reading)
    if ('fault' in said) faults.push({ row, fault: said.fault })
    else rows.push({ row, said, at: instantOf(said.sampledAt), key: foreignKey(said) })
  }
  return { rows, faults }
}
const instantOf = (local: string): Date =>
  new Date(startOfDay(local.slice(0, 10)).getTime() + (Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16))) * 60_000)
