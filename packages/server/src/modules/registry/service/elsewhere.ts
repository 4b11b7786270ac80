// 人户分离: who is registered here and lives elsewhere, or the reverse; told to the other community and answered by it.
import { type registry, registryErrors, registryEvents } from '@xiaomen/contract'
import { DOCUMENT_WORDS, mayStepElsewhere, type ResidencyKind } from '@xiaomen/rules/registry'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { CSV_TYPE, type SheetToWrite, streamCsv, streamXlsx, XLSX_TYPE } from '../../../platform/workbook/write-workbook.ts'
import { localDay } from '../../../platform/time.ts'
import { findArea } from '../../areas/index.ts'
import { noteView, openReport, reportView, sealAnswer, sealNote } from '../elsewhere-fields.ts'
import * as repo from '../repo/elsewhere.ts'
import { findPersonRow, listPeople } from '../repo/person.ts'
import type { ElsewhereReportRow, ElsewhereRow } from '../tables.ts'
import { addResident } from './residents.ts'
import { homeFor, notFound, personFor } from './views.ts'

type Registry = Handlers<typeof registry>
const accountId = (ctx: Ctx) => (ctx.actor.kind === 'account' ? ctx.actor.id : null)

export const noteElsewhere: Registry['noteElsewhere'] = async (ctx, { personId, direction, community, place, since }) => {
  const person = await personFor(ctx, 'registry.edit', personId)
  if (await repo.findOpenElsewhere(ctx, personId, direction)) throw fail(registryErrors, 'registry.elsewhere_noted')
  const id = uuidv7()
  const row: ElsewhereRow = {
    community_id: person.community_id,
    id,
    area_path: person.area_path,
    person_id: personId,
    direction,
    community_name: sealNote(ctx.crypto, id, 'community_name', community)!,
    place: sealNote(ctx.crypto, id, 'place', place ?? null),
    since,
    until_day: null,
    state: 'noted',
    way: null,
    to_community: null,
    report_id: null,
    noted_at: ctx.now,
    noted_by: accountId(ctx),
    reported_at: null,
    answered_at: null,
    reason: null,
    version: 1,
  }
  await repo.insertElsewhere(ctx, row)
  return noteView(ctx, row, person)
}

async function noteFor(ctx: Ctx, id: string): Promise<ElsewhereRow> {
  const row = await repo.findElsewhere(ctx, id)
  if (!row) throw notFound()
  ctx.must('registry.edit', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  ctx.audit.subjects([row.person_id])
  return row
}
async function change(ctx: Ctx, row: ElsewhereRow, version: number, what: Partial<ElsewhereRow>): Promise<void> {
  if (!(await repo.updateElsewhere(ctx, row.id, version, what))) throw fail(registryErrors, 'registry.changed_meanwhile')
}

export const editElsewhere: Registry['editElsewhere'] = async (ctx, { elsewhereId, version, community, place, since }) => {
  const row = await noteFor(ctx, elsewhereId)
  if (!mayStepElsewhere(row.state, 'report')) throw fail(registryErrors, 'registry.elsewhere_wrong_state')
  const written = {
    community_name: sealNote(ctx.crypto, row.id, 'community_name', community)!,
    place: sealNote(ctx.crypto, row.id, 'place', place ?? null),
    since,
  }
  await change(ctx, row, version, written)
  return noteView(ctx, { ...row, ...written, version: version + 1 }, (await findPersonRow(ctx, row.person_id)) ?? null)
}

export const reportElsewhere: Registry['reportElsewhere'] = async (ctx, { elsewhereId, version }) => {
  const row = await noteFor(ctx, elsewhereId)
  if (!mayStepElsewhere(row.state, 'report')) throw fail(registryErrors, 'registry.elsewhere_wrong_state')
  await change(ctx, row, version, {
    state: 'reported',
    reported_at: ctx.now,
    report_id: uuidv7(),
    way: null,
    to_community: null,
    answered_at: null,
    reason: null,
  })
  await ctx.emit(registryEvents.elsewhereReported, { communityId: row.community_id, elsewhereId })
  // Whether that community is in this system only the system can tell: the one who tells does not see it.
  await ctx.enqueue('registry.deliverElsewhere', { elsewhereId })
  return {}
}

export const endElsewhere: Registry['endElsewhere'] = async (ctx, { elsewhereId, version, on }) => {
  const row = await noteFor(ctx, elsewhereId)
  if (!mayStepElsewhere(row.state, 'end') || on < row.since) throw fail(registryErrors, 'registry.elsewhere_wrong_state')
  await change(ctx, row, version, { state: 'ended', until_day: on })
  await ctx.enqueue('registry.deliverElsewhere', { elsewhereId })
  return {}
}

export const listElsewhere: Registry['listElsewhere'] = async (ctx, { areaId, box, state, after, limit }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must('registry.edit', area)
  if (area.communityId) ctx.audit.communityId(area.communityId)
  const page = { path: area.path, state: state ?? null, after: after ?? null, limit: limit + 1 }
  const nextOf = (rows: readonly { id: string }[]) => (rows.length > limit ? rows[limit - 1]!.id : null)
  if (box === 'in') {
    const rows = await repo.listReports(ctx, page)
    return { rows: rows.slice(0, limit).map((row) => reportView(ctx, row)), after: nextOf(rows) }
  }
  const rows = await repo.listElsewhereRows(ctx, page)
  const people = await peopleOf(ctx, rows)
  ctx.audit.subjects([...people.keys()])
  return { rows: rows.slice(0, limit).map((row) => noteView(ctx, row, people.get(row.person_id) ?? null)), after: nextOf(rows) }
}
const peopleOf = async (ctx: Ctx, rows: readonly ElsewhereRow[]) =>
  new Map(
    (
      await listPeople(
        ctx,
        rows.map((row) => row.person_id),
      )
    ).map((person) => [person.id, person]),
  )

export const answerElsewhere: Registry['answerElsewhere'] = async (ctx, { reportId, version, answer, reason, home }) => {
  const row = await repo.findReport(ctx, reportId)
  if (!row) throw notFound()
  ctx.must('registry.edit', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  if (!mayStepElsewhere(row.state, 'answer')) throw fail(registryErrors, 'registry.elsewhere_wrong_state')
  if (answer === 'returned' && reason === undefined) throw fail(registryErrors, 'registry.elsewhere_needs_reason')
  const personId = answer === 'acknowledged' && home ? await takeIn(ctx, row, home) : null
  const done = await repo.updateReport(ctx, reportId, version, {
    state: answer,
    answered_at: ctx.now,
    answered_by: accountId(ctx),
    reason: sealAnswer(ctx.crypto, reportId, reason),
    home_id: personId === null ? null : home!.homeId,
    person_id: personId,
  })
  if (!done) throw fail(registryErrors, 'registry.changed_meanwhile')
  ctx.must('registry.edit', { path: row.area_path })
  await ctx.emit(registryEvents.elsewhereAnswered, { communityId: row.community_id, reportId })
  await ctx.enqueue('registry.tellElsewhere', { reportId })
  return {}
}

/** Into a home of the community that was told; whoever its ledger knows already is asked about as at every entry. */
async function takeIn(
  ctx: Ctx,
  row: ElsewhereReportRow,
  { homeId, kind, evenIfKnown }: { homeId: string; kind: ResidencyKind; evenIfKnown: boolean },
): Promise<string> {
  const home = await homeFor(ctx, 'registry.edit', homeId)
  if (home.community_id !== row.community_id) throw fail(registryErrors, 'registry.other_community')
  const { name, phone, document } = openReport(ctx.crypto, row)
  const added = await addResident(ctx, {
    homeId,
    name,
    care: [],
    kind,
    from: row.since,
    evenIfKnown,
    ...(phone === null ? {} : { phone }),
    ...(document === null
      ? {}
      : { document: { kind: document.kind, number: document.number, ...(document.country === null ? {} : { country: document.country }) } }),
  })
  return added.id
}

const MOST_LISTED = 2_000
const HEADS = {
  zh: ['姓名', '联系电话', '证件类型', '证件号码', '情况', '对方社区', '地址', '起始日期', '告知日期'],
  en: ['Name', 'Phone', 'Document kind', 'Document number', 'Case', 'Other community', 'Address', 'Since', 'Told on'],
} as const
const CASES = {
  registeredHereLivesThere: { zh: '户籍在本社区,居住在对方社区', en: 'Registered here, lives there' },
  livesHereRegisteredThere: { zh: '居住在本社区,户籍在对方社区', en: 'Lives here, registered there' },
} as const

export const exportElsewhere: Registry['exportElsewhere'] = async (ctx, { areaId, lang, format }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must('registry.export', area)
  if (area.communityId) ctx.audit.communityId(area.communityId)
  const rows = await repo.listForList(ctx, area.path, MOST_LISTED)
  const people = await peopleOf(ctx, rows)
  ctx.audit.subjects([...people.keys()])
  const sheet: SheetToWrite = {
    name: lang === 'zh' ? '人户分离告知单' : 'Lives elsewhere',
    columns: HEADS[lang].map((header) => ({ header })),
    rows: rows.map((row) => {
      const view = noteView(ctx, row, people.get(row.person_id) ?? null)
      return [
        view.name,
        view.phone,
        view.documentKind === null ? null : DOCUMENT_WORDS[view.documentKind][lang === 'zh' ? 0 : 1]!,
        view.document,
        CASES[row.direction][lang],
        view.communityName,
        view.place,
        row.since,
        row.reported_at === null ? null : localDay(row.reported_at),
      ]
    }),
  }
  const name = `${sheet.name}-${area.name}-${localDay(ctx.now)}.${format}`
  return format === 'xlsx' ? { bytes: streamXlsx(sheet), type: XLSX_TYPE, name } : { bytes: streamCsv(sheet), type: CSV_TYPE, name }
}
