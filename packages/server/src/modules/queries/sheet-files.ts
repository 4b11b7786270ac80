// Runs the thread of a department's sheet.
import { Buffer } from 'node:buffer'
import { Worker } from 'node:worker_threads'
import { WorkbookError } from '../../platform/workbook/zip-gate.ts'
import type { SheetContent, SheetJob, SheetNote } from './sheet-thread.ts'

const MEMORY_MB = 192
const run = (job: SheetJob): Promise<Exclude<SheetNote, { fault: unknown } | { error: unknown }>> =>
  new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./sheet-thread.ts', import.meta.url), {
      workerData: job,
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 24 },
    })
    thread.on('message', (note: SheetNote) => {
      if ('fault' in note) reject(new WorkbookError(note.fault))
      else if ('error' in note) reject(new Error(`a sheet could not be worked on: ${note.error}`))
      else resolve(note)
    })
    thread.on('error', (error: Error & { code?: string }) => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new WorkbookError('file_too_large') : error))
    thread.on('exit', () => reject(new Error('the thread of a sheet ended')))
  })

/** @throws WorkbookError */
export async function readSheetFile(path: string, key: Buffer): Promise<SheetContent> {
  const note = await run({ kind: 'read', path, key })
  if (!('content' in note)) throw new Error('a sheet was not read')
  return note.content
}
/** @throws WorkbookError */
export async function patchSheetFile(job: Omit<Extract<SheetJob, { kind: 'patch' }>, 'kind'>): Promise<Buffer> {
  const note = await run({ kind: 'patch', ...job })
  if (!('bytes' in note)) throw new Error('a sheet was not written into')
  return Buffer.from(note.bytes)
}
