// 读台账: a sealed workbook → sealed files of homes and people, and what is wrong with it. Runs in a thread of its own (import-thread.ts):
// reading, sealing and indexing a street takes seconds that the server does not have.
import { Buffer } from 'node:buffer'
import { LEVELS } from '@xiaomen/rules/areas'
import {
  type Cell,
  columnLetters,
  findHeader,
  HEADER_SEARCH_ROWS,
  headerKey,
  IMPORT_FIELDS,
  type ImportField,
  type ImportProblemKind,
  type Ledger,
  type LedgerPerson,
  type NamedArea,
  recogniseColumns,
  rowReader,
  startLedger,
} from '@xiaomen/rules/registry'
import type { KeyFile } from '../../platform/crypto.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { openSheet, type OpenedSheet, type SheetRow } from '../../platform/workbook/read-workbook.ts'
import type { Merge } from '../../platform/workbook/zip-gate.ts'
import { readSealed, writeSealed } from '../../platform/sealed-file.ts'

export type LedgerFiles = { upload: string; tree: string; people: string; problems: string }
export type ReadTask = {
  kind: 'read'
  keys: KeyFile
  fileKey: Uint8Array
  files: LedgerFiles
  /** The area it is brought into and those above it, from the top down. */
  chain: NamedArea[]
  remembered: [header: string, field: ImportField | null][]
  /** What the user said each column means; null: find out. */
  fields: (ImportField | null)[] | null
}
/** `row` counts from 1 as Excel shows it, `column` is its letters. */
export type Problem = { row: number; column: string | null; field: ImportField | null; problem: ImportProblemKind; other: string | null }
export type Counts = { rows: number; wrongRows: number; compounds: number; buildings: number; units: number; homes: number; people: number; duplicates: number }
export type Duplicate = { row: number; name: string; matches: 'document' | 'phoneAndName' | 'row'; other: string }
/** `headerRow` counts from 0. */
export type Preview = {
  headerRow: number
  columns: { header: string; key: string; field: ImportField | null; samples: string[] }[]
  problems: Problem[]
  duplicates: Duplicate[]
}
/** `failure` says why no row could be used at all. */
export type ReadResult = { preview: Preview; counts: Counts; fields: (ImportField | null)[]; failure: 'empty_sheet' | 'too_many_rows' | null }

export type TreePiece =
  | { kind: 'areas'; areas: ReturnType<Ledger['areas']> }
  | { kind: 'homes'; from: number; homes: ReturnType<Ledger['homes']> }
  | { kind: 'grids'; grids: ReturnType<Ledger['grids']> }
/** A person ready for the table; bytes as base64. `home` counts the homes of the tree file. */
export type ReadPerson = {
  row: number
  home: number
  id: string
  residencyId: string
  kind: string
  since: string | null
  sameAs: string | null
  name: string
  phone: string | null
  document: string | null
  document_kind: string | null
  document_country: string | null
  care: string | null
  lang: string | null
  name_tokens: number[]
  phone_index: string | null
  phone_tail: string | null
  document_index: string | null
  birth_index: string | null
}

/** A person as read, on the way to be sealed. */
export type PlainPerson = { row: number; home: number; id: string; person: LedgerPerson; sameAs: string | null }
/** Takes people one by one; a promise says to wait before the next. */
export type PeopleSink = { add(person: PlainPerson): Promise<void> | null; close(): Promise<void> }

/** Two districts' worth of people in one file is a mistake; 65,000 are one street. */
export const MOST_ROWS = 120_000
export const MOST_SHOWN = 500
export const BATCH = 1_000

async function readUpload(path: string, key: Buffer): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of readSealed(path, key)) pieces.push(piece)
  return Buffer.concat(pieces)
}
export const openUpload = async (path: string, key: Buffer): Promise<OpenedSheet> => openSheet(await readUpload(path, key))

/** Rows with anything in them, after the header; the header itself and what it means. */
export async function openLedger(sheet: OpenedSheet, remembered: ReadonlyMap<string, ImportField | null>, chosen: readonly (ImportField | null)[] | null) {
  const source = sheet.rows()[Symbol.asyncIterator]()
  const first: SheetRow[] = []
  while (first.length <= HEADER_SEARCH_ROWS) {
    const next = await source.next()
    if (next.done) break
    if (isFilled(next.value)) first.push(next.value)
  }
  const known = findHeader(
    first.map((row) => row.cells),
    remembered,
  )
  // Numbers as long as a telephone's in the first row: that is a person, not a header. The columns then go by their letters.
  const isHeaderless = known === null && (first[0]?.cells ?? []).some((cell) => /\d{6,}/.test(String(cell ?? '')))
  const found = known ?? (first.length === 0 ? null : isHeaderless ? { headerAt: -1, firstAt: 0 } : { headerAt: 0, firstAt: 1 })
  const header = found === null || isHeaderless ? null : first[found.headerAt]!
  const headers = isHeaderless ? first[0]!.cells.map((_, at) => columnLetters(at)) : (header?.cells ?? []).map((cell) => (cell === null ? '' : String(cell)))
  const fields = chosen === null ? recogniseColumns(headers, remembered) : headers.map((_, at) => chosen[at] ?? null)
  const rest = found === null ? [] : first.slice(found.firstAt)
  return {
    headers,
    fields,
    headerRow: header?.at ?? 0,
    rows: async function* (): AsyncGenerator<SheetRow> {
      yield* rest
      for (let next = await source.next(); !next.done; next = await source.next()) if (isFilled(next.value)) yield next.value
    },
    stop: async () => void (await source.return?.(undefined)),
  }
}
const isFilled = (row: SheetRow) => row.cells.some((cell) => cell !== null && cell !== '')

/** @throws WorkbookError when the file is none */
export async function readLedger(task: ReadTask, people: PeopleSink, onRows: (rows: number) => void): Promise<ReadResult> {
  const key = Buffer.from(task.fileKey)
  const sheet = await openUpload(task.files.upload, key)
  const remembered = new Map(task.remembered)
  const opened = await openLedger(sheet, remembered, task.fields)
  const { headers, fields, headerRow } = opened
  const columnOf = (field: ImportField | null) => {
    const at = field === null ? -1 : fields.indexOf(field)
    return at < 0 ? null : columnLetters(at)
  }

  const problems = problemSink(writeSealed(task.files.problems, key))
  const samples = headers.map((): string[] => [])
  const ledger = startLedger(task.chain)
  const readRow = rowReader(fields)
  const idOfRow = new Map<number, string>()
  const duplicates: Duplicate[] = []
  const counts: Counts = { rows: 0, wrongRows: 0, compounds: 0, buildings: 0, units: 0, homes: 0, people: 0, duplicates: 0 }
  let failure: ReadResult['failure'] = null

  const missing = (['door', 'name'] as const).filter((field) => !fields.includes(field))
  if (headers.length > 0) for (const field of missing) problems.add({ row: headerRow + 1, column: null, field, problem: 'missing_column', other: null })
  const covered = coveredCells(sheet.merges, fields, headerRow)

  for await (const { at, cells, formulas } of opened.rows()) {
    const row = at + 1
    counts.rows += 1
    if (counts.rows % 2_000 === 0) onRows(counts.rows)
    if (counts.rows > MOST_ROWS) {
      failure = 'too_many_rows'
      problems.add({ row, column: null, field: null, problem: 'too_many_rows', other: String(MOST_ROWS) })
      await opened.stop()
      break
    }
    sample(samples, cells)
    if (missing.length > 0) continue
    const marked = markedCells(row, formulas, covered.get(at), fields)
    const { row: parsed, problems: wrong } = readRow(cells)
    const told = [
      ...marked,
      ...wrong.filter(({ field }) => !marked.some((mark) => mark.field === field)).map((one) => ({ row, column: columnOf(one.field), ...one, other: null })),
    ]
    if (parsed === null || told.length > 0) {
      // A row under a merged cell looks empty where the cell covers it: that alone is said of it.
      const shown = marked.some(({ problem }) => problem === 'merged_cell') ? marked : told
      shown.forEach(problems.add)
      if (shown.length > 0) counts.wrongRows += 1
      continue
    }
    const added = ledger.add(row, parsed)
    if (added.problems.length > 0) {
      counts.wrongRows += 1
      for (const { field, problem, otherRow } of added.problems)
        problems.add({ row, column: columnOf(field), field, problem, other: otherRow === null ? null : String(otherRow) })
      continue
    }
    const { person } = added
    if (!person) continue
    counts.people += 1
    const id = uuidv7()
    idOfRow.set(row, id)
    if (added.sameAs !== null) {
      counts.duplicates += 1
      if (duplicates.length < MOST_SHOWN) duplicates.push({ row, name: person.name, matches: 'row', other: String(added.sameAs) })
    }
    const pause = people.add({ row, home: added.home, id, person, sameAs: added.sameAs === null ? null : (idOfRow.get(added.sameAs) ?? null) })
    // Only when a batch is full: an await for each row would cost as much as reading it.
    if (pause) await pause
  }
  await people.close()
  if (counts.rows === 0) {
    failure = 'empty_sheet'
    problems.add({ row: headers.length === 0 ? 1 : headerRow + 2, column: 'A', field: null, problem: 'empty_sheet', other: null })
  }
  problems.close()
  writeTree(ledger, task.files.tree, key)
  const areas = ledger.areas()
  const ofLevel = (level: (typeof LEVELS)[number]) => areas.filter((area) => area.level === level).length
  Object.assign(counts, { compounds: ofLevel('compound'), buildings: ofLevel('building'), units: ofLevel('unit'), homes: ledger.homes().length })
  const columns = headers.map((header, at) => ({ header: header.slice(0, 100), key: headerKey(header), field: fields[at] ?? null, samples: samples[at]! }))
  return { preview: { headerRow, columns, problems: problems.first, duplicates }, counts, fields: [...fields], failure }
}

function writeTree(ledger: Ledger, path: string, key: Buffer): void {
  const writer = writeSealed(path, key)
  const put = (piece: TreePiece) => writer.write(JSON.stringify(piece))
  const homes = ledger.homes()
  put({ kind: 'areas', areas: ledger.areas() })
  for (let from = 0; from < homes.length; from += BATCH) put({ kind: 'homes', from, homes: homes.slice(from, from + BATCH) })
  put({ kind: 'grids', grids: ledger.grids() })
  writer.close()
}

function batchSink<T>(writer: ReturnType<typeof writeSealed>) {
  let batch: T[] = []
  const flush = () => {
    if (batch.length > 0) writer.write(JSON.stringify(batch))
    batch = []
  }
  return {
    add: (one: T) => {
      if (batch.push(one) >= BATCH) flush()
    },
    close: () => {
      flush()
      writer.close()
    },
  }
}

function problemSink(writer: ReturnType<typeof writeSealed>) {
  const first: Problem[] = []
  const sink = batchSink<Problem>(writer)
  return {
    first,
    add: (problem: Problem) => {
      if (first.length < MOST_SHOWN) first.push(problem)
      sink.add(problem)
    },
    close: sink.close,
  }
}

const MOST_COVERED = 200_000
/** Row → columns hidden under a merged cell, below the header and in columns that mean something. */
function coveredCells(merges: readonly Merge[], fields: readonly (ImportField | null)[], headerRow: number): Map<number, number[]> {
  const covered = new Map<number, number[]>()
  let cells = 0
  for (const { top, left, bottom, right } of merges) {
    for (let row = Math.max(top, headerRow + 1); row <= bottom && cells < MOST_COVERED; row += 1) {
      for (let column = left; column <= Math.min(right, fields.length - 1); column += 1) {
        if ((row === top && column === left) || fields[column] === null) continue
        cells += 1
        covered.set(row, [...(covered.get(row) ?? []), column])
      }
    }
  }
  return covered
}

function markedCells(row: number, formulas: readonly number[], covered: readonly number[] | undefined, fields: readonly (ImportField | null)[]): Problem[] {
  const mark = (column: number, problem: ImportProblemKind): Problem => ({ row, column: columnLetters(column), field: fields[column]!, problem, other: null })
  return [
    ...(covered ?? []).map((column) => mark(column, 'merged_cell')),
    ...formulas.filter((column) => fields[column] !== null && fields[column] !== undefined).map((column) => mark(column, 'formula_cell')),
  ]
}

const SAMPLES = 3
function sample(samples: string[][], cells: readonly Cell[]): void {
  for (let at = 0; at < samples.length; at += 1) {
    const cell = cells[at]
    if (samples[at]!.length >= SAMPLES || cell === null || cell === undefined || cell === '') continue
    samples[at]!.push((cell instanceof Date ? (Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)) : String(cell)).toWellFormed().slice(0, 40))
  }
}

export const isImportField = (value: unknown): value is ImportField => (IMPORT_FIELDS as readonly unknown[]).includes(value)
