// 病例与密接: who is in the investigation, what they are today, and what was done about them.
import { type tracing, tracingErrors } from '@xiaomen/contract'
import { normaliseDocument, normalisePhone } from '@xiaomen/rules/registry'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { findPerson, peopleByDocuments } from '../../registry/index.ts'
import { proposeControl as openControl } from '../../control/index.ts'
import { comingFrom, comingOf, type Coming, dueOf, enterMany, tellChanged, turnMany } from '../enter.ts'
import { areaFor, checkDays, type Desk, deskOf, lockedTraced, notFound, official, openOnly, tracedFor } from '../place.ts'
import * as repo from '../repo/traced.ts'
import { documentKey, nameKey, phoneKey, type Said } from '../sealing.ts'
import type { TracedRow } from '../tables.ts'
import { datesOf, detailOf, linesOf } from '../views.ts'

type Tracing = Handlers<typeof tracing>
const PAGE = 50

export const listTraced: Tracing['listTraced'] = async (ctx, { areaId, standing, only, search, after }) => {
  const area = await areaFor(ctx, 'tracing.read', areaId)
  const [reportedOn, id] = after?.split(' ') ?? []
  const rows = await repo.listTraced(ctx, {
    path: area.path,
    standing,
    only,
    keys:
      search === null
        ? null
        : {
            label: search.trim(),
            name: nameKey(ctx, search),
            phone: phoneKey(ctx, normalisePhone(search) ?? search),
            document: documentKey(ctx, normaliseDocument(search) ?? search),
          },
    after: reportedOn === undefined || id === undefined || !/^\d{4}-\d\d-\d\d$/.test(reportedOn) || !/^[0-9a-f-]{36}$/.test(id) ? null : { reportedOn, id },
    limit: PAGE + 1,
  })
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return { rows: await linesOf(ctx, shown), after: rows.length > PAGE && last !== undefined ? `${last.reported_on} ${last.id}` : null }
}

export const countTraced: Tracing['countTraced'] = async (ctx, { areaId }) => repo.countTraced(ctx, (await areaFor(ctx, 'tracing.read', areaId)).path, ctx.now)

export const getTraced: Tracing['getTraced'] = async (ctx, { tracedId }) => detailOf(ctx, await tracedFor(ctx, 'tracing.read', tracedId))

type Who = Parameters<Tracing['addTraced']>[1]['who']
/** Where somebody stands, and what is kept of them here. */
export async function resolve(ctx: Ctx, desk: Desk & { communityId: string }, who: Who): Promise<Pick<Coming, 'at' | 'said' | 'keys'>> {
  if (who.kind === 'ledger') {
    const person = await findPerson(ctx, who.personId)
    if (!person) throw notFound()
    ctx.must('tracing.work', person)
    return comingOf(person)
  }
  const said: Said = {
    name: who.name,
    phone: who.phone === null ? null : (normalisePhone(who.phone) ?? who.phone),
    document: who.document === null ? null : normaliseDocument(who.document),
    address: who.address,
    sex: who.sex,
    birthday: who.birthday,
  }
  // Told of by a number that the ledger knows: it is them, and they stand where they live.
  const found = said.document === null ? [] : ((await peopleByDocuments(ctx, desk.path, [said.document])).get(said.document) ?? [])
  const person = found.length === 1 ? await findPerson(ctx, found[0]!.id) : undefined
  if (person && ctx.may('tracing.work', person)) return comingOf(person)
  return comingFrom(desk, said)
}
/** Somebody of elsewhere stands with the area that heard of them, whoever's centre it is. */
export const standing = async (ctx: Ctx, area: { id: string; path: string; communityId: string | null }) => {
  const desk = await deskOf(ctx, area.path)
  return { desk, here: { id: area.id, path: area.path, communityId: area.communityId ?? area.id } }
}

export const addTraced: Tracing['addTraced'] = async (ctx, { id, areaId, who, standing: what, caseKind, ...dates }) => {
  const area = await areaFor(ctx, 'tracing.work', areaId)
  checkDays(ctx, dates)
  // Pressed twice it is one.
  const again = await repo.findTraced(ctx, id)
  if (again) return detailOf(ctx, await tracedFor(ctx, 'tracing.work', id))
  const { desk, here } = await standing(ctx, area)
  const coming = await resolve(ctx, here, who)
  const origin = who.kind === 'ledger' ? ('ledger' as const) : ('told' as const)
  const [row] = await enterMany(
    ctx,
    desk,
    [{ ...coming, id, label: null, standing: what, caseKind, dates, lastMetOn: null, origin, infectionId: null }],
    official(ctx),
  )
  if (row === undefined) throw fail(tracingErrors, 'tracing.known')
  return detailOf(ctx, row)
}

async function change(ctx: Ctx, row: TracedRow, to: Partial<TracedRow>): Promise<TracedRow> {
  const after = { ...to, version: row.version + 1 }
  await repo.updateTraced(ctx, row, after)
  await tellChanged(ctx, [row])
  return { ...row, ...after }
}

export const editTraced: Tracing['editTraced'] = async (ctx, { tracedId, version, caseKind, ...dates }) => {
  const row = await lockedTraced(ctx, 'tracing.work', tracedId, version)
  openOnly(row)
  checkDays(ctx, dates)
  if ((caseKind !== null) !== (row.standing === 'case')) throw fail(tracingErrors, 'tracing.not_case')
  const after = await change(ctx, row, {
    case_kind: caseKind,
    onset_on: dates.onsetOn,
    sampled_on: dates.sampledOn,
    reported_on: dates.reportedOn,
    isolated_on: dates.isolatedOn,
  })
  const said = (one: TracedRow) => [one.case_kind, ...Object.values(datesOf(one))].map((word) => word ?? '·').join(' ')
  await turnMany(ctx, [after], official(ctx), { kind: 'dates', from: said(row), to: said(after) })
  return detailOf(ctx, after)
}

export const turnTraced: Tracing['turnTraced'] = async (ctx, { tracedId, version, to, caseKind, sampledOn, reason }) => {
  const row = await lockedTraced(ctx, 'tracing.work', tracedId, version)
  openOnly(row)
  checkDays(ctx, { sampledOn })
  if (row.standing === to) throw fail(tracingErrors, 'tracing.wrong_state')
  const dueAt = await dueOf(ctx)
  const after = await change(ctx, row, {
    standing: to,
    case_kind: to === 'case' ? (caseKind ?? 'confirmed') : null,
    ...(sampledOn === null ? {} : { sampled_on: sampledOn }),
    due_at: dueAt(row.area_path, to),
    // What was told was about what they were.
    told_at: null,
  })
  await turnMany(ctx, [after], official(ctx), { kind: 'standing', from: row.standing, to, reason })
  return detailOf(ctx, after)
}

export const closeTraced: Tracing['closeTraced'] = async (ctx, { tracedId, version, reason, on }) => {
  const row = await lockedTraced(ctx, 'tracing.work', tracedId, version)
  openOnly(row)
  checkDays(ctx, { on })
  const after = await change(ctx, row, { closed_on: on, close_reason: reason })
  await turnMany(ctx, [after], official(ctx), { kind: 'closed', from: row.standing, to: reason })
  return detailOf(ctx, after)
}

export const reopenTraced: Tracing['reopenTraced'] = async (ctx, { tracedId, version, reason }) => {
  const row = await lockedTraced(ctx, 'tracing.work', tracedId, version)
  if (row.closed_on === null) throw fail(tracingErrors, 'tracing.wrong_state')
  const open = [
    ...(row.person_id === null ? [] : await repo.listOpenOfPeople(ctx, [row.person_id])),
    ...(row.document_key === null ? [] : await repo.listOpenOfDocuments(ctx, row.desk_id, [row.document_key])),
  ]
  if (open.length > 0) throw fail(tracingErrors, 'tracing.known')
  const after = await change(ctx, row, { closed_on: null, close_reason: null })
  await turnMany(ctx, [after], official(ctx), { kind: 'reopened', from: row.close_reason, to: row.standing, reason })
  return detailOf(ctx, after)
}

export const tellTraced: Tracing['tellTraced'] = async (ctx, { tracedId, version, way }) => {
  const row = await lockedTraced(ctx, 'tracing.work', tracedId, version)
  openOnly(row)
  const after = await change(ctx, row, { told_at: ctx.now })
  await turnMany(ctx, [after], official(ctx), { kind: 'told', from: null, to: way })
  return detailOf(ctx, after)
}

export const proposeControl: Tracing['proposeControl'] = async (ctx, { tracedId, version, caseId, reference, issuedBy, hasOwnSuite }) => {
  const row = await lockedTraced(ctx, 'tracing.work', tracedId, version)
  openOnly(row)
  if (row.person_id === null) throw fail(tracingErrors, 'tracing.not_in_ledger')
  if (row.standing !== 'contact' && row.standing !== 'secondaryContact') throw fail(tracingErrors, 'tracing.wrong_state')
  await openControl(ctx, {
    id: caseId,
    personId: row.person_id,
    trigger: row.standing,
    anchorDay: row.last_met_on ?? row.reported_on,
    evidence: { kind: 'investigationDecision', reference, issuedBy },
    hasOwnSuite,
    guardian: null,
  })
  const after = await change(ctx, row, { control_id: caseId })
  await turnMany(ctx, [after], official(ctx), { kind: 'control', from: null, to: row.standing })
  return detailOf(ctx, after)
}
