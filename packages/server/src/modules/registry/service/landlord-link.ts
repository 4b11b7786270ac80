// 房东的链接: who holds it reads his own doors and tells who came and who left. It changes nobody's record by itself.
import { commonErrors, registryErrors, type registryLandlords, registryLandlordErrors, registryLandlordEvents } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import {
  isPossibleDocument,
  MOST_REPORTS_PER_DAY,
  MOST_REPORTS_WAITING,
  normaliseDocument,
  readCardCode,
  reportState,
  type TenantReportFault,
  tenantReportFault,
} from '@xiaomen/rules/registry'
import { normaliseName } from '@xiaomen/rules/text'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail, failKeeping } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay, startOfDay } from '../../../platform/time.ts'
import { accountNames } from '../../access/index.ts'
import { findArea } from '../../areas/index.ts'
import { openContactName, openLandlordName, openReason, openReport, type ReportContent, sameReport, sealReport } from '../landlord-fields.ts'
import { landlordCodeIndex } from '../make-landlord-link.ts'
import { doorsOfRows } from '../offers.ts'
import { openName } from '../person-fields.ts'
import { listHomes } from '../repo/home.ts'
import { findLandlordByCode, listLandlordHomes, updateHeard } from '../repo/landlord.ts'
import { listLinked } from '../repo/person.ts'
import * as repo from '../repo/tenant-report.ts'
import type { LandlordRow } from '../tables.ts'
import { currentPersonIds, isTenant } from './landlords.ts'
import { readPhone } from './typed.ts'

type Landlords = Handlers<typeof registryLandlords>
const MOST_SHOWN = 20
const FAULTS = {
  not_own_home: 'registry.report_not_own_home',
  nobody_named: 'registry.report_nobody_named',
  not_living_there: 'registry.report_not_living_there',
  day_wrong: 'registry.report_day_wrong',
} as const satisfies Record<TenantReportFault, keyof typeof registryLandlordErrors>

async function openLink(ctx: Ctx, typed: string) {
  const code = readCardCode(typed)
  const found = code === null ? undefined : await findLandlordByCode(ctx, landlordCodeIndex(ctx, code))
  if (!found) throw fail(registryLandlordErrors, 'registry.link_unknown')
  const landlord = (await currentPersonIds(ctx, [found]))[0]!
  ctx.audit.place(landlord.area_path)
  ctx.audit.communityId(landlord.community_id)
  const held = await listLandlordHomes(ctx, [landlord.id])
  const rows = await listHomes(
    ctx,
    held.map((one) => one.home_id),
  )
  // In the order they were entered, as the landlord knows them from the paper.
  const homes = held.flatMap((one) => rows.find((home) => home.id === one.home_id && home.retired_at === null) ?? [])
  const living = await listLinked(
    ctx,
    homes.map((home) => home.id),
  )
  return { landlord, homes, living: Map.groupBy(living.filter(isTenant(landlord)), (one) => one.residency_home) }
}
const hidden = (name: string): string => masked('name', name, 'masked')!

export const openLandlordLink: Landlords['openLandlordLink'] = async (ctx, { code }) => {
  ctx.self()
  const { landlord, homes, living } = await openLink(ctx, code)
  const doors = await doorsOfRows(ctx, homes)
  const reports = await repo.listReportsOfLandlord(ctx, landlord.id, MOST_SHOWN)
  ctx.audit.subjects([...living.values()].flat().map((one) => one.id))
  return {
    communityName: (await findArea(ctx, landlord.community_id))?.name ?? '',
    landlordName: hidden(openLandlordName(ctx.crypto, landlord)),
    contactName: await contactOf(ctx, landlord),
    until: landlord.link_until!.toISOString(),
    today: localDay(ctx.now),
    homes: homes.map((home) => ({
      homeId: home.id,
      door: doors.get(home.id) ?? home.door,
      tenants: (living.get(home.id) ?? []).map((one) => ({ residencyId: one.residency_id, name: hidden(openName(ctx.crypto, one)), since: one.from_day })),
    })),
    reports: reports.map((row) => {
      const content = openReport(ctx.crypto, row)
      return {
        id: row.id,
        kind: row.kind,
        state: reportState(row.kind, row.outcome),
        door: row.home_id === null ? null : (doors.get(row.home_id) ?? null),
        reportedAt: row.reported_at.toISOString(),
        on: content.on,
        names: [...content.people.map((person) => person.name), ...content.names].map(hidden),
        reason: openReason(ctx.crypto, row.id, row.reason),
      }
    }),
  }
}
/** Whom to ask: the one of the office by name, as on the paper. */
const contactOf = async (ctx: Ctx, landlord: LandlordRow): Promise<string | null> =>
  landlord.contact_account_id === null
    ? openContactName(ctx.crypto, landlord)
    : ((await accountNames(ctx, [landlord.contact_account_id])).get(landlord.contact_account_id) ?? null)

export const reportTenants: Landlords['reportTenants'] = async (ctx, input) => {
  ctx.self()
  const { landlord, homes, living } = await openLink(ctx, input.code)
  const names = new Map([...living.values()].flat().map((one) => [one.residency_id, openName(ctx.crypto, one)]))
  const content: ReportContent = {
    kind: input.kind,
    homeId: input.homeId,
    on: input.on,
    people: input.people.map((person) => {
      const number = person.documentNumber === null ? null : normaliseDocument(person.documentNumber)
      if (number !== null && !isPossibleDocument(person.documentKind ?? 'residentId', number)) throw fail(registryErrors, 'registry.document_wrong')
      return {
        name: normaliseName(person.name),
        phone: readPhone(person.phone),
        documentKind: number === null ? null : (person.documentKind ?? 'residentId'),
        documentNumber: number,
        origin: person.origin,
        since: person.since,
      }
    }),
    leaving: [...new Set(input.leaving)],
    names: input.leaving.flatMap((link) => names.get(link) ?? []),
  }
  // First of all the same report again: whoever left is not there any more when the office was quick.
  const before = await repo.findReport(ctx, input.id)
  if (before) return answerAgain(ctx, landlord, before, content)
  const own = new Map(homes.map((home) => [home.id, (living.get(home.id) ?? []).map((one) => one.residency_id)]))
  const fault = tenantReportFault(content, own, localDay(ctx.now))
  if (fault !== null) throw fail(registryLandlordErrors, FAULTS[fault])
  const today = startOfDay(localDay(ctx.now))
  if ((await repo.countWaiting(ctx, ['/'], landlord.id)) >= MOST_REPORTS_WAITING || (await repo.countSince(ctx, landlord.id, today)) >= MOST_REPORTS_PER_DAY)
    throw fail(commonErrors, 'request.too_many')

  const isNew = await repo.insertReport(ctx, {
    community_id: landlord.community_id,
    id: input.id,
    landlord_id: landlord.id,
    home_id: input.homeId,
    area_path: homes.find((home) => home.id === input.homeId)?.area_path ?? landlord.area_path,
    kind: input.kind,
    content: sealReport(ctx.crypto, 'registry.tenant_report', input.id, content),
    reported_at: ctx.now,
  })
  // Of another landlord, and by no chance: nothing is told about it.
  if (!isNew) throw fail(registryLandlordErrors, 'registry.report_other_bytes')
  await updateHeard(ctx, landlord.id)
  await ctx.emit(registryLandlordEvents.tenantReported, {
    communityId: landlord.community_id,
    reportId: input.id,
    landlordId: landlord.id,
    homeId: input.homeId,
    kind: input.kind,
  })
  return { state: reportState(input.kind, null) }
}

/** A double tap, a bad line: the same again is well; something else under its number is refused, kept, and shown to whoever decides. */
async function answerAgain(ctx: Ctx, landlord: LandlordRow, before: repo.DecidedReport, content: ReportContent) {
  if (before.landlord_id !== landlord.id) throw fail(registryLandlordErrors, 'registry.report_other_bytes')
  if (sameReport(openReport(ctx.crypto, before), content)) return { state: reportState(before.kind, before.outcome) }
  const others = (await repo.countOthers(ctx, [before.id])).get(before.id) ?? 0
  if (others < MOST_SHOWN) {
    const id = uuidv7()
    await repo.insertReportOther(ctx, {
      community_id: landlord.community_id,
      id,
      report_id: before.id,
      area_path: before.area_path,
      content: sealReport(ctx.crypto, 'registry.tenant_report_other', id, content),
      reported_at: ctx.now,
    })
  }
  ctx.audit.reason('registry.report_other_bytes')
  throw failKeeping(registryLandlordErrors, 'registry.report_other_bytes')
}
