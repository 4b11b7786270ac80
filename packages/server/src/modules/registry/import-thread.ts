// The thread of an import: it gets one task, tells its progress and its result, and ends.
import { Buffer } from 'node:buffer'
import { parentPort, Worker, workerData } from 'node:worker_threads'
import type { Cell } from '@xiaomen/rules/registry'
import { streamXlsx } from '../../platform/workbook/write-workbook.ts'
import { WorkbookError } from '../../platform/workbook/zip-gate.ts'
import { BATCH, openUpload, type PeopleSink, type PlainPerson, type Problem, readLedger, type ReadTask } from './read-ledger.ts'
import { type ColumnMask, maskCell } from './mask-cell.ts'
import type { SealRequest, SealTask } from './seal-thread.ts'
import { ERROR_HEADER, sentenceOf } from './problem-words.ts'
import { readSealedJson } from '../../platform/sealed-file.ts'

/**
 * Makes the uploaded workbook again, every cell where it was, with a column behind the last that says what is wrong. `headerRow` counts from 0.
 * `hidden`: what is masked, column by column; empty for whoever uploaded it.
 */
export type ReturnTask = {
  kind: 'return'
  fileKey: Uint8Array
  upload: string
  problemFiles: string[]
  headerRow: number
  width: number
  lang: 'zh' | 'en'
  hidden: (ColumnMask | null)[]
}
export type ThreadTask = ReadTask | ReturnTask
export type ThreadNote = { rows: number } | { done: unknown } | { chunk: Uint8Array } | { fault: WorkbookError['fault'] } | { error: string }

const port = parentPort!
const tell = (note: ThreadNote) => port.postMessage(note)

async function returnWorkbook({ fileKey, upload, problemFiles, headerRow, width, lang, hidden }: ReturnTask): Promise<void> {
  const key = Buffer.from(fileKey)
  const byRow = new Map<number, string[]>()
  for (const file of problemFiles) {
    for await (const batch of readSealedJson<Problem[]>(file, key)) {
      for (const problem of batch) byRow.set(problem.row, [...(byRow.get(problem.row) ?? []), sentenceOf(problem, lang)])
    }
  }
  const sheet = await openUpload(upload, key)
  const textOf = (cell: Cell) =>
    cell === null ? null : cell instanceof Date ? (Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)) : String(cell)
  const shown = (at: number, column: number, text: string | null) => {
    const mask = hidden[column]
    return at === headerRow || mask === null || mask === undefined || text === null ? text : maskCell(mask, text)
  }
  const line = (at: number, cells: readonly Cell[]) => {
    const wrong = [...(at === headerRow ? [ERROR_HEADER[lang]] : []), ...(byRow.get(at + 1) ?? [])]
    return [
      ...Array.from({ length: width }, (_, column) => shown(at, column, textOf(cells[column] ?? null))),
      wrong.length === 0 ? null : wrong.join(lang === 'zh' ? ';' : '; '),
    ]
  }
  // A row keeps its number: gaps between rows stay gaps.
  const lines = (async function* () {
    let next = 0
    for await (const { at, cells } of sheet.rows()) {
      for (; next < at && at - next < MOST_GAP; next += 1) yield line(next, [])
      yield line(at, cells)
      next = at + 1
    }
  })()
  const first = await lines.next()
  const header = first.done ? [ERROR_HEADER[lang]] : first.value
  const columns = header.map((text, column) => ({ header: text ?? '', width: column === width ? 60 : 16 }))
  for await (const chunk of streamXlsx({ name: sheet.name || 'Sheet1', columns, rows: lines })) tell({ chunk })
  tell({ done: null })
}
const MOST_GAP = 1_000

/** So many batches may lie between reading and sealing. */
const MOST_WAITING = 2

function sealingThread({ keys, fileKey, files }: ReadTask): PeopleSink {
  const thread = new Worker(new URL('./seal-thread.ts', import.meta.url), {
    workerData: { keys, fileKey, path: files.people } satisfies SealTask,
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 48 },
  })
  let batch: PlainPerson[] = []
  let waiting = 0
  let wake = () => {}
  let failure: Error | null = null
  thread.on('message', () => {
    waiting -= 1
    wake()
  })
  const fail = (error: Error) => {
    failure ??= error
    wake()
  }
  thread.on('error', fail)
  thread.on('exit', () => {
    if (waiting > 0) fail(new Error('the sealing thread ended early'))
  })
  const send = (request: SealRequest) => {
    waiting += 1
    thread.postMessage(request)
  }
  const until = async (most: number) => {
    while (waiting > most && failure === null) await new Promise<void>((resolve) => (wake = resolve))
    if (failure !== null) throw failure
  }
  return {
    add: (person) => {
      if (batch.push(person) < BATCH) return null
      send(batch)
      batch = []
      return until(MOST_WAITING)
    },
    close: async () => {
      if (batch.length > 0) send(batch)
      send(null)
      await until(0)
    },
  }
}

try {
  const task = workerData as ThreadTask
  if (task.kind === 'read') tell({ done: await readLedger(task, sealingThread(task), (rows) => tell({ rows })) })
  else await returnWorkbook(task)
} catch (error) {
  // Neither message nor stack leaves: they may quote a cell.
  tell(
    error instanceof WorkbookError
      ? { fault: error.fault }
      : { error: error instanceof Error ? `${error.name} ${(error.stack ?? '').split('\n').slice(1, 4).join(' ')}` : 'unknown' },
  )
}
