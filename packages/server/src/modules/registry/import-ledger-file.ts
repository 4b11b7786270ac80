// A ledger brought in by the installation itself (demonstration, setup), by the very steps a user's upload takes.
import { copyFile, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { randomUUID } from 'node:crypto'
import type { Services } from '../../platform/module.ts'
import type { Counts } from './read-ledger.ts'
import { findImport, updateImport } from './repo/import.ts'
import { commitImport, startImport } from './service/import.ts'
import { makeImportFolder } from './import-files.ts'
import type { ImportRow } from './tables.ts'

/** `actorId`: the account in whose name it is brought in, or null. */
export type LedgerToImport = { communityId: string; path: string; fileName?: string; actorId: string | null }
export type ImportedLedger = { importId: string; counts: Counts }

const LOOK_MS = 40

/**
 * `path` is the workbook; it stays where it is. The relay must be running: it does the long steps.
 * @throws Error with the reason when anything in it is wrong
 */
export async function importLedgerFile(services: Services, { communityId, path, fileName = basename(path), actorId }: LedgerToImport): Promise<ImportedLedger> {
  const folder = join(services.config.dataDir, 'imports')
  await makeImportFolder(services.config.dataDir)
  const copy = join(folder, `${randomUUID()}.incoming`)
  await copyFile(path, copy)
  /** Until the step is over: the import as it is then. */
  const until = async (importId: string, during: ImportRow['state']): Promise<ImportRow> => {
    for (;;) {
      const row = await services.db.tx({ paths: ['/'], as: 'reader' }, (tx) => findImport({ tx }, importId))
      if (!row) throw new Error('The import is gone.')
      if (row.state !== during) return row
      await setTimeout(LOOK_MS)
    }
  }
  try {
    const bytes = (await stat(copy)).size
    const { importId } = await services.asSystem('registry.startImport', async (ctx) => {
      const begun = await startImport({ ...ctx, file: { name: fileName, path: copy, bytes } }, { communityId })
      await updateImport(ctx, begun.importId, { account_id: actorId })
      return begun
    })
    const read = await until(importId, 'reading')
    if (read.state !== 'ready') throw new Error(`The ledger could not be read: ${read.failure}`)
    await services.asSystem('registry.commitImport', (ctx) => commitImport(ctx, { importId, leaveOutWrongRows: false, duplicates: 'update' }))
    const done = await until(importId, 'committing')
    if (done.state !== 'committed') throw new Error(`The ledger could not be committed: ${done.failure}`)
    return { importId, counts: done.counts as Counts }
  } finally {
    await rm(copy, { force: true })
  }
}
