// The thread in which a department's sheet is read and written into: what a stranger's file does to it ends the thread and not the server.
import { Buffer } from 'node:buffer'
import { parentPort, workerData } from 'node:worker_threads'
import { findSheetHeader, HEADER_ROWS, type MergedRange, type SheetHeader } from '@xiaomen/rules/queries'
import { readSealed } from '../../platform/sealed-file.ts'
import type { Mark } from '../../platform/workbook/make-book.ts'
import { patchBook } from '../../platform/workbook/patch-book.ts'
import type { SheetPatch } from '../../platform/workbook/patch-sheet.ts'
import { type Cell, openSheet } from '../../platform/workbook/read-workbook.ts'
import { WorkbookError } from '../../platform/workbook/zip-gate.ts'

export type SheetContent = {
  format: 'xlsx' | 'csv'
  part: string
  header: SheetHeader | null
  merges: readonly MergedRange[]
  /** Every row with something in it, by its place in the sheet from 0; columns whose cell is worked out are named. */
  rows: { at: number; cells: string[]; formulas: readonly number[] }[]
}
type File = { path: string; key: Uint8Array }
export type SheetJob = ({ kind: 'read' } & File) | ({ kind: 'patch'; part: string; patch: SheetPatch; mark: Mark } & File)
export type SheetNote = { content: SheetContent } | { bytes: Uint8Array } | { fault: WorkbookError['fault'] } | { error: string }

/** A form a department sends has some hundred rows. */
const MOST_SHEET_ROWS = 20_000
const MOST_COLUMNS = 200
const textOf = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? '' : cell instanceof Date ? (Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)) : String(cell).trim()

async function whole({ path, key }: File): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of readSealed(path, Buffer.from(key))) pieces.push(piece)
  return Buffer.concat(pieces)
}

async function read(file: File): Promise<SheetContent> {
  const sheet = await openSheet(await whole(file))
  const rows: SheetContent['rows'] = []
  const first: Cell[][] = []
  for await (const { at, cells, formulas } of sheet.rows()) {
    if (at >= MOST_SHEET_ROWS || cells.length > 16_000) throw new WorkbookError('file_too_large')
    const texts = cells.slice(0, MOST_COLUMNS).map((cell, column) => (formulas.includes(column) ? '' : textOf(cell)))
    if (at < HEADER_ROWS + 10) first[at] = texts
    if (texts.some((text) => text !== '') || formulas.length > 0) rows.push({ at, cells: texts, formulas })
  }
  const merges = sheet.merges.filter(({ top }) => top < HEADER_ROWS + 10)
  return {
    format: sheet.format,
    part: sheet.part,
    header: findSheetHeader(
      Array.from(first, (row) => row ?? []),
      merges,
    ),
    merges,
    rows,
  }
}

const tell = (note: SheetNote) => parentPort!.postMessage(note)
try {
  const job = workerData as SheetJob
  if (job.kind === 'read') tell({ content: await read(job) })
  else tell({ bytes: await patchBook(await whole(job), job.part, job.patch, job.mark) })
} catch (error) {
  // Neither message nor stack leaves: they may quote a cell.
  tell(error instanceof WorkbookError ? { fault: error.fault } : { error: error instanceof Error ? error.name : 'unknown' })
}
