// 填部门的表: a form comes in, its columns are mapped once, it goes back filled.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type queries, queriesErrors } from '@xiaomen/contract'
import { FILL_SOURCES, FIXED, isColumnKey, sheetFingerprint, type SheetHeader, suggestFields, suggestSource } from '@xiaomen/rules/queries'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { sealFile } from '../../../platform/sealed-file.ts'
import { checkWorkbook } from '../../../platform/workbook/read-workbook.ts'
import { WorkbookError, type WorkbookFault } from '../../../platform/workbook/zip-gate.ts'
import { makeFolder, removeFile, sheetOf } from '../data-folder.ts'
import { notFound, placeFor } from '../place.ts'
import * as repo from '../repo/exports.ts'
import { soughtRows } from '../fill-sheet.ts'
import { openJson, sealJson, sealText } from '../seals.ts'
import { readSheetFile } from '../sheet-files.ts'
import type { SheetRow } from '../tables.ts'
import type { SheetTask, Task } from '../task.ts'
import { official, startExport } from './exports.ts'

type Queries = Handlers<typeof queries>
/** A form with a thousand formatted rows is a tenth of this. */
const MOST_SHEET_BYTES = 4 * 1024 * 1024
export type AboutSheet = { fileName: string; format: 'xlsx' | 'csv'; header: SheetHeader; fingerprint: string }
type Remembered = { source: SheetTask['source']; fields: SheetTask['fields'] }

export const faultCode = (fault: WorkbookFault) => `queries.${fault}` as keyof typeof queriesErrors
const fingerprintOf = (ctx: Ctx, labels: string) => ctx.crypto.index('queries.sheet_map.fingerprint', labels)
const mapName = (communityId: string, fingerprint: Buffer) => `${communityId} ${fingerprint.toString('hex')}`

async function rememberedFor(ctx: Ctx, communityId: string, labels: string): Promise<Remembered | null> {
  const fingerprint = fingerprintOf(ctx, labels)
  const row = await repo.findMap(ctx, communityId, fingerprint)
  return row ? openJson<Remembered>(ctx.crypto, 'sheet_map', mapName(communityId, fingerprint), 'fields', row.fields) : null
}

export const readSheet: Queries['readSheet'] = async (ctx, { areaId }) => {
  const place = await placeFor(ctx, 'queries.export', { areaId })
  const file = ctx.file!
  if (file.bytes > MOST_SHEET_BYTES) throw fail(queriesErrors, 'queries.file_too_large')
  const id = uuidv7(),
    key = randomBytes(32)
  await makeFolder()
  await sealFile(file.path, sheetOf(id), key)
  const content = await (async () => {
    await checkWorkbook(await readFile(file.path))
    return readSheetFile(sheetOf(id), key)
  })().catch(async (error: unknown) => {
    await removeFile(sheetOf(id))
    throw error instanceof WorkbookError ? fail(queriesErrors, faultCode(error.fault)) : error
  })
  const { header } = content
  if (header === null) {
    await removeFile(sheetOf(id))
    throw fail(queriesErrors, 'queries.no_header')
  }
  const fileName = file.name
    .normalize('NFC')
    .replace(/[\u0000-\u001F/\\]/g, '')
    .slice(0, 120)
  const about: AboutSheet = { fileName, format: content.format, header, fingerprint: sheetFingerprint(header.labels) }
  const row: SheetRow = {
    community_id: place.communityId,
    id,
    area_path: place.path,
    account_id: official(ctx).id,
    file_key: sealText(ctx.crypto, 'sheet', id, 'file_key', key.toString('base64')),
    about: sealJson(ctx.crypto, 'sheet', id, 'about', about),
    created_at: ctx.now,
  }
  await repo.insertSheet(ctx, row)
  const remembered = await rememberedFor(ctx, place.communityId, about.fingerprint)
  const source = remembered?.source ?? (suggestSource(header.labels) as SheetTask['source'])
  const suggested = remembered === null ? suggestFields(header.labels, source).map((key_) => ({ key: key_, text: undefined })) : remembered.fields
  // Rows with two words or more: a line 'filled in by:' is none.
  const beneath = content.rows.filter((one) => one.at >= header.firstAt && one.cells.filter((text) => text !== '').length >= 2)
  return {
    id,
    fileName,
    format: content.format,
    headerRow: header.at + 1,
    columns: header.labels.map((label, at) => ({
      label,
      field: suggested[at]?.key ?? null,
      text: suggested[at]?.text ?? null,
      samples: beneath.flatMap((one) => one.cells[at] || []).slice(0, 3),
    })),
    source,
    rows: soughtRows(content, header, suggested).length,
    isRemembered: remembered !== null,
  }
}

export const fillSheet: Queries['fillSheet'] = async (ctx, { areaId, gridId, sheetId, source, filter, fields, how, purpose, lang }) => {
  const place = await placeFor(ctx, 'queries.export', { areaId, gridId })
  const sheet = await repo.findSheet(ctx, sheetId)
  if (!sheet || sheet.account_id !== official(ctx).id) throw notFound()
  const unknown = fields.find(({ key }) => key !== null && key !== FIXED && !isColumnKey(source, key))
  if (unknown !== undefined || !FILL_SOURCES.includes(source)) throw fail(queriesErrors, 'queries.unknown_column', { key: unknown?.key ?? source })
  if (how === 'match' && source !== 'homes' && ctx.sight(place.path).name !== 'full') throw fail(queriesErrors, 'queries.names_masked')
  const about = openJson<AboutSheet>(ctx.crypto, 'sheet', sheet.id, 'about', sheet.about)
  const fingerprint = fingerprintOf(ctx, about.fingerprint)
  await repo.saveMap(ctx, {
    community_id: place.communityId,
    fingerprint,
    area_path: place.communityPath,
    fields: sealJson(ctx.crypto, 'sheet_map', mapName(place.communityId, fingerprint), 'fields', { source, fields } satisfies Remembered),
    changed_by: sheet.account_id,
    changed_at: ctx.now,
  })
  const { format } = about
  const task: Task = { kind: 'sheet', sheetId, source, filter, fields, how, lang, format, paths: place.paths, placeName: place.name }
  const base = about.fileName.replace(/\.[A-Za-z]{2,5}$/, '')
  const ending = /\.[A-Za-z]{2,5}$/.exec(about.fileName)?.[0] ?? `.${format}`
  return startExport(ctx, place, { kind: 'sheet', source, task, purpose, fileName: `${base}${lang === 'zh' ? '-已填' : '-filled'}${ending}` })
}
