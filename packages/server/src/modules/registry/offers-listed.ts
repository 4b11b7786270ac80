// Lists of the ledger for the modules above it, in pieces that hold nothing up, every field as far as the reader of this ctx may see it.
import { masked } from '@xiaomen/rules/access'
import { comparePaths, outermost } from '@xiaomen/rules/areas'
import { CARE_CATEGORIES, type CareCategory, type DocumentKind, HOME_USES, type HomeUse, RESIDENCY_KINDS, type ResidencyKind } from '@xiaomen/rules/registry'
import { normaliseName } from '@xiaomen/rules/text'
import type { Ctx } from '../../platform/ctx.ts'
import { type Area, areasUnder } from '../areas/index.ts'
import { doorsOfRows } from './offers.ts'
import { openCare, openDocument, openName, personSealer, phoneTail, shownFields } from './person-fields.ts'
import * as repo from './repo/listed.ts'
import { type LinkedPerson, listLinked } from './repo/person.ts'
import { searchByName, searchByPhoneTail } from './repo/search.ts'
import type { HomeRow } from './tables.ts'

export type ListedPerson = {
  id: string
  name: string | null
  sex: 'male' | 'female' | null
  age: number | null
  residency: ResidencyKind
  phone: string | null
  document: string | null
  documentKind: DocumentKind | null
  country: string | null
  care: CareCategory[] | null
  lang: string | null
  since: string
}
export type ListedHome = {
  id: string
  path: string
  door: string | null
  /** '3-2-501' */
  address: string | null
  floor: number | null
  use: HomeUse
  people: number
  persons: ListedPerson[]
}
/** Areas whose homes are read together. */
export type ListPart = readonly Area[]

/** The places beneath these paths that hold homes, in the order of the tree, put together to parts of about this many homes. */
export async function listParts(ctx: Ctx, paths: readonly string[], homesAtOnce: number): Promise<ListPart[]> {
  const areas = (await Promise.all(outermost(paths).map((path) => areasUnder(ctx, path)))).flat().toSorted((a, b) => comparePaths(a.path, b.path))
  const beneath = new Map<string, number>()
  for (const area of areas) if (area.parentId !== null) beneath.set(area.parentId, (beneath.get(area.parentId) ?? 0) + area.homes)
  const parts: Area[][] = []
  let waiting = homesAtOnce
  for (const area of areas) {
    const own = area.homes - (beneath.get(area.id) ?? 0)
    if (own <= 0) continue
    if (waiting + own > homesAtOnce) {
      parts.push([])
      waiting = 0
    }
    parts.at(-1)!.push(area)
    waiting += own
  }
  return parts
}

/** Sex and age as a resident number says them. */
function bornOf(number: string | null, kind: DocumentKind | null, today: string): Pick<ListedPerson, 'sex' | 'age'> {
  if (number === null || (kind !== 'residentId' && kind !== 'hkMoTwPermit') || !/^\d{17}[\dX]$/.test(number)) return { sex: null, age: null }
  const born = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4)) - (today.slice(5) < born.slice(5) ? 1 : 0)
  return { sex: Number(number[16]) % 2 === 1 ? 'male' : 'female', age: years >= 0 && years < 150 ? years : null }
}

function listed(ctx: Ctx, row: LinkedPerson, today: string): ListedPerson {
  const sight = ctx.sight(row.residency_path)
  const { name, phone, document, documentKind, care, lang } = shownFields(ctx.crypto, row, sight)
  // Sex and age are told with the whole name only: beside a masked one they would make it whole again.
  const born = sight.name === 'full' ? bornOf(openDocument(ctx.crypto, row), row.document_kind, today) : { sex: null, age: null }
  const country = documentKind === null ? null : row.document_country
  return { id: row.id, name, ...born, residency: row.residency_kind, phone, document, documentKind, country, care, lang, since: row.from_day }
}

export async function listedHomes(ctx: Ctx, part: ListPart, { withPersons, today }: { withPersons: boolean; today: string }): Promise<ListedHome[]> {
  const rows = (await repo.listHomesOfAreas(ctx, part)).toSorted((a, b) => comparePaths(a.area_path, b.area_path))
  return listedOf(ctx, rows, { withPersons, today })
}
async function listedOf(ctx: Ctx, rows: readonly HomeRow[], { withPersons, today }: { withPersons: boolean; today: string }): Promise<ListedHome[]> {
  const ids = rows.map((row) => row.id)
  const doors = await doorsOfRows(ctx, rows)
  const persons = withPersons ? Map.groupBy(await listLinked(ctx, ids), (row) => row.residency_home) : null
  const links = persons === null ? Map.groupBy(await repo.listLinksOf(ctx, ids), (row) => row.home_id) : null
  return rows.map((row) => {
    const { door } = ctx.sight(row.area_path)
    const here = persons?.get(row.id) ?? []
    return {
      id: row.id,
      path: row.area_path,
      door: door === 'full' ? row.door : null,
      address: masked('door', doors.get(row.id) ?? null, door),
      floor: row.floor,
      use: row.use,
      people: new Set(links === null ? here.map(({ id }) => id) : links.get(row.id)?.map((link) => link.person_id)).size,
      persons: here.map((person) => listed(ctx, person, today)),
    }
  })
}

export type HeadCount = {
  homes: number
  byUse: Record<HomeUse, number>
  people: number
  byResidency: Record<ResidencyKind, number>
  inCare: number
  byCare: Record<CareCategory, number>
}
const zeros = <K extends string>(keys: readonly K[]) => Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>

export const noHeads = (): HeadCount => ({
  homes: 0,
  byUse: zeros(HOME_USES),
  people: 0,
  byResidency: zeros(RESIDENCY_KINDS),
  inCare: 0,
  byCare: zeros(CARE_CATEGORIES),
})

/** Homes, people and care marks of each area of the part, without what hangs beneath it in other areas. Counts only, for whoever may see the area at all. */
export async function countHeads(ctx: Ctx, part: ListPart): Promise<Map<string, HeadCount>> {
  const counts = new Map(part.map((area) => [area.id, noHeads()]))
  const homes = await repo.listDrawn(ctx, part)
  const ofHome = new Map(homes.map((home) => [home.id, counts.get(home.area_id)!]))
  for (const { area_id, use } of homes) {
    counts.get(area_id)!.homes += 1
    counts.get(area_id)!.byUse[use] += 1
  }
  const seen = new Set<string>()
  for (const { home_id, person_id, kind } of await repo.listLinksOf(ctx, [...ofHome.keys()])) {
    const count = ofHome.get(home_id)!
    count.byResidency[kind] += 1
    // Somebody with two homes here is one person.
    if (!seen.has(person_id)) count.people += 1
    seen.add(person_id)
  }
  for (const row of await repo.listCareBeneath(
    ctx,
    part.map(({ path }) => path),
  )) {
    const count = ofHome.get(row.home_id!)
    if (count === undefined) continue
    count.inCare += 1
    for (const one of openCare(ctx.crypto, row)) count.byCare[one] += 1
  }
  return counts
}

/** Adds one count to another. */
export function addHeads(to: HeadCount, more: HeadCount): void {
  to.homes += more.homes
  to.people += more.people
  to.inCare += more.inCare
  for (const use of HOME_USES) to.byUse[use] += more.byUse[use]
  for (const kind of RESIDENCY_KINDS) to.byResidency[kind] += more.byResidency[kind]
  for (const one of CARE_CATEGORIES) to.byCare[one] += more.byCare[one]
}

export type DrawnHome = { id: string; path: string; door: string; floor: number | null; use: HomeUse; marks: CareCategory[] | null }
/** Homes of a part for building charts, with the care marks of those who live there where the reader may see them. */
export async function drawnHomes(ctx: Ctx, part: ListPart): Promise<DrawnHome[]> {
  const homes = (await repo.listDrawn(ctx, part)).toSorted((a, b) => comparePaths(a.area_path, b.area_path))
  const marks = new Map<string, Set<CareCategory>>()
  for (const row of await repo.listCareBeneath(
    ctx,
    part.map(({ path }) => path),
  )) {
    const here = marks.get(row.home_id!) ?? new Set()
    for (const one of openCare(ctx.crypto, row)) here.add(one)
    marks.set(row.home_id!, here)
  }
  return homes.map((row) => {
    const sight = ctx.sight(row.area_path)
    return {
      id: row.id,
      path: row.area_path,
      door: sight.door === 'full' ? row.door : '*',
      floor: row.floor,
      use: row.use,
      marks: sight.care === 'full' ? CARE_CATEGORIES.filter((one) => marks.get(row.id)?.has(one)) : null,
    }
  })
}

/** People beneath these paths whose phone ends so. Names come whole: the caller masks. */
export async function findPeopleByPhoneTail(
  ctx: Ctx,
  paths: readonly string[],
  tail: string,
): Promise<{ id: string; homeId: string | null; phone: string | null; name: string | null; path: string }[]> {
  const rows = await searchByPhoneTail(ctx, { paths, limit: 40 }, phoneTail(ctx.crypto, tail))
  return rows.map((row) => {
    const { name, phone } = shownFields(ctx.crypto, row, { ...ctx.sight(row.area_path), phone: 'full', name: 'full' })
    return { id: row.id, homeId: row.home_id, phone, name, path: row.area_path }
  })
}

/** So many like names are looked at; where there are more nobody can be said to be the only one. */
const MOST_LIKE_NAMED = 200
/** People who live beneath these paths and are called exactly so; null where too many like names stand in the way. Names come whole: the caller masks. */
export async function findPeopleByName(
  ctx: Ctx,
  paths: readonly string[],
  name: string,
): Promise<{ id: string; homeId: string; name: string; path: string }[] | null> {
  const wanted = normaliseName(name).toLowerCase()
  const rows = await searchByName(ctx, { paths, limit: MOST_LIKE_NAMED }, personSealer(ctx.crypto).nameQuery(name))
  if (rows.length >= MOST_LIKE_NAMED) return null
  const known = [...new Map(rows.map((row) => [row.id, row])).values()].map((row) => ({ ...row, opened: openName(ctx.crypto, row) }))
  return known.flatMap(({ id, home_id, area_path, opened }) =>
    home_id !== null && normaliseName(opened).toLowerCase() === wanted ? [{ id, homeId: home_id, name: opened, path: area_path }] : [],
  )
}
