// 党员联系房东: landlords, their homes, who keeps in touch with them, and the link each reports by.
import { type LandlordView, type registryLandlords, registryLandlordErrors } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { commonPath } from '@xiaomen/rules/areas'
import { isSilent, printedCardCode, SILENT_DAYS_DRAFT } from '@xiaomen/rules/registry'
import { normaliseName } from '@xiaomen/rules/text'
import type { z } from 'zod'
import { registryErrors } from '@xiaomen/contract'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { accountNames } from '../../access/index.ts'
import { findArea } from '../../areas/index.ts'
import { type Contact, openContactName, openContactPhone, openLandlordName, openLandlordPhone, sealContact, sealLandlord } from '../landlord-fields.ts'
import { makeLandlordLink } from '../make-landlord-link.ts'
import { knownPeople } from '../known-people.ts'
import { doorsOfRows } from '../offers.ts'
import { listCurrentHomes, listHomes } from '../repo/home.ts'
import * as repo from '../repo/landlord.ts'
import { listCurrentPeople, listLinked } from '../repo/person.ts'
import { lockHomeRows } from '../repo/reshape.ts'
import { countWaitingOf } from '../repo/tenant-report.ts'
import { hasSms } from '../send-card.ts'
import type { HomeRow, LandlordHomeRow, LandlordRow } from '../tables.ts'
import { readPhone } from './typed.ts'
import { notFound } from './views.ts'

type Landlords = Handlers<typeof registryLandlords>
const PAGE = 50

/** The landlord, after asking whether this may be done for all his homes: his link shows each of them. */
export async function landlordFor(ctx: Ctx, permission: string, landlordId: string): Promise<LandlordRow> {
  const landlord = await repo.findLandlordRow(ctx, landlordId)
  if (!landlord || landlord.closed_at !== null) throw notFound()
  ctx.must(permission, { path: landlord.area_path })
  ctx.audit.communityId(landlord.community_id)
  return landlord
}

/** Homes that may be edited by this actor, all of one community; one that was joined to another is that one. Locked, so that nobody joins them meanwhile. */
async function homesFor(ctx: Ctx, homeIds: readonly string[]): Promise<HomeRow[]> {
  const current = await listCurrentHomes(ctx, homeIds)
  if (current.size !== new Set(homeIds).size) throw notFound()
  const homes = await lockHomeRows(ctx, [...new Set([...current.values()].map((home) => home.id))])
  if (homes.some((home) => home.retired_at !== null)) throw fail(registryErrors, 'registry.changed_meanwhile')
  for (const home of homes) ctx.must('registry.edit', { path: home.area_path })
  if (new Set(homes.map((home) => home.community_id)).size > 1) throw fail(registryErrors, 'registry.other_community')
  return homes
}

const readContact = async (ctx: Ctx, contact: Contact): Promise<Contact> => {
  if (contact.accountId !== null && !(await accountNames(ctx, [contact.accountId])).has(contact.accountId)) throw notFound()
  return { accountId: contact.accountId, name: contact.name === null ? null : normaliseName(contact.name), phone: readPhone(contact.phone) }
}
/** A landlord of the same name and telephone in this ledger is that person. */
const personOf = async (ctx: Ctx, communityId: string, name: string, phone: string | null): Promise<string | null> =>
  phone === null ? null : ((await knownPeople(ctx, communityId, { name, phone, document: null }, null))[0]?.row.id ?? null)

const homeRows = (ctx: Ctx, landlordId: string, homes: readonly HomeRow[]): LandlordHomeRow[] =>
  homes.map((home) => ({
    community_id: home.community_id,
    id: uuidv7(),
    landlord_id: landlordId,
    home_id: home.id,
    area_path: home.area_path,
    from_day: localDay(ctx.now),
    until_day: null,
  }))

export const addLandlord: Landlords['addLandlord'] = async (ctx, input) => {
  const homes = await homesFor(ctx, input.homeIds)
  const communityId = homes[0]!.community_id
  const id = uuidv7()
  const name = normaliseName(input.name)
  const phone = readPhone(input.phone)
  const row: LandlordRow = {
    community_id: communityId,
    id,
    area_path: commonPath(homes.map((home) => home.area_path)),
    ...sealLandlord(ctx.crypto, id, { name, phone }),
    person_id: await personOf(ctx, communityId, name, phone),
    ...sealContact(ctx.crypto, id, await readContact(ctx, input.contact)),
    code_index: null,
    link_until: null,
    heard_at: null,
    silent_told_at: null,
    version: 1,
    created_at: ctx.now,
    closed_at: null,
  }
  // Two workers of two houses cannot make one landlord together: what lies between must be in the office's sight.
  ctx.must('registry.edit', { path: row.area_path })
  await repo.insertLandlord(ctx, row)
  if (!(await repo.insertLandlordHomes(ctx, homeRows(ctx, id, homes)))) throw fail(registryLandlordErrors, 'registry.home_has_landlord')
  ctx.audit.communityId(communityId)
  return (await landlordViews(ctx, [row]))[0]!
}

export const editLandlord: Landlords['editLandlord'] = async (ctx, { landlordId, version, ...change }) => {
  const landlord = await landlordFor(ctx, 'registry.edit', landlordId)
  const name = change.name === undefined ? openLandlordName(ctx.crypto, landlord) : normaliseName(change.name)
  const phone = change.phone === undefined ? openLandlordPhone(ctx.crypto, landlord) : readPhone(change.phone)
  const values: Partial<LandlordRow> = {
    ...sealLandlord(ctx.crypto, landlordId, { name, phone }),
    person_id: await personOf(ctx, landlord.community_id, name, phone),
    ...(change.contact === undefined ? {} : sealContact(ctx.crypto, landlordId, await readContact(ctx, change.contact))),
  }
  if (change.homeIds !== undefined) {
    const homes = await homesFor(ctx, change.homeIds)
    if (homes.some((home) => home.community_id !== landlord.community_id)) throw fail(registryErrors, 'registry.other_community')
    values.area_path = commonPath(homes.map((home) => home.area_path))
    ctx.must('registry.edit', { path: values.area_path })
    const held = await repo.listLandlordHomes(ctx, [landlordId])
    const gone = held.filter((one) => !homes.some((home) => home.id === one.home_id))
    await repo.updateLandlordHomesEnd(
      ctx,
      gone.map((one) => one.id),
      localDay(ctx.now),
    )
    const fresh = homes.filter((home) => !held.some((one) => one.home_id === home.id))
    if (!(await repo.insertLandlordHomes(ctx, homeRows(ctx, landlordId, fresh)))) throw fail(registryLandlordErrors, 'registry.home_has_landlord')
  }
  if (!(await repo.updateLandlord(ctx, landlordId, version, values))) throw fail(registryErrors, 'registry.changed_meanwhile')
  return (await landlordViews(ctx, [{ ...landlord, ...values, version: version + 1 }]))[0]!
}

export const closeLandlord: Landlords['closeLandlord'] = async (ctx, { landlordId, version }) => {
  await landlordFor(ctx, 'registry.edit', landlordId)
  const held = await repo.listLandlordHomes(ctx, [landlordId])
  await repo.updateLandlordHomesEnd(
    ctx,
    held.map((one) => one.id),
    localDay(ctx.now),
  )
  if (!(await repo.updateLandlord(ctx, landlordId, version, { closed_at: ctx.now, code_index: null, link_until: null })))
    throw fail(registryErrors, 'registry.changed_meanwhile')
  return {}
}

export const listLandlords: Landlords['listLandlords'] = async (ctx, { areaId, homeId, onlySilent, after, limit = PAGE }) => {
  const paths = await pathsFor(ctx, 'registry.read', areaId)
  const rows = await repo.pageLandlords(ctx, {
    paths,
    homeId: homeId ?? null,
    silentBy: onlySilent === true ? { otherwiseDays: SILENT_DAYS_DRAFT } : null,
    after: after ?? null,
    limit: limit + 1,
  })
  const items = await landlordViews(ctx, rows.slice(0, limit))
  ctx.audit.subjects(items.flatMap((item) => item.personId ?? []))
  return { items, next: rows.length > limit ? rows[limit - 1]!.id : null, silentDaysDraft: SILENT_DAYS_DRAFT }
}

/** Of one area, or of everywhere the permission is held. */
export async function pathsFor(ctx: Ctx, permission: string, areaId: string | undefined): Promise<string[]> {
  if (areaId === undefined) return ctx.paths(permission)
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must(permission, area)
  if (area.communityId) ctx.audit.communityId(area.communityId)
  return [area.path]
}

export const doorShown = (ctx: Ctx, home: HomeRow, doors: ReadonlyMap<string, string>): string =>
  masked('door', doors.get(home.id) ?? home.door, ctx.sight(home.area_path).door) ?? '*'

/** The landlord's own record today, also after a merge. */
export async function currentPersonIds(ctx: Ctx, rows: readonly LandlordRow[]): Promise<LandlordRow[]> {
  const people = await listCurrentPeople(
    ctx,
    rows.flatMap((row) => row.person_id ?? []),
  )
  return rows.map((row) => ({ ...row, person_id: row.person_id === null ? null : (people.get(row.person_id)?.id ?? row.person_id) }))
}

export async function landlordViews(ctx: Ctx, landlords: readonly LandlordRow[]): Promise<z.input<typeof LandlordView>[]> {
  const rows = await currentPersonIds(ctx, landlords)
  const ids = rows.map((row) => row.id)
  const held = await repo.listLandlordHomes(ctx, ids)
  const homes = new Map(
    (
      await listHomes(
        ctx,
        held.map((one) => one.home_id),
      )
    ).flatMap((home) => (home.retired_at === null ? [[home.id, home] as const] : [])),
  )
  const doors = await doorsOfRows(ctx, [...homes.values()])
  const living = Map.groupBy(await listLinked(ctx, [...homes.keys()]), (one) => one.residency_home)
  const days = await repo.listSilentDays(
    ctx,
    rows.map((row) => row.community_id),
  )
  const waiting = await countWaitingOf(ctx, ids)
  const contacts = await accountNames(
    ctx,
    rows.flatMap((row) => row.contact_account_id ?? []),
  )
  return rows.map((row) => {
    const own = held.filter((one) => one.landlord_id === row.id).flatMap((one) => homes.get(one.home_id) ?? [])
    // Known through one home of several: as much of the landlord as is seen there.
    const sight = ctx.sight(own[0]?.area_path ?? row.area_path)
    const silentDays = days.get(row.community_id) ?? SILENT_DAYS_DRAFT
    return {
      id: row.id,
      communityId: row.community_id,
      path: row.area_path,
      name: masked('name', openLandlordName(ctx.crypto, row), sight.name),
      phone: masked('phone', openLandlordPhone(ctx.crypto, row), sight.phone),
      personId: row.person_id,
      contact: {
        accountId: row.contact_account_id,
        name:
          row.contact_account_id === null
            ? masked('name', openContactName(ctx.crypto, row), sight.name)
            : (contacts.get(row.contact_account_id) ?? openContactName(ctx.crypto, row)),
        phone: masked('phone', openContactPhone(ctx.crypto, row), sight.phone),
      },
      homes: own.map((home) => ({
        homeId: home.id,
        door: doorShown(ctx, home, doors),
        path: home.area_path,
        tenants: (living.get(home.id) ?? []).filter(isTenant(row)).length,
      })),
      linkUntil: row.code_index !== null && row.link_until !== null && row.link_until > ctx.now ? row.link_until.toISOString() : null,
      heardAt: row.heard_at?.toISOString() ?? null,
      waiting: waiting.get(row.id) ?? 0,
      isSilent: isSilent({ heardAt: row.heard_at, createdAt: row.created_at }, silentDays, ctx.now),
      silentDays,
      version: row.version,
    }
  })
}
/** Whoever lives there and is neither the landlord nor an owner. */
export const isTenant =
  (landlord: LandlordRow) =>
  (one: { id: string; residency_kind: string }): boolean =>
    one.id !== landlord.person_id && one.residency_kind !== 'owner' && one.residency_kind !== 'registeredElsewhere'

export const issueLandlordLink: Landlords['issueLandlordLink'] = async (ctx, { landlordId }) => {
  const landlord = await landlordFor(ctx, 'registry.invite', landlordId)
  const { code, until } = await makeLandlordLink(ctx, landlord)
  const view = (await landlordViews(ctx, [landlord]))[0]!
  return {
    landlordId,
    communityName: (await findArea(ctx, landlord.community_id))?.name ?? '',
    name: view.name,
    doors: view.homes.map((home) => home.door),
    contactName: view.contact.name,
    code: printedCardCode(code),
    // Behind the '#' it never leaves the phone: servers and their logs do not see it.
    link: `/#/landlord/${code}`,
    until: until.toISOString(),
  }
}

export const sendLandlordLink: Landlords['sendLandlordLink'] = async (ctx, { landlordId }) => {
  const landlord = await landlordFor(ctx, 'registry.invite', landlordId)
  if (!hasSms()) return { state: 'noGateway' }
  if (landlord.phone === null) return { state: 'noPhone' }
  await ctx.enqueue('registry.sendLandlordLink', { landlordId })
  return { state: 'queued' }
}

export const revokeLandlordLink: Landlords['revokeLandlordLink'] = async (ctx, { landlordId }) => {
  await landlordFor(ctx, 'registry.invite', landlordId)
  await repo.updateLink(ctx, landlordId, { code_index: null, link_until: null })
  return {}
}

export const setSilentDays: Landlords['setSilentDays'] = async (ctx, { communityId, days }) => {
  const community = await findArea(ctx, communityId)
  if (!community || community.level !== 'community') throw notFound()
  ctx.must('registry.settings', community)
  ctx.audit.communityId(communityId)
  await repo.putSilentDays(ctx, { community_id: communityId, area_path: community.path, silent_days: days })
  return { days }
}
