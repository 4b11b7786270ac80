import { commonErrors, type control, controlErrors, controlEvents } from '@xiaomen/contract'
import { masked, type Sight } from '@xiaomen/rules/access'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { accountNames } from '../../access/index.ts'
import { chainOf, findArea } from '../../areas/index.ts'
import { planAt } from '../../posture/index.ts'
import { doorsOf, findPerson, leanOn, namesOf, type Person } from '../../registry/index.ts'
import { afterInfection, takeUnderControl } from '../from-infection.ts'
import { official, secondHand } from '../place.ts'
import * as repo from '../repo/infection.ts'
import type { InfectionCaseRow } from '../tables.ts'

type Control = Handlers<typeof control>
type EvidenceKind = 'testResult' | 'investigationDecision' | 'clinicReport'
type Evidence = { kind: EvidenceKind; reference: string; issuedBy: string }

/** Closed cases stay in the list this long. */
const LISTED_DAYS = 60

const place = (row: string, column: 'evidence' | 'closed_evidence') => ({ table: 'control.infection_case', row, column })
/** Under the key of the order in force at the home, so that the end of the emergency destroys it. */
const seal = async (
  ctx: Ctx,
  { id, path, column }: { id: string; path: string; column: 'evidence' | 'closed_evidence' },
  { reference, issuedBy }: Evidence,
): Promise<Buffer> => ctx.crypto.seal('health', place(id, column), JSON.stringify({ reference, issuedBy }), (await planAt(ctx, path)).orderId ?? 'peace')

const openEvidence = (ctx: Ctx, row: InfectionCaseRow): Omit<Evidence, 'kind'> =>
  JSON.parse(ctx.crypto.open('health', place(row.id, 'evidence'), row.evidence)) as Omit<Evidence, 'kind'>

/** A paper's number leads to the patient's record: it is masked with the health class, and whoever sees no health sees only that there is evidence. */
function evidenceOf(ctx: Ctx, row: InfectionCaseRow, sight: Sight): Evidence {
  const kind = row.evidence_kind as EvidenceKind
  if (sight === 'none') return { kind, reference: '***', issuedBy: '***' }
  const { reference, issuedBy } = openEvidence(ctx, row)
  return { kind, reference: sight === 'full' ? reference : `***${reference.slice(-3)}`, issuedBy }
}

async function viewsOf(ctx: Ctx, rows: readonly InfectionCaseRow[]) {
  const names = await namesOf(
    ctx,
    rows.map((row) => row.person_id),
  )
  const doors = await doorsOf(
    ctx,
    rows.map((row) => row.home_id),
  )
  const accounts = await accountNames(
    ctx,
    rows.flatMap((row) => [row.reported_by, ...(row.confirmed_by === null ? [] : [row.confirmed_by])]),
  )
  const lowest = new Map<string, string>()
  for (const path of new Set(rows.map((row) => row.area_path)))
    lowest.set(
      path,
      (await chainOf(ctx, path))
        .slice(-2)
        .map((area) => area.name)
        .join(' '),
    )
  ctx.audit.subjects(rows.map((row) => row.person_id))
  return rows.map((row) => {
    const sight = ctx.sight(row.area_path)
    return {
      id: row.id,
      areaName: lowest.get(row.area_path) ?? '—',
      door: masked('door', doors.get(row.home_id) ?? null, sight.door),
      name: masked('name', names.get(row.person_id) ?? null, sight.name),
      foundOn: row.found_on,
      evidence: evidenceOf(ctx, row, sight.health),
      state: row.state as 'reported' | 'confirmed' | 'closed',
      reportedBy: accounts.get(row.reported_by) ?? '—',
      confirmedBy: row.confirmed_by === null ? null : (accounts.get(row.confirmed_by) ?? '—'),
      closedOn: row.closed_on,
      registeredAt: row.registered_at.toISOString(),
    }
  })
}
const viewOf = async (ctx: Ctx, row: InfectionCaseRow) => (await viewsOf(ctx, [row]))[0]!
export const told = (row: InfectionCaseRow) => ({
  communityId: row.community_id,
  caseId: row.id,
  personId: row.person_id,
  homeId: row.home_id,
  areaPath: row.area_path,
  foundOn: row.found_on,
})
const second = (ctx: Ctx, row: InfectionCaseRow) => secondHand(ctx, { id: row.reported_by, unit: row.reported_unit })

type Reported = { id: string; person: Person & { homeId: string }; foundOn: string; by: { id: string; unit: string } }
/** As it is written down by whoever reports it. */
export const reportedRow = async (ctx: Ctx, { id, person, foundOn, by }: Reported, evidence: Evidence): Promise<InfectionCaseRow> => ({
  community_id: person.communityId,
  id,
  person_id: person.id,
  home_id: person.homeId,
  area_path: person.path,
  found_on: foundOn,
  evidence_kind: evidence.kind,
  evidence: await seal(ctx, { id, path: person.path, column: 'evidence' }, evidence),
  state: 'reported',
  reported_by: by.id,
  reported_unit: by.unit,
  registered_at: ctx.now,
  confirmed_by: null,
  confirmed_at: null,
  closed_by: null,
  closed_on: null,
  closed_ground: null,
  closed_evidence_kind: null,
  closed_evidence: null,
  first_person_id: null,
})

export const registerCase: Control['registerCase'] = async (ctx, { personId, foundOn, evidence }) => {
  const person = await findPerson(ctx, personId)
  if (!person || person.homeId === null) throw fail(commonErrors, 'request.not_found')
  ctx.must('control.register', person)
  if (foundOn > localDay(ctx.now)) throw fail(commonErrors, 'request.invalid', { field: 'foundOn' })
  const by = official(ctx)
  await leanOn(ctx, { personId: person.id, homeId: person.homeId })
  const row = await reportedRow(ctx, { id: uuidv7(), person: { ...person, homeId: person.homeId }, foundOn, by }, evidence)
  if (!(await repo.insertCase(ctx, row))) throw fail(controlErrors, 'control.open_case_exists')
  ctx.audit.communityId(row.community_id)
  await ctx.emit(controlEvents.caseRegistered, told(row))
  return viewOf(ctx, row)
}

export const confirmCase: Control['confirmCase'] = async (ctx, { caseId }) => {
  const row = await repo.lockCase(ctx, caseId)
  if (!row) throw fail(commonErrors, 'request.not_found')
  ctx.must('control.confirm', { path: row.area_path })
  if (row.state !== 'reported') throw fail(controlErrors, 'control.wrong_state')
  const by = await second(ctx, row)
  const change = { state: 'confirmed', confirmed_by: by.id, confirmed_at: ctx.now }
  await repo.updateCase(ctx, row, change)
  ctx.audit.communityId(row.community_id)
  await ctx.emit(controlEvents.caseConfirmed, told(row))
  await takeUnderControl(ctx, row, { kind: row.evidence_kind, ...openEvidence(ctx, row) }, by)
  return viewOf(ctx, { ...row, ...change })
}

export const closeCase: Control['closeCase'] = async (ctx, { caseId, on, ground, evidence }) => {
  const row = await repo.lockCase(ctx, caseId)
  if (!row) throw fail(commonErrors, 'request.not_found')
  ctx.must('control.confirm', { path: row.area_path })
  if (row.state === 'closed') throw fail(controlErrors, 'control.wrong_state')
  const by = await second(ctx, row)
  // Whoever confirmed it does not undo alone what two have said.
  if (ground === 'registeredInError' && row.confirmed_by === by.id) throw fail(controlErrors, 'control.same_unit', { reason: 'same_person' })
  if (on < row.found_on || on > localDay(ctx.now)) throw fail(commonErrors, 'request.invalid', { field: 'on' })
  const change = {
    state: 'closed',
    closed_by: by.id,
    closed_on: on,
    closed_ground: ground,
    closed_evidence_kind: evidence.kind,
    closed_evidence: await seal(ctx, { id: row.id, path: row.area_path, column: 'closed_evidence' }, evidence),
  }
  await repo.updateCase(ctx, row, change)
  ctx.audit.communityId(row.community_id)
  await ctx.emit(controlEvents.caseClosed, { ...told(row), closedOn: on, ground })
  await afterInfection(ctx, row, ground, evidence, by)
  return viewOf(ctx, { ...row, ...change })
}

export const listCases: Control['listCases'] = async (ctx, { areaId }) => {
  let paths: readonly string[]
  if (areaId === undefined) paths = ctx.paths('control.read')
  else {
    const area = await findArea(ctx, areaId)
    if (!area) throw fail(commonErrors, 'request.not_found')
    ctx.must('control.read', area)
    paths = [area.path]
  }
  return viewsOf(ctx, await repo.listCases(ctx, paths, localDay(new Date(ctx.now.getTime() - LISTED_DAYS * 86_400_000))))
}
