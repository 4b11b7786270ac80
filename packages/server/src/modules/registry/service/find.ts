// 查找住户: one box for a door, a name, its initials, a number, a care category or a language.
import type { registry } from '@xiaomen/contract'
import { masked, type DataClass } from '@xiaomen/rules/access'
import { type CareCategory, doorQueryKey, languageNamed, normaliseDocument, normalisePhone, readCare } from '@xiaomen/rules/registry'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Handlers } from '../../../platform/module.ts'
import { findArea } from '../../areas/index.ts'
import { hasInitials } from '../initials.ts'
import { doorKeysOf, matchingDoors } from '../offers.ts'
import { documentIndex, openCare, openName, personSealer, phoneIndex, phoneTail } from '../person-fields.ts'
import * as homes from '../repo/home.ts'
import { listNamed } from '../repo/lists.ts'
import * as people from '../repo/search.ts'
import type { HomeRow, PersonRow } from '../tables.ts'
import { homeViews, notFound } from './views.ts'

type Registry = Handlers<typeof registry>
const MOST_FOUND = 50
/** Every building of a street may have this door; which of them is meant is decided after their buildings' names are read. */
const MOST_SAME_DOORS = 3_000

export const findHomes: Registry['findHomes'] = async (ctx, { areaId, text }) => {
  const paths = await searchPaths(ctx, areaId)
  const found = new Map<string, HomeRow>()
  for (const home of await homesByDoor(ctx, paths, text)) if (ctx.sight(home.area_path).door !== 'none') found.set(home.id, home)

  const homeIds = await homesOfPeople(ctx, paths, text)
  for (const home of await homes.listHomes(ctx, homeIds)) found.set(home.id, home)
  const rows = [...found.values()].toSorted((a, b) => (a.order_key < b.order_key ? -1 : 1)).slice(0, MOST_FOUND)
  const residents = Map.groupBy(
    await listNamed(
      ctx,
      rows.map((home) => home.id),
    ),
    (row) => row.home_id,
  )
  ctx.audit.subjects([...residents.values()].flat().map((row) => row.id))
  const views = await homeViews(ctx, rows)
  return views.map((home) => ({
    home,
    names: (residents.get(home.id) ?? []).flatMap((row) => {
      const sight = ctx.sight(row.area_path).name
      return sight === 'none' ? [] : (masked('name', openName(ctx.crypto, row), sight) ?? [])
    }),
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

async function homesByDoor(ctx: Ctx, paths: readonly string[], text: string): Promise<HomeRow[]> {
  const key = doorQueryKey(text)
  if (key === '') return []
  const keys = doorKeysOf(key)
  // A door alone is meant wherever it is: as many as are shown will do.
  return matchingDoors(ctx, await homes.listHomesByKeys(ctx, paths, keys, keys.length > 1 ? MOST_SAME_DOORS : MOST_FOUND), key)
}

const plainName = (name: string): string => name.toLowerCase().replace(/[\s·.'-]/gu, '')
/** Initials are looked for under every letter a heteronym may stand under; what was opened in vain is not shown. */
const MOST_READ = 150

/** A class is searched only where its reader may have it whole: a mask must not be undone by asking. */
async function homesOfPeople(ctx: Ctx, paths: readonly string[], text: string): Promise<string[]> {
  const sought = { paths, limit: MOST_FOUND }
  const found: string[] = []
  const take = (rows: readonly Pick<PersonRow, 'area_path' | 'home_id'>[], dataClass: DataClass) => {
    for (const row of rows) if (row.home_id !== null && ['full', 'onReason'].includes(ctx.sight(row.area_path)[dataClass])) found.push(row.home_id)
  }
  const phone = normalisePhone(text),
    number = normaliseDocument(text)
  if (/^\d{4}$/.test(number)) take(await people.searchByPhoneTail(ctx, sought, phoneTail(ctx.crypto, number)), 'phone')
  if (phone !== null) take(await people.searchByPhone(ctx, sought, phoneIndex(ctx.crypto, phone)), 'phone')
  if (/^[A-Z0-9()/.]{5,30}$/.test(number)) take(await people.searchByDocument(ctx, sought, documentIndex(ctx.crypto, number)), 'document')
  if (!/\p{L}/u.test(text)) return found

  const query = personSealer(ctx.crypto).nameQuery(text)
  const wanted = plainName(text)
  const named = await people.searchByName(ctx, sought, query)
  take(
    named.filter((row) => plainName(openName(ctx.crypto, row)).includes(wanted)),
    'name',
  )
  if (query.initials !== null) {
    const read = await people.searchByInitials(ctx, { paths, limit: MOST_READ }, query.initials, wanted.length > 2)
    take(read.filter((row) => hasInitials(openName(ctx.crypto, row), wanted)).slice(0, MOST_FOUND), 'name')
  }
  const category = readCare(text)
  if (category?.length === 1) found.push(...(await homesInCare(ctx, paths, category[0]!)))
  const lang = languageNamed(text)
  if (lang !== null) take(await people.searchByLanguage(ctx, sought, lang), 'name')
  return found
}

const PART = 2_000
/** Marks are opened until there are as many homes as are shown. */
async function homesInCare(ctx: Ctx, paths: readonly string[], category: CareCategory): Promise<string[]> {
  const found: string[] = []
  for (const path of paths) {
    let after: { path: string; id: string } | null = null
    for (;;) {
      const part: people.InCare[] = await people.listInCare(ctx, path, after, PART)
      for (const row of part)
        if (row.home_id !== null && ctx.sight(row.area_path).care === 'full' && openCare(ctx.crypto, row).includes(category)) found.push(row.home_id)
      const last = part.at(-1)
      if (part.length < PART || found.length >= MOST_FOUND) break
      after = { path: last!.area_path, id: last!.id }
    }
    if (found.length >= MOST_FOUND) break
  }
  return found
}
