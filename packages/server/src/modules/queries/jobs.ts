// 过期: files that nobody fetched, requests that nobody decided, forms that were filled long ago.
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { cron, type Services } from '../../platform/module.ts'
import { fileOf, folderOf, removeFile, sheetOf } from './data-folder.ts'
import * as repo from './repo/exports.ts'

const DAY_MS = 86_400_000
/** What waits for a reason or a second person waits a week, over a holiday too. */
const WAITING_DAYS = 7

export async function forgetFiles(services: Services): Promise<void> {
  const at = services.now().getTime()
  const { past, sheets } = await services.asSystem('queries.forgetFiles', async (ctx) => {
    const rows = await repo.listPast(ctx, { now: ctx.now, asked: new Date(at - WAITING_DAYS * DAY_MS) })
    for (const { id, state } of rows)
      await repo.updateExport(ctx, id, { file_key: null, spec: null, ticket: null, ...(state === 'taken' ? {} : { state: 'expired' as const }) })
    return { past: rows, sheets: await repo.deleteSheets(ctx, new Date(at - DAY_MS)) }
  })
  for (const { id } of past) await removeFile(fileOf(id))
  for (const id of sheets) await removeFile(sheetOf(id))
  // Sealed files without a row, left by a crash.
  for (const name of await readdir(folderOf()).catch(() => [])) {
    const found = await stat(join(folderOf(), name)).catch(() => null)
    if (found && Date.now() - found.mtimeMs > (WAITING_DAYS + 2) * DAY_MS) await removeFile(join(folderOf(), name))
  }
}
export const jobs = [cron('10 * * * *', 'queries.forgetFiles', forgetFiles)]
