// 商铺与企业: what trades here, where, and how many work in it.
import { type EnterpriseView, type registryEnterprises, registryEnterpriseErrors, registryErrors } from '@xiaomen/contract'
import { masked } from '@xiaomen/rules/access'
import { enterpriseKey } from '@xiaomen/rules/registry'
import { normaliseName } from '@xiaomen/rules/text'
import type { z } from 'zod'
import type { FieldCrypto } from '../../../platform/crypto.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { AppError, fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { seeingAll } from '../../../platform/scope.ts'
import { findArea, listAreas } from '../../areas/index.ts'
import { hasInitials } from '../initials.ts'
import { doorsOfRows } from '../offers.ts'
import { openName, personSealer } from '../person-fields.ts'
import * as repo from '../repo/enterprise.ts'
import { findCurrentHome, listHomes } from '../repo/home.ts'
import { searchStaffByName, updateWorkplaces } from '../repo/staff-people.ts'
import type { EnterpriseRow } from '../tables.ts'
import { doorShown, pathsFor } from './landlords.ts'
import { readPhone } from './typed.ts'
import { notFound } from './views.ts'

type Enterprises = Handlers<typeof registryEnterprises>
const PAGE = 50
const MOST_PEOPLE = 200

const at = (row: string, column: string) => ({ table: 'registry.enterprise', row, column })
const sealContact = (
  crypto: FieldCrypto,
  id: string,
  { name, phone }: { name: string | null; phone: string | null },
): Pick<EnterpriseRow, 'contact_name' | 'contact_phone'> => ({
  contact_name: name === null ? null : crypto.seal('name', at(id, 'contact_name'), normaliseName(name)),
  contact_phone: phone === null ? null : crypto.seal('phone', at(id, 'contact_phone'), phone),
})
const openContact = (crypto: FieldCrypto, row: EnterpriseRow) => ({
  name: row.contact_name === null ? null : crypto.open('name', at(row.id, 'contact_name'), row.contact_name),
  phone: row.contact_phone === null ? null : crypto.open('phone', at(row.id, 'contact_phone'), row.contact_phone),
})

export async function enterpriseFor(ctx: Ctx, permission: string, enterpriseId: string): Promise<EnterpriseRow> {
  const row = await repo.findEnterpriseRow(ctx, enterpriseId)
  if (!row) throw notFound()
  ctx.must(permission, { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  return row
}
/** People without a home here go with their work, or to the community; whoever writes it down need not see either. */
export const placeWorkers = (ctx: Ctx, communityId: string, personIds: readonly string[]): Promise<void> =>
  seeingAll(ctx, async () => updateWorkplaces(ctx, personIds, (await findArea(ctx, communityId))?.path ?? '/'))

export const listEnterprises: Enterprises['listEnterprises'] = async (ctx, { areaId, homeId, enterpriseId, trade, text, alsoClosed, after, limit = PAGE }) => {
  const paths = await pathsFor(ctx, 'registry.enterprises', areaId)
  const rows = await repo.pageEnterprises(ctx, {
    paths,
    homeId: homeId ?? null,
    enterpriseId: enterpriseId ?? null,
    trade: trade ?? null,
    sought: text === undefined ? null : { key: enterpriseKey(text), personIds: await workersNamed(ctx, paths, text) },
    alsoClosed: alsoClosed ?? false,
    after: after ?? null,
    limit: limit + 1,
  })
  return { items: await enterpriseViews(ctx, rows.slice(0, limit)), next: rows.length > limit ? rows[limit - 1]!.id : null }
}
/** Only where the reader may have names whole: a mask must not be undone by asking. */
async function workersNamed(ctx: Ctx, paths: readonly string[], text: string): Promise<string[]> {
  if (!/\p{L}/u.test(text) || paths.length === 0) return []
  const plain = (name: string) => name.toLowerCase().replace(/[\s·.'-]/gu, '')
  const wanted = plain(text)
  const query = personSealer(ctx.crypto).nameQuery(text)
  const found = await seeingAll(ctx, () => searchStaffByName(ctx, { paths, query, limit: MOST_PEOPLE }))
  return found.flatMap((one) => {
    if (ctx.sight(one.staff_path).name !== 'full') return []
    const name = openName(ctx.crypto, one)
    return plain(name).includes(wanted) || (query.initials !== null && hasInitials(name, wanted)) ? [one.id] : []
  })
}

export async function enterpriseViews(ctx: Ctx, rows: readonly EnterpriseRow[]): Promise<z.input<typeof EnterpriseView>[]> {
  const homes = await listHomes(
    ctx,
    rows.flatMap((row) => row.home_id ?? []),
  )
  const doors = await doorsOfRows(ctx, homes)
  const areas = new Map((await listAreas(ctx, [...new Set(rows.map((row) => row.area_id))])).map((area) => [area.id, area.name]))
  const counts = await repo.countStaff(
    ctx,
    rows.map((row) => row.id),
  )
  return rows.map((row) => {
    const home = homes.find((one) => one.id === row.home_id)
    const sight = ctx.sight(row.area_path)
    const contact = openContact(ctx.crypto, row)
    return {
      id: row.id,
      communityId: row.community_id,
      path: row.area_path,
      areaId: row.area_id,
      areaName: areas.get(row.area_id) ?? '',
      homeId: row.home_id,
      // A shop's door is on its sign; of a home no more is shown than its reader may see.
      door: home === undefined ? null : home.use === 'shop' ? (doors.get(home.id) ?? home.door) : doorShown(ctx, home, doors),
      name: row.name,
      trade: row.trade,
      state: row.state,
      contactName: masked('name', contact.name, sight.name),
      contactPhone: masked('phone', contact.phone, sight.phone),
      openedOn: row.opened_on,
      closedOn: row.closed_on,
      staff: counts.get(row.id) ?? 0,
      version: row.version,
    }
  })
}

async function placeFor(ctx: Ctx, { homeId, areaId }: { homeId: string | null; areaId: string | null }) {
  if ((homeId === null) === (areaId === null)) throw new AppError('request.invalid', 400)
  if (homeId !== null) {
    const home = await findCurrentHome(ctx, homeId)
    if (!home) throw notFound()
    return { communityId: home.community_id, areaId: home.area_id, homeId: home.id, path: home.area_path }
  }
  const area = await findArea(ctx, areaId!)
  if (!area) throw notFound()
  return { communityId: area.communityId, areaId: area.id, homeId: null, path: area.path }
}

export const addEnterprise: Enterprises['addEnterprise'] = async (ctx, input) => {
  const place = await placeFor(ctx, input)
  ctx.must('registry.enterprise', place)
  // Only within a community: everything that grows with people is kept by community.
  if (place.communityId === null) throw fail(registryErrors, 'registry.area_holds_no_homes')
  const id = uuidv7()
  const row: EnterpriseRow = {
    community_id: place.communityId,
    id,
    area_id: place.areaId,
    home_id: place.homeId,
    area_path: place.path,
    name: input.name,
    name_key: enterpriseKey(input.name),
    trade: input.trade,
    state: 'open',
    ...sealContact(ctx.crypto, id, { name: input.contactName, phone: readPhone(input.contactPhone) }),
    opened_on: input.openedOn,
    closed_on: null,
    version: 1,
    created_at: ctx.now,
  }
  await repo.insertEnterprise(ctx, row)
  ctx.audit.communityId(place.communityId)
  return (await enterpriseViews(ctx, [row]))[0]!
}

export const editEnterprise: Enterprises['editEnterprise'] = async (ctx, { enterpriseId, version, ...change }) => {
  const row = await enterpriseFor(ctx, 'registry.enterprise', enterpriseId)
  if (row.state === 'closed') throw fail(registryEnterpriseErrors, 'registry.enterprise_closed')
  const before = openContact(ctx.crypto, row)
  const values: Partial<EnterpriseRow> = {
    name: change.name ?? row.name,
    name_key: enterpriseKey(change.name ?? row.name),
    trade: change.trade ?? row.trade,
    state: change.state ?? row.state,
    ...sealContact(ctx.crypto, enterpriseId, {
      name: change.contactName === undefined ? before.name : change.contactName,
      phone: change.contactPhone === undefined ? before.phone : readPhone(change.contactPhone),
    }),
  }
  if (!(await repo.updateEnterprise(ctx, enterpriseId, version, values))) throw fail(registryErrors, 'registry.changed_meanwhile')
  return (await enterpriseViews(ctx, [{ ...row, ...values, version: version + 1 }]))[0]!
}

export const closeEnterprise: Enterprises['closeEnterprise'] = async (ctx, { enterpriseId, version, on }) => {
  const row = await enterpriseFor(ctx, 'registry.enterprise', enterpriseId)
  if (row.state === 'closed') throw fail(registryEnterpriseErrors, 'registry.enterprise_closed')
  if (on < row.opened_on) throw fail(registryEnterpriseErrors, 'registry.enterprise_day_wrong')
  if (!(await repo.updateEnterprise(ctx, enterpriseId, version, { state: 'closed', closed_on: on }))) throw fail(registryErrors, 'registry.changed_meanwhile')
  const people = await repo.updateStaffEnds(ctx, enterpriseId, on)
  await placeWorkers(ctx, row.community_id, people)
  return { ended: people.length }
}
