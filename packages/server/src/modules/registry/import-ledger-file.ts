// A ledger brought in by the installation itself (demonstration, setup), by the very steps a user's upload takes.
import { copyFile, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { randomUUID } from 'node:crypto'
import type { Services } from '../../platform/module.ts'
import type { Counts } from './read-ledger.ts'
import { findImport } from './repo/import.ts'
import { commitImport, startImport } from './service/import.ts'
import { makeImportFolder } from './import-files.ts'
import { workers } from './workers.ts'

export type ImportedLedger = { importId: string; counts: Counts }

/**
 * `path` is the workbook; it stays where it is. Needs no relay: the steps run here, one after another.
 * @throws Error with the reason when anything in it is wrong
 */
export async function importLedgerFile(services: Services, { communityId, path, fileName = basename(path) }: { communityId: string; path: string; fileName?: string }): Promise<ImportedLedger> {
  const folder = join(services.config.dataDir, 'imports')
  await makeImportFolder(services.config.dataDir)
  const copy = join(folder, `${randomUUID()}.incoming`)
  await copyFile(path, copy)
  const run = (name: string, importId: string) => workers.find((worker) => worker.name === name)!.run(services, { importId })
  const look = (importId: string) => services.asSystem('registry.importLedgerFile', (ctx) => findImport(ctx, importId))
  try {
    const bytes = (await stat(copy)).size
    const { importId } = await services.asSystem('registry.startImport', (ctx) => startImport({ ...ctx, file: { name: fileName, path: copy, bytes } }, { communityId }))
    await run('registry.readImport', importId)
    const read = await look(importId)
    if (read?.state !== 'ready') throw new Error(`The ledger could not be read: ${read?.failure}`)
    await services.asSystem('registry.commitImport', (ctx) => commitImport(ctx, { importId, leaveOutWrongRows: false, duplicates: 'update' }))
    await run('registry.commitImport', importId)
    const done = await look(importId)
    if (done?.state !== 'committed') throw new Error(`The ledger could not be committed: ${done?.failure}`)
    return { importId, counts: done.counts as Counts }
  } finally {
    await rm(copy, { force: true })
  }
}
