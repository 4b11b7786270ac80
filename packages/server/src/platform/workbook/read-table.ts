// A sheet somebody sent: its line of headers, wherever it stands, and the lines beneath it. Which headers mean something, the module says.
import type { Cell } from '@xiaomen/rules/registry'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { checkWorkbook, openSheet } from './read-workbook.ts'

const HEADER_ROWS = 10
/** `row` counts from 1, as a spreadsheet shows it. */
export type TableLine = { row: number; cells: readonly Cell[] }
export type Table = { header: readonly Cell[]; lines: TableLine[]; digest: Buffer }
export class TableError extends Error {
  readonly fault: 'tooLong' | 'empty'
  constructor(fault: 'tooLong' | 'empty') {
    super(fault)
    this.fault = fault
  }
}

export const cellText = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? '' : cell instanceof Date ? cell.toISOString().slice(0, 16) : String(cell).trim()

/**
 * @param means how many of a line's cells are headers that are known: the first line with two of them is the header; where none is, the first line is taken for it
 * @throws TableError, WorkbookError
 */
export async function readTable(
  file: { path: string; bytes: number },
  { means, mostRows, mostBytes }: { means: (cells: readonly Cell[]) => number; mostRows: number; mostBytes: number },
): Promise<Table> {
  if (file.bytes > mostBytes) throw new TableError('tooLong')
  const bytes = await readFile(file.path)
  await checkWorkbook(bytes)
  const first: TableLine[] = []
  const lines: TableLine[] = []
  let header: readonly Cell[] | null = null
  const sheet = await openSheet(bytes)
  for await (const { at, cells } of sheet.rows()) {
    if (cells.every((cell) => cellText(cell) === '')) continue
    if (header === null) {
      first.push({ row: at + 1, cells })
      if (means(cells) >= 2) header = cells
      else if (first.length >= HEADER_ROWS) break
      continue
    }
    lines.push({ row: at + 1, cells })
    if (lines.length > mostRows) throw new TableError('tooLong')
  }
  const [top, ...others] = first
  if (header === null && top === undefined) throw new TableError('empty')
  return { header: header ?? top!.cells, lines: header === null ? others : lines, digest: createHash('sha256').update(bytes).digest() }
}
