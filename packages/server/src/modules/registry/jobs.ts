import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { cron, type Services } from '../../platform/module.ts'
import { duplicateJobs } from './find-duplicates.ts'
import { removeFiles } from './import-files.ts'
import { openName, personSealer } from './person-fields.ts'
import { listStaleImports, updateImport } from './repo/import.ts'
import { lockOldNames, updateNameTokens } from './repo/search.ts'
import { tellSilentLandlords } from './silent-landlords.ts'

const DAY_MS = 86_400_000
const UNFINISHED: readonly string[] = ['reading', 'ready', 'committing']

/** What an upload held is kept until it can no longer be undone; one that nobody finished, a week. Sealed files without a row go too. */
async function forgetUploads(services: Services): Promise<void> {
  const { config, now } = services
  const at = now().getTime()
  const stale = await services.asSystem('registry.forgetUploads', async (ctx) => {
    const rows = await listStaleImports(ctx, { done: new Date(at - 2 * DAY_MS), abandoned: new Date(at - 7 * DAY_MS) })
    // Without its files it can never be finished: said so, instead of waiting for ever.
    for (const { id, state } of rows)
      await updateImport(ctx, id, {
        file_key: null,
        preview: null,
        ...(UNFINISHED.includes(state) ? { state: 'failed' as const, failure: 'registry.import_not_ready' } : {}),
      })
    return rows
  })
  for (const { id } of stale) await removeFiles(config.dataDir, id)
  const folder = join(config.dataDir, 'imports')
  for (const name of await readdir(folder).catch(() => [])) {
    const found = await stat(join(folder, name)).catch(() => null)
    if (found && at - found.mtimeMs > 8 * DAY_MS) await removeFiles(config.dataDir, name.split('.')[0]!)
  }
}

const PART = 400

/**
 * Brings names whose pieces are in the earlier form into the present one: what an upgrade found, what an import read before it. A migration cannot: pieces
 * are keyed. Each part is a transaction of its own, so a run that was cut off goes on where it was; with nothing left it costs one look into an empty index.
 */
export async function renewNames({ asSystem }: Services): Promise<number> {
  for (let renewed = 0; ;) {
    const done = await asSystem('registry.renewNames', async (ctx) => {
      const rows = await lockOldNames(ctx, PART)
      const sealer = personSealer(ctx.crypto)
      if (rows.length > 0)
        await updateNameTokens(
          ctx,
          rows.map((row) => ({ id: row.id, tokens: sealer.nameTokens(openName(ctx.crypto, row)) })),
        )
      return rows.length
    })
    renewed += done
    if (done < PART) return renewed
  }
}

export const jobs = [
  ...duplicateJobs,
  cron('25 3 * * *', 'registry.forgetUploads', forgetUploads),
  cron('*/10 * * * *', 'registry.renewNames', async (services) => {
    await renewNames(services)
  }),
  cron('10 8 * * *', 'registry.tellSilentLandlords', tellSilentLandlords),
]
