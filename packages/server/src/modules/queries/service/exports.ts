// 导出: asked for, made aside, above the limits approved by a second person, fetched once.
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { commonErrors, type queries, queriesErrors } from '@xiaomen/contract'
import { isInForce } from '@xiaomen/rules/access'
import { FETCH_HOURS, NO_COUNTS, type ClassCounts } from '@xiaomen/rules/queries'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { readSealed } from '../../../platform/sealed-file.ts'
import { CSV_TYPE, XLSX_TYPE } from '../../../platform/workbook/write-workbook.ts'
import { accountNames } from '../../access/index.ts'
import { secondHand } from '../../approvals/index.ts'
import { listAreas } from '../../areas/index.ts'
import { fileOf, makeFolder, removeFile } from '../data-folder.ts'
import { type AskedPlace, notFound, placeFor } from '../place.ts'
import { progressOf } from '../progress.ts'
import * as repo from '../repo/exports.ts'
import { openFileKey, openText, sealJson, sealText } from '../seals.ts'
import { checkSpec, mustRead } from '../spec.ts'
import type { Task } from '../task.ts'
import type { ExportRow } from '../tables.ts'

type Queries = Handlers<typeof queries>
const DAY_MS = 86_400_000
/** So long a ticket opens the file: a download that broke off may be begun again. */
const TICKET_MS = 10 * 60_000
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
/** Printed on every page: eight letters without those that look alike. */
const makeCode = () =>
  [...randomBytes(8)]
    .map((byte) => LETTERS[byte % LETTERS.length])
    .join('')
    .replace(/^(.{4})/, '$1-')

export const official = (ctx: Ctx) => {
  if (ctx.actor.kind !== 'account') throw fail(commonErrors, 'access.denied')
  return ctx.actor
}

export async function viewsOf(ctx: Ctx, rows: readonly ExportRow[]) {
  const areas = new Map((await listAreas(ctx, [...new Set(rows.map((row) => row.area_id))])).map((area) => [area.id, area.name]))
  const names = await accountNames(ctx, [...new Set(rows.flatMap((row) => [row.account_id, ...(row.decided_by === null ? [] : [row.decided_by])]))])
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    areaName: areas.get(row.area_id) ?? '—',
    title: row.file_name === null ? '' : openText(ctx.crypto, 'export', row.id, 'file_name', row.file_name),
    purpose: openText(ctx.crypto, 'export', row.id, 'purpose', row.purpose),
    reason: row.reason === null ? null : openText(ctx.crypto, 'export', row.id, 'reason', row.reason),
    state: row.state,
    failure: row.failure,
    progress: row.state === 'building' ? progressOf(row.id) : 1,
    rows: row.rows,
    counts: row.counts as ClassCounts,
    over: row.over as (keyof ClassCounts)[],
    filled: row.filled as { rows: number; unmatched: number; several: number } | null,
    code: row.code,
    by: names.get(row.account_id) ?? '—',
    decidedBy: row.decided_by === null ? null : (names.get(row.decided_by) ?? '—'),
    requestedAt: row.requested_at.toISOString(),
    until: row.until?.toISOString() ?? null,
  }))
}
const viewOf = async (ctx: Ctx, row: ExportRow) => (await viewsOf(ctx, [row]))[0]!

/** Writes down what is to be made and has it made after the commit. */
export async function startExport(
  ctx: Ctx,
  place: AskedPlace,
  { kind, source, task, purpose, fileName }: { kind: ExportRow['kind']; source: string; task: Task; purpose: string; fileName: string },
) {
  const { id: accountId, unit, grants } = official(ctx)
  const id = uuidv7()
  await makeFolder()
  const row: ExportRow = {
    community_id: place.communityId,
    id,
    area_id: place.area.id,
    area_path: place.path,
    account_id: accountId,
    unit,
    kind,
    source,
    code: makeCode(),
    spec: sealJson(ctx.crypto, 'export', id, 'spec', task),
    grants: grants.filter((grant) => isInForce(grant, ctx.now)),
    purpose: sealText(ctx.crypto, 'export', id, 'purpose', purpose),
    reason: null,
    state: 'building',
    failure: null,
    rows: 0,
    counts: NO_COUNTS,
    over: [],
    filled: null,
    file_key: sealText(ctx.crypto, 'export', id, 'file_key', randomBytes(32).toString('base64')),
    file_name: sealText(ctx.crypto, 'export', id, 'file_name', fileName),
    ticket: null,
    requested_at: ctx.now,
    decided_by: null,
    decided_at: null,
    until: null,
    taken_at: null,
  }
  await repo.insertExport(ctx, row)
  ctx.audit.reason(purpose)
  await ctx.enqueue('queries.build', { exportId: id })
  return viewOf(ctx, row)
}

export const requestExport: Queries['requestExport'] = async (ctx, { areaId, gridId, spec, lang, format, purpose }) => {
  const place = await placeFor(ctx, 'queries.export', { areaId, gridId })
  checkSpec(spec)
  mustRead(ctx, spec.source, place.paths)
  const title = spec.title ?? purpose
  const task: Task = { kind: 'list', spec, lang, format, paths: place.paths, placeName: place.name }
  return startExport(ctx, place, { kind: 'list', source: spec.source, task, purpose, fileName: `${title}-${place.name}.${format}` })
}

export const exportChain: Queries['exportChain'] = async (ctx, { areaId, title, items, purpose, lang, format }) => {
  const place = await placeFor(ctx, 'queries.export', { areaId })
  const task: Task = { kind: 'chain', title, items, lang, format, paths: place.paths, placeName: place.name }
  return startExport(ctx, place, { kind: 'chain', source: 'chain', task, purpose, fileName: `${title}.${format}` })
}

/** Of the one who asked for it, and only as long as they may still take something out there. */
async function mine(ctx: Ctx, exportId: string, find: typeof repo.findExport): Promise<ExportRow> {
  const { accountId } = ctx.self()
  const row = await find(ctx, exportId)
  if (!row || row.account_id !== accountId || !ctx.may('queries.export', { path: row.area_path })) throw notFound()
  ctx.audit.communityId(row.community_id)
  ctx.audit.place(row.area_path)
  return row
}

export const getExport: Queries['getExport'] = async (ctx, { exportId }) => viewOf(ctx, await mine(ctx, exportId, repo.findExport))
export const listExports: Queries['listExports'] = async (ctx) => {
  const { accountId } = ctx.self()
  return viewsOf(ctx, await repo.listOwn(ctx, accountId, new Date(ctx.now.getTime() - 7 * DAY_MS)))
}
export const listApprovals: Queries['listApprovals'] = async (ctx) => viewsOf(ctx, await repo.listWaiting(ctx, ctx.paths('queries.approve')))

export const giveReason: Queries['giveReason'] = async (ctx, { exportId, reason }) => {
  const row = await mine(ctx, exportId, repo.lockExport)
  if (row.state !== 'reasonNeeded') throw fail(queriesErrors, 'queries.wrong_state')
  const change = { state: 'waiting' as const, reason: sealText(ctx.crypto, 'export', row.id, 'reason', reason) }
  await repo.updateExport(ctx, row.id, change)
  ctx.audit.reason(reason)
  return viewOf(ctx, { ...row, ...change })
}

export const decideExport: Queries['decideExport'] = async (ctx, { exportId, isApproved }) => {
  const row = await repo.lockExport(ctx, exportId)
  if (!row) throw notFound()
  ctx.must('queries.approve', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  if (row.state !== 'waiting') throw fail(queriesErrors, 'queries.wrong_state')
  // What one person wants to take out takes a second one.
  const by = await secondHand(ctx, { id: row.account_id, unit: row.unit }, (reason) => fail(queriesErrors, 'queries.same_person', { reason }))
  const change = isApproved
    ? { state: 'ready' as const, decided_by: by, decided_at: ctx.now, until: new Date(ctx.now.getTime() + FETCH_HOURS * 3_600_000) }
    : { state: 'refused' as const, decided_by: by, decided_at: ctx.now, spec: null, file_key: null }
  await repo.updateExport(ctx, row.id, change)
  if (!isApproved) await removeFile(fileOf(row.id))
  if (row.reason !== null) ctx.audit.reason(openText(ctx.crypto, 'export', row.id, 'reason', row.reason))
  return viewOf(ctx, { ...row, ...change })
}

const ticketIndex = (ctx: Ctx, ticket: string) => ctx.crypto.index('queries.export.ticket', ticket)

export const takeExport: Queries['takeExport'] = async (ctx, { exportId }) => {
  const row = await mine(ctx, exportId, repo.lockExport)
  if (row.state === 'expired' || row.state === 'taken' || (row.until !== null && row.until <= ctx.now)) throw fail(queriesErrors, 'queries.file_gone')
  if (row.state !== 'ready') throw fail(queriesErrors, 'queries.wrong_state')
  const ticket = randomBytes(24).toString('base64url')
  await repo.updateExport(ctx, row.id, { state: 'taken', taken_at: ctx.now, ticket: ticketIndex(ctx, ticket) })
  ctx.audit.reason(openText(ctx.crypto, 'export', row.id, 'purpose', row.purpose))
  return { ticket }
}

export const downloadExport: Queries['downloadExport'] = async (ctx, { exportId, ticket }) => {
  const row = await mine(ctx, exportId, repo.findExport)
  const isOpen =
    row.ticket !== null &&
    row.taken_at !== null &&
    row.file_key !== null &&
    ctx.now.getTime() - row.taken_at.getTime() < TICKET_MS &&
    timingSafeEqual(row.ticket, ticketIndex(ctx, ticket))
  if (!isOpen) throw fail(queriesErrors, 'queries.file_gone')
  const name = openText(ctx.crypto, 'export', row.id, 'file_name', row.file_name!)
  const key = openFileKey(ctx.crypto, 'export', row.id, row.file_key!)
  const bytes = (async function* () {
    yield* readSealed(fileOf(row.id), key)
    // All of it has gone out: there is no second time.
    await removeFile(fileOf(row.id))
  })()
  // Its beginning is read before the answer begins, so that a file that is gone is said and not cut off.
  const first = await bytes.next().catch(() => null)
  if (first === null || first.done === true) throw fail(queriesErrors, 'queries.file_gone')
  const whole = (async function* () {
    yield first.value
    yield* bytes
  })()
  return { bytes: whole, type: name.endsWith('.csv') ? CSV_TYPE : XLSX_TYPE, name }
}
