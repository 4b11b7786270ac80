// What the ledger does for the modules above it. Names, phones and documents come whole: the caller shows no more than its reader may see.
import type { Level } from '@xiaomen/rules/areas'
import { type CareCategory, type DocumentKind, doorQueryKey, fullDoor, type HomeUse, normaliseDocument, type ResidencyKind } from '@xiaomen/rules/registry'
import type { Ctx } from '../../platform/ctx.ts'
import { areasAt, listAreas } from '../areas/index.ts'
import { documentIndex, openCare, openDocument, openName, openPhone } from './person-fields.ts'
import { findCurrentHome, listCurrentHomes, listHomesBeneath, listHomesOfCommunity, markHomeLeanedOn } from './repo/home.ts'
import { type LinkedPerson, listCurrentPeople, listLinked, markPersonLeanedOn } from './repo/person.ts'
import { findReshaping } from './repo/reshaping.ts'
import { listByDocuments, searchByDocument } from './repo/search.ts'
import type { HomeRow, PersonRow } from './tables.ts'

export type Person = {
  id: string
  communityId: string
  path: string
  homeId: string | null
  name: string
  phone: string | null
  document: string | null
  documentKind: DocumentKind | null
  care: CareCategory[]
  lang: string | null
  version: number
}
export type Home = {
  id: string
  communityId: string
  path: string
  areaId: string
  door: string
  floor: number | null
  use: HomeUse
  version: number
  /** Joined to another home: nobody is looked for at this door any more. */ isRetired: boolean
}
export type Resident = Person & { residencyId: string; residency: ResidencyKind }

export const toHome = (row: HomeRow): Home => ({
  id: row.id,
  communityId: row.community_id,
  path: row.area_path,
  areaId: row.area_id,
  door: row.door,
  floor: row.floor,
  use: row.use,
  version: row.version,
  isRetired: row.retired_at !== null,
})
const toPerson = ({ crypto }: Ctx, row: PersonRow): Person => ({
  id: row.id,
  communityId: row.community_id,
  path: row.area_path,
  homeId: row.home_id,
  name: openName(crypto, row),
  phone: openPhone(crypto, row),
  document: openDocument(crypto, row),
  documentKind: row.document_kind,
  care: openCare(crypto, row),
  lang: row.lang,
  version: row.version,
})

export async function findPerson(ctx: Ctx, id: string): Promise<Person | null> {
  const row = (await listCurrentPeople(ctx, [id])).get(id)
  return row ? toPerson(ctx, row) : null
}
export async function findHome(ctx: Ctx, id: string): Promise<Home | null> {
  const row = await findCurrentHome(ctx, id)
  return row ? toHome(row) : null
}
/** Says that something outside the ledger (a case, a printed code) now stands on this person or home: the import that made them can no longer be taken back. */
export async function leanOn(ctx: Ctx, { personId, homeId }: { personId?: string; homeId?: string }): Promise<void> {
  // The row that is named and the one it points to: neither is to be taken back from under what stands on it.
  if (personId !== undefined)
    for (const id of new Set([personId, (await currentPeople(ctx, [personId])).get(personId) ?? personId])) await markPersonLeanedOn(ctx, id)
  if (homeId !== undefined) await markHomeLeanedOn(ctx, homeId)
}
/** Asked id → who that is today; ids that are not there or not visible are left out. */
export const peopleByIds = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, Person>> =>
  new Map([...(await listCurrentPeople(ctx, ids))].map(([id, row]) => [id, toPerson(ctx, row)]))
/** Ids that are not there or not visible are left out. */
export const namesOf = async (ctx: Ctx, personIds: readonly string[]): Promise<Map<string, string>> =>
  new Map([...(await listCurrentPeople(ctx, personIds))].map(([id, row]) => [id, openName(ctx.crypto, row)]))
/** Asked id → the home it is part of today. */
export const currentHomes = async (ctx: Ctx, homeIds: readonly string[]): Promise<Map<string, string>> =>
  new Map([...(await listCurrentHomes(ctx, homeIds))].map(([id, row]) => [id, row.id]))
/** Asked id → the id that stands for this person today: one that was merged points on. */
export const currentPeople = async (ctx: Ctx, personIds: readonly string[]): Promise<Map<string, string>> =>
  new Map([...(await listCurrentPeople(ctx, personIds))].map(([id, row]) => [id, row.id]))

/** A merge or a split that was undone: what an event told of it is not so any more. */
export const isTakenBack = async (ctx: Ctx, reshapingId: string): Promise<boolean> => {
  const row = await findReshaping(ctx, reshapingId)
  return row !== undefined && row.undone_at !== null
}

/** Home id → '3-2-501', with building and unit. */
export async function doorsOf(ctx: Ctx, homeIds: readonly string[]): Promise<Map<string, string>> {
  const homes = await listCurrentHomes(ctx, homeIds)
  const doors = await doorsOfRows(ctx, [...new Map([...homes.values()].map((home) => [home.id, home])).values()])
  return new Map([...homes].flatMap(([id, home]) => (doors.has(home.id) ? [[id, doors.get(home.id)!] as const] : [])))
}

export async function doorsOfRows(ctx: Ctx, homes: readonly HomeRow[]): Promise<Map<string, string>> {
  const own = new Map((await listAreas(ctx, [...new Set(homes.map((home) => home.area_id))])).map((area) => [area.id, area]))
  const above = new Map(
    (await areasAt(ctx, [...new Set([...own.values()].filter((area) => area.level === 'unit').map((area) => area.path.replace(/[^/]+\/$/, '')))])).map(
      (area) => [area.path, area],
    ),
  )
  return new Map(
    homes.map((home) => {
      const area = own.get(home.area_id)
      const building = area?.level === 'unit' ? above.get(area.path.replace(/[^/]+\/$/, '')) : area
      const nameAt = (level: Level, named: { level: Level; name: string } | undefined) => (named?.level === level ? named.name : null)
      return [home.id, fullDoor(nameAt('building', building), nameAt('unit', area), home.door)]
    }),
  )
}

export const residentsOf = async (ctx: Ctx, homeId: string): Promise<Resident[]> =>
  (await listLinked(ctx, [(await findCurrentHome(ctx, homeId))?.id ?? homeId])).map((row: LinkedPerson) => ({
    ...toPerson(ctx, row),
    residencyId: row.residency_id,
    residency: row.residency_kind,
  }))

/** Usually one; two when two kinds of document share a number. */
export async function findPeopleByDocument(ctx: Ctx, communityId: string, number: string): Promise<Person[]> {
  const normal = normaliseDocument(number)
  if (normal === '') return []
  const rows = await searchByDocument(ctx, { paths: ['/'], communityId, limit: 5 }, documentIndex(ctx.crypto, normal))
  return rows.map((row) => toPerson(ctx, row)).filter((person) => person.document === normal)
}

/** Asked number → those who have it anywhere beneath a path: of a list, in a few questions. */
export async function peopleByDocuments(
  ctx: Ctx,
  path: string,
  numbers: readonly string[],
): Promise<Map<string, { id: string; communityId: string; homeId: string | null; path: string }[]>> {
  const indexes = new Map(numbers.map((number) => [documentIndex(ctx.crypto, normaliseDocument(number)).toString('hex'), normaliseDocument(number)]))
  const rows = await listByDocuments(
    ctx,
    path,
    [...indexes.keys()].map((hex) => Buffer.from(hex, 'hex')),
  )
  const found = Map.groupBy(rows, (row) => openDocument(ctx.crypto, row) ?? '')
  return new Map(
    numbers.map((number) => [
      number,
      (found.get(normaliseDocument(number)) ?? []).map((row) => ({ id: row.id, communityId: row.community_id, homeId: row.home_id, path: row.area_path })),
    ]),
  )
}

/** '3-2-501', '3幢2单元501室' or, where it is the only one, '501'. */
export async function findHomesByDoor(ctx: Ctx, communityId: string, doorText: string): Promise<Home[]> {
  const key = doorQueryKey(doorText)
  if (key === '') return []
  const rows = await listHomesOfCommunity(ctx, communityId, doorKeysOf(key))
  return (await matchingDoors(ctx, rows, key)).map(toHome)
}
/** What the last part of a typed door may be called: '8号楼半边户-东' ends in '东', a yard number has dashes of its own. */
export const doorKeysOf = (key: string): string[] => key.split('-').map((_, at, parts) => parts.slice(at).join('-'))
export async function matchingDoors(ctx: Ctx, rows: readonly HomeRow[], key: string): Promise<HomeRow[]> {
  const doors = await doorsOfRows(ctx, rows)
  return rows.filter((row) => {
    const full = doorQueryKey(doors.get(row.id) ?? '')
    return full === key || full.endsWith(`-${key}`)
  })
}

/** The home a person lives in now. */
export async function homeOfPerson(ctx: Ctx, personId: string): Promise<Home | null> {
  const person = (await listCurrentPeople(ctx, [personId])).get(personId)
  return person?.home_id ? findHome(ctx, person.home_id) : null
}

/** Homes beneath an area. */
export const homesUnder = async (ctx: Ctx, path: string): Promise<Home[]> => (await listHomesBeneath(ctx, path)).map(toHome)
