// 线索接收: who gives leads, their files, what is told by telephone or on a form, and the rows that wait because they cannot be read.
import { type leads, leadsErrors } from '@xiaomen/contract'
import type { LeadKind } from '@xiaomen/rules/leads'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { areaFor, centreFor, deleteOn, giverFor, notFound, official } from '../place.ts'
import { type Cells, kept, type LeadFile, readCells, readLeadFile, type ReadRow, type Remembered, type UnreadRow } from '../read-file.ts'
import { lockIntake } from '../repo/lead.ts'
import * as repo from '../repo/giver.ts'
import { countUnread, insertUnread, listUnread as listRows, lockUnread, sourceByKey, updateUnread } from '../repo/source.ts'
import { openCells, openNote, scopeAt, sealCells, sealNote } from '../sealing.ts'
import type { GiverRow } from '../tables.ts'
import { type Centre, type Found, type Incoming, judge, takeIn, write } from '../take-in.ts'
import { shownOf } from '../views.ts'

type Leads = Handlers<typeof leads>
const SAMPLE = 50
const MOST_TOLD = 500
const MOST_LISTED = 300

async function viewsOf(ctx: Ctx, rows: readonly GiverRow[]) {
  const last = await repo.lastFiles(
    ctx,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    areaId: row.community_id,
    kind: row.kind,
    isLearnt: Object.keys(row.columns as object).length > 0,
    lastAt: last.get(row.id)?.toISOString() ?? null,
  }))
}
export const listGivers: Leads['listGivers'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'leads.read', areaId)
  return viewsOf(ctx, await repo.listGiversAround(ctx, area.path))
}
export const addGiver: Leads['addGiver'] = async (ctx, { id, areaId, name, kind }) => {
  const area = await centreFor(ctx, 'leads.take', areaId)
  const row: GiverRow = { community_id: area.id, id, area_path: area.path, name, kind, columns: {}, made_by: official(ctx), made_at: ctx.now }
  const same = (await repo.listGiversAround(ctx, area.path)).find((one) => one.name === name && one.id !== id)
  if (same) throw fail(leadsErrors, 'leads.giver_known')
  if (!(await repo.insertGiver(ctx, row))) {
    const known = await repo.findGiver(ctx, id)
    if (known?.name !== name || known.area_path !== area.path) throw fail(leadsErrors, 'leads.giver_known')
  }
  return (await viewsOf(ctx, [row]))[0]!
}

/** What makes a row the same when the file comes again: all that it says. */
const keyOf = ({ read: { said, kind, sentAt } }: Pick<ReadRow, 'read'>): string => JSON.stringify([said, kind, sentAt])
const incomingOf = (giver: Pick<GiverRow, 'id'>, fileId: string | null, row: ReadRow, way: 'file' | 'api'): Incoming => ({
  said: row.read.said,
  kind: row.read.kind,
  sentAt: row.sentAt,
  way,
  key: keyOf(row),
  giverId: giver.id,
  fileId,
  row: row.row,
})
/** Rows that cannot be read are kept as they were, once, until somebody has looked. */
export async function keepUnread(ctx: Ctx, centre: Centre, giver: Pick<GiverRow, 'id'>, fileId: string | null, rows: readonly UnreadRow[]): Promise<void> {
  const scope = await scopeAt(ctx, centre.path)
  await insertUnread(
    ctx,
    rows.map((one) => {
      // One id for row and seal.
      const id = uuidv7()
      return {
        community_id: centre.id,
        id,
        area_path: centre.path,
        giver_id: giver.id,
        file_id: fileId,
        row_number: one.row,
        row_key: ctx.crypto.index('leads.unread', `${giver.id} ${one.row} ${JSON.stringify(one.cells)}`),
        fault: one.fault,
        field: one.field,
        sealed_cells: sealCells(ctx, id, one.cells, scope),
        state: 'open' as const,
        received_at: ctx.now,
        settled_at: null,
        settled_by: null,
        sealed_reason: null,
        delete_on: deleteOn(ctx),
      }
    }),
  )
}

export const importFile: Leads['importFile'] = async (ctx, { id, giverId, areaId, columns, isPreview }) => {
  const centre = await centreFor(ctx, 'leads.take', areaId)
  const giver = await giverFor(ctx, giverId, centre.path)
  const remembered = giver.columns as Remembered
  const read = await readLeadFile(ctx.file!, { columns, remembered, now: ctx.now, kind: giver.kind })
  if (read.rows.length + read.unread.length === 0) throw fail(leadsErrors, 'leads.file_empty')
  if (!isPreview && !read.isEnough) throw fail(leadsErrors, 'leads.columns_missing')
  const isAgain = await repo.hasFile(ctx, centre.id, read.digest)
  if (!isPreview) await lockIntake(ctx, centre.id)
  const found = await judge(ctx, centre, read.isEnough ? read.rows.map((row) => incomingOf(giver, id, row, 'file')) : [])
  const answer = answerOf(ctx, read, found, { isAgain, path: centre.path })
  // Pressed twice it is one.
  if (isPreview || (await repo.findFile(ctx, id)) !== undefined) return answer
  const learnt = Object.fromEntries(read.keys.flatMap((key, at) => (key === '' ? [] : [[key, read.columns[at] ?? null]])))
  // A community that uses its street's giver does not change what the street's columns mean.
  if (ctx.may('leads.take', { path: giver.area_path })) await repo.updateColumns(ctx, giver, { ...remembered, ...learnt })
  await repo.insertFile(ctx, {
    community_id: centre.id,
    id,
    area_path: centre.path,
    giver_id: giver.id,
    digest: read.digest,
    taken_at: ctx.now,
    taken_by: official(ctx),
    rows: answer.rows,
    delete_on: deleteOn(ctx),
  })
  await write(ctx, centre, found)
  await keepUnread(ctx, centre, giver, id, read.unread)
  return answer
}
function answerOf(ctx: Ctx, read: LeadFile, found: readonly Found[], { isAgain, path }: { isAgain: boolean; path: string }) {
  const count = (is: Found['is']) => found.filter((one) => one.is === is).length
  const fresh = found.filter((one) => one.is === 'fresh')
  return {
    headers: read.headers,
    columns: read.columns,
    isEnough: read.isEnough,
    rows: read.rows.length + read.unread.length,
    fresh: fresh.length,
    merged: count('merged'),
    known: count('known'),
    suggested: fresh.filter(({ group }) => group!.suggestion.found.length > 0 && group!.suggestion.doubt === null).length,
    doubtful: fresh.filter(({ group }) => group!.suggestion.doubt !== null).length,
    unread: read.isEnough ? read.unread.slice(0, MOST_TOLD).map(({ row, fault, field }) => ({ row, fault, field })) : [],
    isAgain,
    sample: found.slice(0, SAMPLE).map((one) => ({
      row: one.incoming.row ?? 0,
      kind: one.incoming.kind,
      ...shownOf(ctx, one.incoming.said, path),
      sentAt: one.incoming.sentAt?.toISOString() ?? null,
      found: one.is,
    })),
  }
}

type Typed = {
  reference?: string | undefined
  name?: string | undefined
  phone?: string | undefined
  document?: string | undefined
  address?: string | undefined
  said?: string | undefined
}
/** What somebody typed, read like a row of a file. @throws with field and reason */
function typed(ctx: Ctx, one: Typed, kind: LeadKind): ReadRow {
  const cells: Cells = {}
  for (const [field, text] of Object.entries({ ...one, document: undefined, documentNumber: one.document }))
    if (text !== undefined) cells[field as keyof Cells] = text
  const read = readCells(cells, { now: ctx.now, kind })
  if ('fault' in read) throw fail(leadsErrors, 'leads.unfit', { fault: read.fault, field: read.field })
  return { row: 0, ...read }
}
export const add: Leads['add'] = async (ctx, { id, areaId, way, kind, ...rest }) => {
  const centre = await centreFor(ctx, 'leads.take', areaId)
  const row = typed(ctx, rest, kind)
  const incoming: Incoming = { said: row.read.said, kind: row.read.kind, sentAt: null, way, key: id }
  const { found, leadOf } = await takeIn(ctx, centre, [incoming])
  if (found[0]!.is !== 'known') return { leadId: leadOf.get(incoming)!, isMerged: found[0]!.is === 'merged' }
  const before = await sourceByKey(ctx, centre.id, found[0]!.key)
  if (!before) throw notFound()
  return { leadId: before.lead_id, isMerged: false }
}

export const listUnread: Leads['listUnread'] = async (ctx, { areaId, state }) => {
  const area = await areaFor(ctx, 'leads.read', areaId)
  const rows = await listRows(ctx, area.path, state, MOST_LISTED + 1)
  const shown = rows.slice(0, MOST_LISTED)
  const givers = await repo.giverNames(ctx, [...new Set(shown.map((row) => row.giver_id))])
  return {
    isCut: rows.length > MOST_LISTED,
    open: await countUnread(ctx, area.path),
    rows: shown.map((row) => {
      const cells = openCells(ctx, row)
      const said = {
        reference: null,
        name: cells.name ?? null,
        phone: cells.phone ?? null,
        document: cells.documentNumber ?? null,
        address: cells.address ?? null,
        said: cells.said ?? null,
      }
      const isHidden = ctx.sight(row.area_path).health === 'none'
      return {
        id: row.id,
        giver: { id: row.giver_id, name: givers.get(row.giver_id) ?? '—' },
        row: row.row_number,
        fault: row.fault,
        field: row.field,
        ...shownOf(ctx, said, row.area_path),
        reference: cells.reference ?? null,
        kindSaid: isHidden ? null : (cells.kind ?? null),
        sentAtSaid: cells.sentAt ?? null,
        receivedAt: row.received_at.toISOString(),
        reason: isHidden ? null : openNote(ctx, 'unread', row.id, row.sealed_reason),
      }
    }),
  }
}
export const settleUnread: Leads['settleUnread'] = async (ctx, { unreadId, as }) => {
  const row = await lockUnread(ctx, unreadId)
  if (!row) throw notFound()
  ctx.must('leads.take', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  if (row.state !== 'open') throw fail(leadsErrors, 'leads.settled')
  const settled = { settled_at: ctx.now, settled_by: official(ctx) }
  if (as.kind === 'aside') {
    const sealed_reason = sealNote(ctx, 'unread', row.id, as.reason, await scopeAt(ctx, row.area_path))
    await updateUnread(ctx, row, { ...settled, state: 'aside', sealed_reason })
    return { state: 'aside' }
  }
  const { kind: _, leadKind, ...rest } = as
  // What somebody does not see whole they leave as it was said.
  const cells = openCells(ctx, row)
  const before: Typed = {
    reference: cells.reference,
    name: cells.name,
    phone: cells.phone,
    document: cells.documentNumber,
    address: cells.address,
    said: cells.said,
  }
  const mended = typed(ctx, { ...before, ...rest }, leadKind)
  const centre = await centreFor(ctx, 'leads.take', row.community_id)
  await takeIn(ctx, centre, [incomingOf({ id: row.giver_id }, row.file_id, { ...mended, row: row.row_number }, row.file_id === null ? 'api' : 'file')])
  await updateUnread(ctx, row, { ...settled, state: 'mended' })
  return { state: 'mended' }
}

/** What another system sent: read like the rows of a file. */
export async function takeSent(ctx: Ctx, centre: Centre, giver: Pick<GiverRow, 'id' | 'kind'>, sent: readonly Cells[]) {
  const rows: ReadRow[] = []
  const unread: UnreadRow[] = []
  for (const [at, cells] of sent.entries()) {
    const read = readCells(cells, { now: ctx.now, kind: giver.kind })
    if ('fault' in read) unread.push({ row: at + 1, fault: read.fault, field: read.field, cells: kept(cells) })
    else rows.push({ row: at + 1, ...read })
  }
  const { found } = await takeIn(
    ctx,
    centre,
    rows.map((row) => incomingOf(giver, null, row, 'api')),
  )
  await keepUnread(ctx, centre, giver, null, unread)
  const count = (is: Found['is']) => found.filter((one) => one.is === is).length
  return {
    fresh: count('fresh'),
    merged: count('merged'),
    known: count('known'),
    unread: unread.map(({ row, fault, field }) => ({ index: row - 1, fault, field })),
  }
}
