// Where an import's sealed files lie, and the threads that work on them.
import { rm, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { WorkbookError } from '../../platform/workbook/zip-gate.ts'
import type { ReturnTask, ThreadNote, ThreadTask } from './import-thread.ts'
import type { LedgerFiles, ReadResult, ReadTask } from './read-ledger.ts'

export type ImportFiles = LedgerFiles & { known: string }

export function filesOf(dataDir: string, importId: string): ImportFiles {
  const at = (name: string) => join(dataDir, 'imports', `${importId}.${name}`)
  return { upload: at('upload'), tree: at('tree'), people: at('people'), problems: at('problems'), known: at('known') }
}
export const makeImportFolder = (dataDir: string) => mkdir(join(dataDir, 'imports'), { recursive: true, mode: 0o700 })
export async function removeFiles(dataDir: string, importId: string): Promise<void> {
  await Promise.all(Object.values(filesOf(dataDir, importId)).map((path) => rm(path, { force: true })))
}

// A street needs half of this; what a stranger's file makes of it ends the thread and not the server.
const MEMORY_MB = 128

function start(task: ThreadTask): Worker {
  return new Worker(new URL('./import-thread.ts', import.meta.url), {
    workerData: task,
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 24 },
  })
}

/** @throws WorkbookError when the file is none */
export const runReadThread = (task: ReadTask, onRows: (rows: number) => void): Promise<ReadResult> =>
  new Promise((resolve, reject) => {
    const thread = start(task)
    thread.on('message', (note: ThreadNote) => {
      if ('rows' in note) onRows(note.rows)
      else if ('done' in note) resolve(note.done as ReadResult)
      else if ('fault' in note) reject(new WorkbookError(note.fault))
      else if ('error' in note) reject(new Error(`the import's thread failed: ${note.error}`))
    })
    thread.on('error', (error: Error & { code?: string }) => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new WorkbookError('file_too_large') : error))
    thread.on('exit', (code) => reject(new Error(`the import's thread ended with ${code}`)))
  })

/** Bytes of the returned workbook, made while they are read. */
export async function* runReturnThread(task: ReturnTask): AsyncGenerator<Buffer> {
  const thread = start(task)
  const waiting: ThreadNote[] = []
  let wake = () => {}
  const add = (note: ThreadNote) => {
    waiting.push(note)
    wake()
  }
  thread.on('message', add)
  thread.on('error', () => add({ error: 'thread' }))
  thread.on('exit', () => add({ error: 'ended' }))
  try {
    for (;;) {
      const note = waiting.shift()
      if (note === undefined) {
        await new Promise<void>((resolve) => (wake = resolve))
        continue
      }
      if ('chunk' in note) yield Buffer.from(note.chunk)
      else if ('done' in note) return
      else throw new Error('the returned workbook could not be made')
    }
  } finally {
    await thread.terminate()
  }
}
