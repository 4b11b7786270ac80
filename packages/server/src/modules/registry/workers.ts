// The long steps of an import, run after the request that asked for them was answered.
import { AppError } from '../../platform/error.ts'
import { type Services, worker } from '../../platform/module.ts'
import { WorkbookError } from '../../platform/workbook/zip-gate.ts'
import { chainOf } from '../areas/index.ts'
import { doorsOf } from './offers.ts'
import { filesOf, runReadThread } from './import-files.ts'
import { openKey, sealPreview, setProgress } from './import-view.ts'
import { openName } from './person-fields.ts'
import { type Counts, isImportField, MOST_SHOWN, type Preview, type Problem, type ReadPerson, type ReadResult } from './read-ledger.ts'
import { hasPeopleUnder } from './repo/bulk.ts'
import * as repo from './repo/import.ts'
import { readSealedJson, writeSealed } from '../../platform/sealed-file.ts'
import { type CommitChoice, commitLedger, matchBatch, undoLedger } from './service/commit-import.ts'
import { failureOf, UNDO_HOURS } from './service/import.ts'
import type { ImportRow } from './tables.ts'

const everywhere = { paths: ['/'], as: 'reader' } as const
/** A database that is away comes back: the relay tries the work again. Anything else ends it. */
const isPassing = (error: unknown) => error instanceof AppError && error.status === 503

async function readImport(services: Services, { importId = '' }: Record<string, string>): Promise<void> {
  const { crypto, db, config } = services
  const found = await services.asSystem('registry.readImport', async (ctx) => {
    const row = await repo.findImport(ctx, importId)
    if (!row || row.state !== 'reading' || row.file_key === null) return null
    return {
      row,
      chain: (await chainOf(ctx, row.area_path)).map(({ level, name }) => ({ level, name })),
      remembered: await repo.listColumns(ctx, row.community_id),
    }
  })
  if (found === null) return
  const { row, chain, remembered } = found
  const files = filesOf(config.dataDir, importId)
  const key = openKey(crypto, importId, row.file_key!)
  const chosen = Array.isArray(row.fields) ? row.fields.map((field) => (isImportField(field) ? field : null)) : null
  // Work may be given out twice: the slower reader must not take back what has been committed since.
  const end = (change: Parameters<typeof repo.updateImport>[2]) =>
    services.asSystem('registry.readImport', async (ctx) => {
      if ((await repo.lockImport(ctx, importId))?.state === 'reading') await repo.updateImport(ctx, importId, change)
    })
  try {
    const result = await runReadThread(
      { kind: 'read', keys: crypto.exportForWorker(), fileKey: key, files, chain, remembered, fields: chosen },
      // How many rows there will be is not known before the last one.
      (rows) => setProgress(importId, 0.9 * (rows / (rows + 8_000))),
    )
    const told = await findKnown(services, row, key, result)
    await end({
      state: told.failure === null ? 'ready' : 'failed',
      failure: told.failure,
      counts: told.counts,
      preview: sealPreview(crypto, importId, told.preview),
    })
  } catch (error) {
    if (isPassing(error)) throw error
    if (!(error instanceof WorkbookError)) services.log.error({ err: error, importId }, 'a workbook could not be read')
    await end({ state: 'failed', failure: error instanceof WorkbookError ? failureOf(error.fault) : 'registry.unreadable_file' })
  } finally {
    setProgress(importId, null)
  }

  /** Looks up the read people in the ledger that is there: who is known, and whose number is another's. */
  async function findKnown({ db: database }: Pick<Services, 'db'>, { area_path }: ImportRow, fileKey: Buffer, result: ReadResult): Promise<ReadResult> {
    const counts: Counts = { ...result.counts }
    const preview: Preview = { ...result.preview, problems: [...result.preview.problems], duplicates: [...result.preview.duplicates] }
    const writer = writeSealed(files.known, fileKey)
    try {
      if (!(await db.tx(everywhere, (tx) => hasPeopleUnder({ tx }, area_path)))) return result
      const columnOfDocument = preview.columns.findIndex(({ field }) => field === 'documentNumber')
      for await (const batch of readSealedJson<ReadPerson[]>(files.people, fileKey)) {
        const { matches, doors } = await database.tx(everywhere, async (tx) => {
          const found = await matchBatch({ tx }, area_path, batch)
          return {
            matches: found,
            doors: await doorsOf(
              { tx } as never,
              [...found.values()].flatMap(({ homeId }) => homeId ?? []),
            ),
          }
        })
        const problems: Problem[] = []
        for (const person of batch) {
          const match = matches.get(person.row)
          if (!match) continue
          const other = (match.homeId === null ? null : doors.get(match.homeId)) ?? ''
          if (!match.isSameName) {
            counts.wrongRows += 1
            problems.push({
              row: person.row,
              column: columnOfDocument < 0 ? null : String.fromCharCode(65 + (columnOfDocument % 26)),
              field: 'documentNumber',
              problem: 'duplicate_in_ledger',
              other,
            })
            continue
          }
          if (person.sameAs === null) counts.duplicates += 1
          if (preview.duplicates.length < MOST_SHOWN)
            preview.duplicates.push({ row: person.row, name: openName(crypto, { id: match.personId, name: match.name }), matches: match.matches, other })
        }
        preview.problems.push(...problems.slice(0, Math.max(0, MOST_SHOWN - preview.problems.length)))
        if (problems.length > 0) writer.write(JSON.stringify(problems))
      }
      return { ...result, counts, preview }
    } finally {
      writer.close()
    }
  }
}

async function commitImport(services: Services, { importId = '' }: Record<string, string>): Promise<void> {
  await finish(services, importId, 'committing', 'ready', async () => {
    await services.asSystem('registry.commitImport', async (ctx) => {
      const row = await repo.lockImport(ctx, importId)
      if (row?.state !== 'committing' || row.file_key === null) return
      const made = await commitLedger(
        ctx,
        row,
        openKey(ctx.crypto, importId, row.file_key),
        filesOf(services.config.dataDir, importId),
        row.choice as CommitChoice,
        (share) => setProgress(importId, share),
      )
      const undoUntil = new Date(ctx.now.getTime() + UNDO_HOURS * 3_600_000)
      await repo.updateImport(ctx, importId, { state: 'committed', failure: null, made, committed_at: ctx.now, undo_until: undoUntil })
    })
    await services.db.analyze(['registry.home', 'registry.person', 'registry.residency'])
  })
}

async function undoImport(services: Services, { importId = '' }: Record<string, string>): Promise<void> {
  await finish(services, importId, 'undoing', 'committed', async () => {
    await services.asSystem('registry.undoImport', async (ctx) => {
      const row = await repo.lockImport(ctx, importId)
      if (row?.state !== 'undoing') return
      await undoLedger(ctx, row)
      await repo.updateImport(ctx, importId, { state: 'undone', failure: null, made: null, undo_until: null })
    })
  })
}

/** When the step fails the import is where it was before, with the reason. */
async function finish(services: Services, importId: string, during: ImportRow['state'], back: ImportRow['state'], step: () => Promise<void>): Promise<void> {
  try {
    await step()
  } catch (error) {
    if (isPassing(error)) throw error
    const failure = error instanceof AppError ? error.code : (error as { code?: string }).code === '23505' ? 'request.conflict' : 'server.unexpected'
    if (failure === 'server.unexpected')
      services.log.error({ kind: (error as Error).name, code: (error as { code?: string }).code, importId }, 'an import could not be finished')
    await services.asSystem('registry.importFailed', async (ctx) => {
      const row = await repo.lockImport(ctx, importId)
      if (row?.state === during) await repo.updateImport(ctx, importId, { state: back, failure })
    })
  } finally {
    setProgress(importId, null)
  }
}

export const workers = [worker('registry.readImport', readImport), worker('registry.commitImport', commitImport), worker('registry.undoImport', undoImport)]
