// 导入台账: a workbook comes in, is read aside, looked at, committed or taken back.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type registry, registryErrors } from '@xiaomen/contract'
import type { Ctx } from '../../../platform/ctx.ts'
import { AppError, fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { checkWorkbook } from '../../../platform/workbook/read-workbook.ts'
import { WorkbookError, type WorkbookFault } from '../../../platform/workbook/zip-gate.ts'
import { findArea } from '../../areas/index.ts'
import { filesOf, makeImportFolder, runReturnThread } from '../import-files.ts'
import { dataDirOf } from '../data-folder.ts'
import { importView, openPreview, sealKey, openKey } from '../import-view.ts'
import { isChangedSince } from '../repo/bulk.ts'
import { columnMask } from '../mask-cell.ts'
import * as repo from '../repo/import.ts'
import { sealFile } from '../../../platform/sealed-file.ts'
import type { ImportRow } from '../tables.ts'
import { XLSX_TYPE } from '../../../platform/workbook/write-workbook.ts'

type Registry = Handlers<typeof registry>

/** Our own 65,000-row street is 6 MB as a workbook and 10 MB as CSV. */
const MOST_BYTES = 32 * 1024 * 1024
export const UNDO_HOURS = 24
export const NO_COUNTS = { rows: 0, wrongRows: 0, compounds: 0, buildings: 0, units: 0, homes: 0, people: 0, duplicates: 0 }

export const failureOf = (fault: WorkbookFault) => `registry.${fault}` as keyof typeof registryErrors
const notFound = () => new AppError('request.not_found', 404)

export const startImport: Registry['startImport'] = async (ctx, { communityId }) => {
  const area = await findArea(ctx, communityId)
  if (!area) throw notFound()
  ctx.must('registry.import', area)
  if (area.level !== 'community' && area.level !== 'street') throw new AppError('request.invalid', 400)
  const file = ctx.file!
  if (file.bytes > MOST_BYTES) throw fail(registryErrors, 'registry.file_too_large')
  const format = await checkWorkbook(await readFile(file.path)).catch((error: unknown) => {
    throw error instanceof WorkbookError ? fail(registryErrors, failureOf(error.fault)) : error
  })
  const id = uuidv7(),
    key = randomBytes(32)
  const folder = dataDirOf()
  await makeImportFolder(folder)
  await sealFile(file.path, filesOf(folder, id).upload, key)
  await repo.insertImport(ctx, {
    community_id: communityId,
    id,
    area_id: area.id,
    area_path: area.path,
    account_id: ctx.actor.kind === 'account' ? ctx.actor.id : null,
    file_name: file.name.normalize('NFC').slice(0, 120),
    format,
    state: 'reading',
    failure: null,
    file_key: sealKey(ctx.crypto, id, key),
    fields: null,
    counts: NO_COUNTS,
    preview: null,
    choice: null,
    made: null,
    created_at: ctx.now,
    committed_at: null,
    undo_until: null,
  })
  ctx.audit.communityId(communityId)
  await ctx.enqueue('registry.readImport', { importId: id })
  return { importId: id }
}

async function mine(ctx: Ctx, importId: string, find: typeof repo.findImport): Promise<ImportRow> {
  const row = await find(ctx, importId)
  if (!row) throw notFound()
  ctx.must('registry.import', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  return row
}
const RUNNING: readonly ImportRow['state'][] = ['reading', 'committing', 'undoing']
const refuseRunning = (row: ImportRow) => {
  if (RUNNING.includes(row.state)) throw fail(registryErrors, row.state === 'reading' ? 'registry.import_not_ready' : 'registry.import_running')
}

export const remapImport: Registry['remapImport'] = async (ctx, { importId, fields }) => {
  const row = await mine(ctx, importId, repo.lockImport)
  refuseRunning(row)
  const preview = openPreview(ctx.crypto, row)
  if ((row.state !== 'ready' && row.state !== 'failed') || preview === null) throw fail(registryErrors, 'registry.import_not_ready')
  await repo.saveColumns(
    ctx,
    row.community_id,
    row.area_path,
    preview.columns.map(({ key }, at) => ({ key, field: fields[at] ?? null })),
  )
  const change = { fields: preview.columns.map((_, at) => fields[at] ?? null), state: 'reading' as const, failure: null }
  await repo.updateImport(ctx, importId, change)
  await ctx.enqueue('registry.readImport', { importId })
  return importView(ctx, { ...row, ...change })
}

export const getImport: Registry['getImport'] = async (ctx, { importId }) => importView(ctx, await mine(ctx, importId, repo.findImport))

export const listImports: Registry['listImports'] = async (ctx, { communityId }) => {
  const area = await findArea(ctx, communityId)
  if (!area) throw notFound()
  ctx.must('registry.import', area)
  return (await repo.listImports(ctx, communityId)).map((row) => {
    const { columns: _columns, problems: _problems, duplicates: _duplicates, ...view } = importView(ctx, { ...row, preview: null })
    return view
  })
}

export const commitImport: Registry['commitImport'] = async (ctx, { importId, leaveOutWrongRows, duplicates, rows }) => {
  const row = await mine(ctx, importId, repo.lockImport)
  refuseRunning(row)
  const counts = row.counts as typeof NO_COUNTS
  if (row.state !== 'ready' || row.file_key === null) throw fail(registryErrors, 'registry.import_not_ready')
  if (counts.homes === 0 || (counts.wrongRows > 0 && !leaveOutWrongRows)) throw fail(registryErrors, 'registry.import_has_wrong_rows')
  const change = { state: 'committing' as const, failure: null, choice: { leaveOutWrongRows, duplicates, ...(rows ? { rows } : {}) } }
  await repo.updateImport(ctx, importId, change)
  const preview = openPreview(ctx.crypto, row)
  if (preview) await repo.saveColumns(ctx, row.community_id, row.area_path, preview.columns)
  await ctx.enqueue('registry.commitImport', { importId })
  return importView(ctx, { ...row, ...change })
}

export const undoImport: Registry['undoImport'] = async (ctx, { importId }) => {
  const row = await mine(ctx, importId, repo.lockImport)
  refuseRunning(row)
  if (row.state !== 'committed') throw fail(registryErrors, 'registry.import_not_ready')
  if (row.undo_until === null || row.undo_until <= ctx.now) throw fail(registryErrors, 'registry.undo_too_late')
  if (await isChangedSince(ctx, row.area_path, importId)) throw fail(registryErrors, 'registry.undo_changed_since')
  await repo.updateImport(ctx, importId, { state: 'undoing', failure: null })
  await ctx.enqueue('registry.undoImport', { importId })
  return importView(ctx, { ...row, state: 'undoing', failure: null })
}

export const downloadImportErrors: Registry['downloadImportErrors'] = async (ctx, { importId, lang }) => {
  const row = await mine(ctx, importId, repo.findImport)
  const preview = openPreview(ctx.crypto, row)
  if (row.file_key === null || preview === null) throw fail(registryErrors, 'registry.import_not_ready')
  const files = filesOf(dataDirOf(), importId)
  // What was typed goes back in full to whoever typed it; a colleague sees in it what they see anywhere.
  const isOwn = ctx.actor.kind === 'account' && ctx.actor.id === row.account_id
  const sight = ctx.sight(row.area_path)
  const name = row.file_name.replace(/\.(xlsx|csv|txt)$/i, '')
  return {
    type: XLSX_TYPE,
    name: `${name}${lang === 'zh' ? '-问题' : '-problems'}.xlsx`,
    bytes: runReturnThread({
      kind: 'return',
      fileKey: openKey(ctx.crypto, importId, row.file_key),
      upload: files.upload,
      problemFiles: [files.problems, files.known],
      headerRow: preview.headerRow,
      width: preview.columns.length,
      hidden: isOwn ? [] : preview.columns.map((column) => columnMask(column.field, sight)),
      lang,
    }),
  }
}
