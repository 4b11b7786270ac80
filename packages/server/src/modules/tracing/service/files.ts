// 名单进出: lists of cases and contacts in and out; with names above a measure only with a second person.
import { type tracing, tracingErrors } from '@xiaomen/contract'
import { fhirBundleOf, type Line, lineHeadersOf, type LineLayout, type Met, writeLine } from '@xiaomen/rules/tracing'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { CSV_TYPE, streamCsv, writeForm, XLSX_TYPE } from '../../../platform/workbook/write-workbook.ts'
import { accountNames } from '../../access/index.ts'
import { secondHand } from '../../approvals/index.ts'
import { findPack, planAt } from '../../posture/index.ts'
import { planOf, readLines, takeIn } from '../import-lines.ts'
import { areaFor, notFound, official } from '../place.ts'
import * as exposures from '../repo/exposure.ts'
import * as repo from '../repo/traced.ts'
import * as trail from '../repo/trail.ts'
import { openReason, type Said, scopesOf, sealReason } from '../sealing.ts'
import type { ExportRow, ExposureRow, TracedRow } from '../tables.ts'
import { datesOf, whoIs } from '../views.ts'
import { standing as standingHere } from './traced.ts'

type Tracing = Handlers<typeof tracing>
const MOST_FAULTS = 500
/** So many named people go out on one person's word. */
const MOST_ALONE = 49
const MOST_OUT = 150_000
const MOST_EXPORTS = 50

export const importLines: Tracing['importLines'] = async (ctx, { id, areaId, otherwise, isPreview }) => {
  const area = await areaFor(ctx, 'tracing.lead', areaId)
  const read = await readLines(ctx.file!, { now: ctx.now, otherwise })
  if (read.isEnough && read.lines.length + read.faults.length === 0) throw fail(tracingErrors, 'tracing.file_empty')
  if (!isPreview && !read.isEnough) throw fail(tracingErrors, 'tracing.columns_missing')
  const { desk, here } = await standingHere(ctx, area)
  const isAgain = await trail.hasFile(ctx, here.communityId, read.digest)
  const plan = await planOf(ctx, desk, here, read.lines)
  const faults = [...read.faults, ...plan.faults].toSorted((a, b) => a.row - b.row)
  const answer = {
    columns: read.columns.map((field, at) => ({ header: read.headers[at] ?? '', field })),
    isEnough: read.isEnough,
    rows: read.lines.length + read.faults.length,
    added: plan.fresh.length,
    known: plan.known,
    matched: plan.matched,
    meetings: plan.meetings.length,
    faults: faults.slice(0, MOST_FAULTS),
    faulty: faults.length,
    isAgain,
  }
  if (isPreview) return answer
  const by = official(ctx)
  const isNew = await trail.insertFile(ctx, {
    community_id: here.communityId,
    id,
    area_path: area.path,
    digest: read.digest,
    taken_at: ctx.now,
    taken_by: by.id,
  })
  // Pressed twice it is one.
  if (!isNew) return answer
  return { ...answer, ...(await takeIn(ctx, desk, plan, by)) }
}

const FILE_NAMES: Record<LineLayout, string> = { zh: '病例与密接名单', en: 'cases-and-contacts', goData: 'go-data' }
export const getTemplate: Tracing['getTemplate'] = async (ctx, { areaId, layout }) => {
  await areaFor(ctx, 'tracing.lead', areaId)
  const bytes = await writeForm({ name: FILE_NAMES[layout], columns: lineHeadersOf(layout).map((header) => ({ header })), rows: [] })
  return { bytes, type: XLSX_TYPE, name: `${FILE_NAMES[layout]}.xlsx` }
}

export const askExport: Tracing['askExport'] = async (ctx, { id, areaId, format, withNames, reason }) => {
  const area = await areaFor(ctx, 'tracing.lead', areaId)
  const people = await repo.countAll(ctx, area.path)
  if (people > MOST_OUT) throw fail(tracingErrors, 'tracing.file_too_long', { most: MOST_OUT })
  const by = official(ctx)
  const scopeAt = await scopesOf(ctx)
  const known = await trail.findExport(ctx, id)
  if (known === undefined)
    await trail.insertExport(ctx, {
      community_id: area.communityId ?? area.id,
      id,
      area_path: area.path,
      format,
      with_names: withNames,
      people,
      sealed_reason: sealReason(ctx, 'tracing.export', id, reason, scopeAt(area.path)),
      asked_at: ctx.now,
      asked_by: by.id,
      asked_unit: by.unit,
      signed_by: null,
      signed_at: null,
    })
  else if (known.asked_by !== by.id) throw notFound()
  ctx.audit.reason(reason)
  return { id, people, needsSecond: withNames && people > MOST_ALONE }
}

/** So long after it was signed, or asked for, whoever asked may fetch it: as it is then, and every time is written in the book of readers. */
const FETCH_HOURS = 24
const stateOf = (row: ExportRow, now: Date) =>
  now.getTime() - (row.signed_at ?? row.asked_at).getTime() > FETCH_HOURS * 3_600_000
    ? ('over' as const)
    : row.with_names && row.people > MOST_ALONE && row.signed_by === null
      ? ('waiting' as const)
      : ('ready' as const)

export const listExports: Tracing['listExports'] = async (ctx, { areaId }) => {
  const area = await areaFor(ctx, 'tracing.lead', areaId)
  const rows = await trail.listExports(ctx, area.path, MOST_EXPORTS)
  const names = await accountNames(ctx, [...new Set(rows.map((row) => row.asked_by))])
  const me = official(ctx)
  return rows.map((row) => ({
    id: row.id,
    at: row.asked_at.toISOString(),
    by: names.get(row.asked_by) ?? '—',
    unit: row.asked_unit,
    format: row.format,
    withNames: row.with_names,
    people: row.people,
    reason: openReason(ctx, 'tracing.export', row),
    state: stateOf(row, ctx.now),
    maySign: stateOf(row, ctx.now) === 'waiting' && row.asked_by !== me.id && row.asked_unit !== me.unit,
    isOwn: row.asked_by === me.id,
  }))
}

async function lockedExport(ctx: Ctx, exportId: string): Promise<ExportRow> {
  const row = await trail.lockExport(ctx, exportId)
  if (!row) throw notFound()
  ctx.must('tracing.lead', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  return row
}

export const signExport: Tracing['signExport'] = async (ctx, { exportId }) => {
  const row = await lockedExport(ctx, exportId)
  if (stateOf(row, ctx.now) !== 'waiting') throw fail(tracingErrors, 'tracing.wrong_state')
  const by = await secondHand(ctx, { id: row.asked_by, unit: row.asked_unit }, (why) => fail(tracingErrors, 'tracing.same_person', { reason: why }))
  await trail.updateExport(ctx, row, { signed_by: by, signed_at: ctx.now })
  return {}
}

export const fetchExport: Tracing['fetchExport'] = async (ctx, { exportId, as }) => {
  const row = await trail.findExport(ctx, exportId)
  if (!row || row.asked_by !== official(ctx).id) throw notFound()
  ctx.must('tracing.lead', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  const state = stateOf(row, ctx.now)
  if (state === 'over') throw fail(tracingErrors, 'tracing.export_over')
  if (state === 'waiting') throw fail(tracingErrors, 'tracing.export_waits')
  // No more than was asked for and signed, whoever was entered since.
  const rows = await repo.listAll(ctx, row.area_path, row.people)
  const meetings = await exposures.listFrom(
    ctx,
    rows.map((one) => one.id),
  )
  const who = row.with_names ? await whoIs(ctx, rows) : new Map<string, Said>()
  if (row.format === 'fhir') {
    const { packId, edition } = await planAt(ctx, row.area_path)
    const pack = findPack(packId, edition)
    const there = new Set(rows.map((one) => one.id))
    const bundle = fhirBundleOf(
      rows.map((one) => ({
        id: one.id,
        label: one.label,
        standing: one.standing,
        caseKind: one.case_kind,
        ...NOBODY,
        ...shownOf(ctx, one, who),
        ...datesOf(one),
      })),
      meetings
        .filter((one) => there.has(one.to_id))
        .map((one) => ({
          id: one.id,
          from: one.from_id,
          to: one.to_id,
          kind: one.kind,
          certainty: one.certainty,
          day: one.day,
          dayTo: one.day_to,
          isInfection: one.is_infection,
          isActive: one.is_active,
        })),
      { at: ctx.now.toISOString(), diseaseName: pack === undefined ? packId : `${pack.file.zh} ${pack.file.en}` },
    )
    return { bytes: Buffer.from(JSON.stringify(bundle)), type: 'application/fhir+json', name: `tracing-${localDay(ctx.now)}.json` }
  }
  const layout = row.format
  const lines = linesOf(ctx, rows, meetings, who)
  const sheet = {
    name: FILE_NAMES[layout],
    columns: lineHeadersOf(layout).map((header) => ({ header })),
    rows: lines.map((line) => writeLine(line, layout)),
  }
  const name = `${FILE_NAMES[layout]}-${localDay(ctx.now)}.${as}`
  return as === 'csv' ? { bytes: streamCsv(sheet), type: CSV_TYPE, name } : { bytes: await writeForm(sheet), type: XLSX_TYPE, name }
}

const NOBODY = { name: null, phone: null, address: null, sex: 'unknown' as const, birthday: null }
/** A document number goes out in no list; the rest only as far as whoever asked sees it. */
function shownOf(ctx: Ctx, row: TracedRow, who: ReadonlyMap<string, Said>) {
  const said = who.get(row.id)
  const sight = ctx.sight(row.area_path)
  if (said === undefined || sight.name !== 'full') return {}
  return { name: said.name, phone: sight.phone === 'none' ? null : said.phone, address: said.address, sex: said.sex, birthday: said.birthday }
}

/** One line for each of whom somebody met, and one for who met nobody known. */
function linesOf(ctx: Ctx, rows: readonly TracedRow[], meetings: readonly ExposureRow[], who: ReadonlyMap<string, Said>): Line[] {
  const labels = new Map(rows.map((row) => [row.id, row.label]))
  const to = Map.groupBy(
    meetings.filter((one) => one.is_active),
    (one) => one.to_id,
  )
  return rows.flatMap((row): Line[] => {
    const base = {
      label: row.label,
      standing: row.standing,
      caseKind: row.case_kind,
      ...NOBODY,
      document: null,
      ...shownOf(ctx, row, who),
      ...datesOf(row),
    }
    const met = (to.get(row.id) ?? []).map((one): Met => ({
      sourceLabel: labels.get(one.from_id) ?? '',
      kind: one.kind,
      certainty: one.certainty,
      day: one.day,
      dayTo: one.day_to,
      minutes: one.minutes,
      isSource: one.is_infection,
    }))
    return met.length === 0 ? [{ ...base, met: null }] : met.map((one) => ({ ...base, met: one }))
  })
}
