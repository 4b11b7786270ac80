// 一户一档: the home, who lives there, what is due at its door; the building chart; finding homes.
import { type HOME_DUES, type registry, registryErrors } from '@xiaomen/contract'
import { comparePaths } from '@xiaomen/rules/areas'
import { masked } from '@xiaomen/rules/access'
import { doorKey, doorQueryKey, normaliseDocument, normaliseDoor, normalisePhone } from '@xiaomen/rules/registry'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { type Area, areasUnder, findArea, reserveHomes, setHomeCount } from '../../areas/index.ts'
import { doorKeysOf, matchingDoors } from '../offers.ts'
import { documentIndex, openCare, openName, personSealer, phoneIndex, phoneTail } from '../person-fields.ts'
import * as homes from '../repo/home.ts'
import { listInvited } from '../repo/invitation.ts'
import * as people from '../repo/person.ts'
import type { HomeRow, PersonRow } from '../tables.ts'
import { doorFor, homeFor, homeViews, notFound, personView } from './views.ts'

type Registry = Handlers<typeof registry>
type Due = { kind: (typeof HOME_DUES)[number]; personId: string | null }

/** What is owed at a door: nobody known, numbers missing, not yet invited, somebody in need whom nobody can call. */
function duesOf(ctx: Ctx, home: HomeRow, residents: readonly PersonRow[], isInvited: boolean): Due[] {
  if (residents.length === 0) return home.use === 'vacant' ? [] : [{ kind: 'nobodyRecorded', personId: null }]
  const hasPhone = residents.some((person) => person.phone !== null)
  const seesCare = ctx.sight(home.area_path).care === 'full'
  return [
    ...(hasPhone ? [] : [{ kind: 'phoneMissing' as const, personId: null }]),
    ...residents.filter((person) => person.document === null).map((person) => ({ kind: 'documentMissing' as const, personId: person.id })),
    ...(isInvited ? [] : [{ kind: 'notInvited' as const, personId: null }]),
    ...(seesCare && !hasPhone
      ? residents.filter((person) => person.care !== null).map((person) => ({ kind: 'careWithoutContact' as const, personId: person.id }))
      : []),
  ]
}

export const getHome: Registry['getHome'] = async (ctx, { homeId }) => {
  const home = await homeFor(ctx, 'registry.read', homeId)
  const linked = await people.listLinked(ctx, [homeId], 'ever')
  ctx.audit.subjects([...new Set(linked.map((row) => row.id))])
  const residents = linked.filter((row) => row.until_day === null)
  return {
    home: (await homeViews(ctx, [home]))[0]!,
    residents: residents.map((row) => personView(ctx, row)),
    past: linked.filter((row) => row.until_day !== null).map((row) => personView(ctx, row)),
    dues: duesOf(ctx, home, residents, (await listInvited(ctx, [homeId])).has(homeId)),
  }
}

/** A compound of towers fits; a street would open every care mark of 65,000 people for a picture nobody can read. */
const MOST_CHART_HOMES = 1_500

export const getBuildingChart: Registry['getBuildingChart'] = async (ctx, { areaId, asks }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must('registry.chart', area)
  if (area.homes > MOST_CHART_HOMES) throw fail(registryErrors, 'registry.chart_too_large')
  if (area.communityId) ctx.audit.communityId(area.communityId)
  const areas = await areasUnder(ctx, area.path)
  const rows = await homes.listHomesBeneath(ctx, area.path)
  const ids = rows.map((home) => home.id)
  const residents = asks === 'use' ? new Map<string, people.LinkedPerson[]>() : Map.groupBy(await people.listLinked(ctx, ids), (row) => row.residency_home)
  const invited = asks === 'due' ? await listInvited(ctx, ids) : new Set<string>()
  const cellOf = (home: HomeRow) => {
    const living = residents.get(home.id) ?? []
    const isShown = asks === 'care' && ctx.sight(home.area_path).care === 'full'
    return {
      homeId: home.id,
      door: doorFor(ctx, home),
      use: home.use,
      people: asks === 'use' ? null : living.length,
      care: isShown ? [...new Set(living.flatMap((row) => openCare(ctx.crypto, row)))] : null,
      dues: asks === 'due' ? duesOf(ctx, home, living, invited.has(home.id)).length : null,
    }
  }
  const byArea = Map.groupBy(rows, (home) => home.area_id)
  return {
    areaId,
    name: area.name,
    units: areas
      .filter((one) => byArea.has(one.id))
      .map((one) => ({ areaId: one.id, name: nameWithin(one, area, areas), floors: floorsOf(byArea.get(one.id)!, cellOf) })),
  }
}

/** '3幢 2单元' when the chart is of a compound, '2单元' when it is of the building. */
const nameWithin = (area: Area, root: Area, areas: readonly Area[]): string => {
  const between = areas.filter((one) => one.path !== root.path && area.path.startsWith(one.path)).map((one) => one.name)
  return between.length === 0 ? area.name : between.join(' ')
}

function floorsOf<T>(rows: readonly HomeRow[], cellOf: (home: HomeRow) => T): { floor: number | null; cells: T[] }[] {
  // The roof first, as a building stands; homes whose floor nobody said come last.
  return [...Map.groupBy(rows, (home) => home.floor)]
    .toSorted(([a], [b]) => (b ?? -1000) - (a ?? -1000))
    .map(([floor, line]) => ({ floor, cells: line.toSorted((a, b) => a.door_key.localeCompare(b.door_key, 'en', { numeric: true })).map(cellOf) }))
}

const MOST_FOUND = 50

export const findHomes: Registry['findHomes'] = async (ctx, { areaId, text }) => {
  const paths = await searchPaths(ctx, areaId)
  const found = new Map<string, HomeRow>()
  const key = doorQueryKey(text)
  for (const home of await matchingDoors(ctx, await homes.listHomesByKeys(ctx, paths, doorKeysOf(key), 300), key))
    if (ctx.sight(home.area_path).door !== 'none') found.set(home.id, home)

  const matches = await searchPeople(ctx, paths, text)
  for (const home of await homes.listHomes(
    ctx,
    matches.flatMap((person) => person.home_id ?? []),
  ))
    found.set(home.id, home)
  const rows = [...found.values()].toSorted((a, b) => comparePaths(a.area_path, b.area_path)).slice(0, MOST_FOUND)
  const residents = Map.groupBy(
    await people.listLinked(
      ctx,
      rows.map((home) => home.id),
    ),
    (row) => row.residency_home,
  )
  ctx.audit.subjects([...residents.values()].flat().map((row) => row.id))
  const views = await homeViews(ctx, rows)
  return views.map((home) => ({
    home,
    names: (residents.get(home.id) ?? []).flatMap((row) => masked('name', openName(ctx.crypto, row), ctx.sight(row.residency_path).name) ?? []),
  }))
}

async function searchPaths(ctx: Ctx, areaId: string | undefined): Promise<string[]> {
  if (areaId === undefined) return ctx.paths('registry.read')
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must('registry.read', area)
  if (area.communityId) ctx.audit.communityId(area.communityId)
  return [area.path]
}

/** A class is searched only where its reader may have it whole: a mask must not be undone by asking. */
async function searchPeople(ctx: Ctx, paths: readonly string[], text: string): Promise<PersonRow[]> {
  const sought = { paths, limit: MOST_FOUND }
  const found: PersonRow[] = []
  const take = (rows: PersonRow[], dataClass: 'name' | 'phone' | 'document') => {
    found.push(...rows.filter((row) => ['full', 'onReason'].includes(ctx.sight(row.area_path)[dataClass])))
  }
  const phone = normalisePhone(text),
    number = normaliseDocument(text)
  if (/^\d{4}$/.test(number)) take(await people.searchByPhoneTail(ctx, sought, phoneTail(ctx.crypto, number)), 'phone')
  if (phone !== null) take(await people.searchByPhone(ctx, sought, phoneIndex(ctx.crypto, phone)), 'phone')
  if (/^[A-Z0-9()/.]{5,30}$/.test(number)) take(await people.searchByDocument(ctx, sought, documentIndex(ctx.crypto, number)), 'document')
  if (/\p{L}/u.test(text)) {
    const wanted = text.toLowerCase().replace(/[\s·.'-]/gu, '')
    const rows = await people.searchByName(ctx, sought, personSealer(ctx.crypto).queryTokens(text))
    take(
      rows.filter((row) =>
        openName(ctx.crypto, row)
          .toLowerCase()
          .replace(/[\s·.'-]/gu, '')
          .includes(wanted),
      ),
      'name',
    )
  }
  return found
}

export const addHome: Registry['addHome'] = async (ctx, { areaId, door, floor, use }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must('registry.edit', area)
  if (area.communityId === null || area.level === 'community') throw fail(registryErrors, 'registry.area_holds_no_homes')
  const shown = normaliseDoor(door),
    key = doorKey(door)
  // The area is locked by this: an import or another addition beside it waits, and then sees this door.
  const ordinal = (await reserveHomes(ctx, new Map([[area.id, 1]]))).get(area.id)!
  if (await homes.isDoorTaken(ctx, area.communityId, area.id, key)) throw fail(registryErrors, 'registry.door_taken')
  const row: HomeRow = {
    community_id: area.communityId,
    id: uuidv7(),
    area_id: area.id,
    area_path: `${area.path}h${ordinal}/`,
    ordinal,
    door: shown,
    door_key: key,
    floor,
    use,
    version: 1,
    import_id: null,
    leaned_on: false,
    created_at: ctx.now,
    retired_at: null,
    merged_into: null,
  }
  await homes.insertHome(ctx, row)
  await setHomeCount(ctx, new Map([[area.id, 1]]))
  ctx.audit.communityId(area.communityId)
  return (await homeViews(ctx, [row]))[0]!
}

export const setHomeUse: Registry['setHomeUse'] = async (ctx, { homeId, use, version }) => {
  const home = await homeFor(ctx, 'registry.edit', homeId)
  if (!(await homes.updateHomeUse(ctx, homeId, version, use))) throw fail(registryErrors, 'registry.changed_meanwhile')
  await people.insertHistory(ctx, {
    community_id: home.community_id,
    id: uuidv7(),
    area_path: home.area_path,
    at: ctx.now,
    account_id: ctx.actor.kind === 'account' ? ctx.actor.id : null,
    person_id: null,
    home_id: homeId,
    what: `use ${home.use}`,
    before: null,
  })
  return (await homeViews(ctx, [{ ...home, use, version: version + 1 }]))[0]!
}
