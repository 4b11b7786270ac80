// 房东报告的办理: what landlords reported waits here for whoever keeps the ledger of that door; accepted it is written, refused it is answered.
import { type registryLandlords, registryErrors, registryLandlordErrors, registryLandlordEvents, type TenantReportView } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { type Document, reportState } from '@xiaomen/rules/registry'
import type { z } from 'zod'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { listAreas } from '../../areas/index.ts'
import { openLandlordName, openReason, openReport, type ReportedPerson, sealReason } from '../landlord-fields.ts'
import { knownPeople } from '../known-people.ts'
import { doorsOfRows } from '../offers.ts'
import { accountIdOf, addPerson, beginResidency, endResidency, placePerson } from '../people-moves.ts'
import { openName, type PersonFields } from '../person-fields.ts'
import { findCurrentHome, listCurrentHomes, listHomes } from '../repo/home.ts'
import { listLandlordRows } from '../repo/landlord.ts'
import { findPersonRow, findResidency, listResidencies } from '../repo/person.ts'
import * as repo from '../repo/tenant-report.ts'
import type { HomeRow, PersonRow } from '../tables.ts'
import { doorShown, pathsFor } from './landlords.ts'
import { notFound } from './views.ts'

type Landlords = Handlers<typeof registryLandlords>
const PAGE = 30

const documentOf = (person: ReportedPerson): Document | null =>
  person.documentNumber === null ? null : { kind: person.documentKind ?? 'residentId', number: person.documentNumber, country: null }
const fieldsOf = (person: ReportedPerson): PersonFields => ({ name: person.name, phone: person.phone, document: documentOf(person), care: [], lang: null })

export const listTenantReports: Landlords['listTenantReports'] = async (ctx, { areaId, landlordId, onlyWaiting, after, limit = PAGE }) => {
  const paths = await pathsFor(ctx, 'registry.edit', areaId)
  const rows = await repo.pageReports(ctx, { paths, landlordId: landlordId ?? null, onlyWaiting, after: after ?? null, limit: limit + 1 })
  return {
    items: await reportViews(ctx, rows.slice(0, limit)),
    next: rows.length > limit ? rows[limit - 1]!.id : null,
    waiting: await repo.countWaiting(ctx, paths, landlordId ?? null),
  }
}

async function reportViews(ctx: Ctx, rows: readonly repo.DecidedReport[]): Promise<z.input<typeof TenantReportView>[]> {
  // What was told of a door that has become part of another is of that one.
  const homes = await listCurrentHomes(
    ctx,
    rows.flatMap((row) => row.home_id ?? []),
  )
  const doors = await doorsOfRows(ctx, [...new Map([...homes.values()].map((home) => [home.id, home])).values()])
  const areas = new Map((await listAreas(ctx, [...new Set([...homes.values()].map((home) => home.area_id))])).map((area) => [area.id, area.name]))
  const landlords = new Map(
    (
      await listLandlordRows(
        ctx,
        rows.map((row) => row.landlord_id),
      )
    ).map((row) => [row.id, row]),
  )
  const others = await repo.countOthers(
    ctx,
    rows.map((row) => row.id),
  )
  const subjects: string[] = []
  const views: z.input<typeof TenantReportView>[] = []
  for (const row of rows) {
    const content = openReport(ctx.crypto, row)
    const home = row.home_id === null ? undefined : homes.get(row.home_id)
    const sight = ctx.sight(row.area_path)
    const landlord = landlords.get(row.landlord_id)
    const isWaiting = row.outcome === null && row.kind !== 'stillThere'
    const people = []
    for (const person of content.people) {
      const known = isWaiting ? (await knownPeople(ctx, row.community_id, fieldsOf(person), null)).map((one) => one.row) : []
      subjects.push(...known.map((one) => one.id))
      people.push({
        name: masked('name', person.name, sight.name),
        phone: masked('phone', person.phone, sight.phone),
        document: masked('document', person.documentNumber, sight.document),
        documentKind: person.documentKind,
        origin: person.origin,
        since: person.since,
        known: await knownViews(ctx, known, home?.id ?? null),
      })
    }
    const leaving = []
    for (const [at, residencyId] of content.leaving.entries()) {
      const residency = isWaiting ? await findResidency(ctx, residencyId) : undefined
      if (residency) subjects.push(residency.person_id)
      leaving.push({ residencyId, name: masked('name', content.names[at] ?? null, sight.name), isGone: isWaiting && residency?.until_day !== null })
    }
    views.push({
      id: row.id,
      kind: row.kind,
      state: reportState(row.kind, row.outcome),
      homeId: home?.id ?? row.home_id,
      door: home === undefined ? null : doorShown(ctx, home, doors),
      areaName: home === undefined ? '' : (areas.get(home.area_id) ?? ''),
      path: row.area_path,
      landlordId: row.landlord_id,
      landlordName: landlord === undefined ? null : masked('name', openLandlordName(ctx.crypto, landlord), sight.name),
      reportedAt: row.reported_at.toISOString(),
      on: content.on,
      people,
      leaving,
      others: others.get(row.id) ?? 0,
      reason: openReason(ctx.crypto, row.id, row.reason),
      decidedAt: row.decided_at?.toISOString() ?? null,
    })
  }
  ctx.audit.subjects([...new Set(subjects)])
  return views
}

async function knownViews(ctx: Ctx, known: readonly PersonRow[], homeId: string | null) {
  const homes = await listHomes(
    ctx,
    known.flatMap((person) => person.home_id ?? []),
  )
  const doors = await doorsOfRows(ctx, homes)
  return known.map((person) => {
    const home = homes.find((one) => one.id === person.home_id)
    return {
      personId: person.id,
      name: masked('name', openName(ctx.crypto, person), ctx.sight(person.area_path).name),
      door: home === undefined ? null : doorShown(ctx, home, doors),
      livesHere: person.home_id !== null && person.home_id === homeId,
    }
  })
}

async function reportFor(ctx: Ctx, reportId: string): Promise<repo.DecidedReport> {
  const report = await repo.findReport(ctx, reportId)
  if (!report) throw notFound()
  ctx.must('registry.edit', { path: report.area_path })
  ctx.audit.communityId(report.community_id)
  if (report.outcome !== null || report.kind === 'stillThere') throw fail(registryLandlordErrors, 'registry.report_decided')
  return report
}
/** Once: of two who decide at the same time the second is told. */
async function decide(ctx: Ctx, report: repo.DecidedReport, outcome: 'accepted' | 'refused', reason: string | null): Promise<void> {
  const isFirst = await repo.insertDecision(ctx, {
    community_id: report.community_id,
    report_id: report.id,
    area_path: report.area_path,
    account_id: accountIdOf(ctx),
    outcome,
    reason: reason === null ? null : sealReason(ctx.crypto, report.id, reason),
    decided_at: ctx.now,
  })
  if (!isFirst) throw fail(registryLandlordErrors, 'registry.report_decided')
  await ctx.emit(registryLandlordEvents.tenantReportDecided, { communityId: report.community_id, reportId: report.id, outcome })
}

export const refuseTenantReport: Landlords['refuseTenantReport'] = async (ctx, { reportId, reason }) => {
  await decide(ctx, await reportFor(ctx, reportId), 'refused', reason)
  return {}
}

export const acceptTenantReport: Landlords['acceptTenantReport'] = async (ctx, { reportId, people: choices }) => {
  const report = await reportFor(ctx, reportId)
  const content = openReport(ctx.crypto, report)
  const home = report.home_id === null ? undefined : await findCurrentHome(ctx, report.home_id)
  if (!home) throw notFound()
  if (choices.length !== content.people.length) throw fail(registryLandlordErrors, 'registry.report_choice_wrong')
  await decide(ctx, report, 'accepted', null)
  const done = { added: 0, moved: 0, left: 0 }
  const subjects: string[] = []
  for (const [at, person] of content.people.entries()) {
    const { choice, personId } = choices[at]!
    if ((choice === 'move' || choice === 'alsoHere') !== (personId !== null)) throw fail(registryLandlordErrors, 'registry.report_choice_wrong')
    if (choice === 'add') {
      const added = await addPerson(ctx, { communityId: home.community_id, path: home.area_path, homeId: home.id }, fieldsOf(person))
      await beginResidency(ctx, added.id, home, 'tenant', person.since)
      subjects.push(added.id)
      done.added += 1
    } else if (personId !== null) {
      subjects.push(personId)
      done.moved += await bringHere(ctx, { personId, home, since: person.since, endsOther: choice === 'move' })
    }
  }
  for (const residencyId of content.leaving) {
    const residency = await findResidency(ctx, residencyId)
    // Gone already by somebody else's hand: what the landlord said is true all the same.
    if (!residency || residency.until_day !== null) continue
    subjects.push(residency.person_id)
    await endResidency(ctx, residency, content.on < residency.from_day ? residency.from_day : content.on, null)
    done.left += 1
  }
  ctx.audit.subjects(subjects)
  return done
}

type Bringing = { personId: string; home: HomeRow; since: string; endsOther: boolean }
/** Somebody of the ledger lives here from now on. @returns 1, or 0 when that was so before */
async function bringHere(ctx: Ctx, { personId, home, since, endsOther }: Bringing): Promise<number> {
  const person = await findPersonRow(ctx, personId)
  if (!person) throw notFound()
  ctx.must('registry.edit', { path: person.area_path })
  if (person.community_id !== home.community_id) throw fail(registryErrors, 'registry.other_community')
  // Somebody merged since the report was looked at stands under another row now.
  if (person.merged_into !== null) throw fail(registryErrors, 'registry.changed_meanwhile')
  const open = (await listResidencies(ctx, personId)).filter((one) => one.until_day === null)
  if (open.some((one) => one.home_id === home.id)) return 0
  const before = open.find((one) => one.home_id === person.home_id) ?? open[0]
  if (endsOther && before) {
    await endResidency(ctx, before, since < before.from_day ? before.from_day : since, { home, kind: 'tenant' })
    return 1
  }
  await beginResidency(ctx, personId, home, 'tenant', since)
  await placePerson(ctx, person, person.home_id ?? home.id, 'moved', { home_id: person.home_id, other_id: home.id })
  return 1
}
