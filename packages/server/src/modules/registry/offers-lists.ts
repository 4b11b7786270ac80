// What the ledger gives in bulk to the modules above it.
import { setImmediate } from 'node:timers/promises'
import { outermost } from '@xiaomen/rules/areas'
import { birthdayOf, type CareCategory } from '@xiaomen/rules/registry'
import type { Ctx } from '../../platform/ctx.ts'
import { type Area, areasUnder } from '../areas/index.ts'
import { type Home, homesUnder, toHome } from './offers.ts'
import { openCare, openDocument } from './person-fields.ts'
import { listHomes } from './repo/home.ts'
import { countInhabited, countLiving } from './repo/lists.ts'
import { listLinked, listMarks, listPeopleInCare } from './repo/person.ts'
import { type InCare as MarkedAt, listInCare } from './repo/search.ts'

/** Ids that are not there or not visible are left out. */
export const homesByIds = async (ctx: Ctx, ids: readonly string[]): Promise<Home[]> => (await listHomes(ctx, ids)).map(toHome)

/** How many people live beneath each of these paths; a path where nobody lives is left out. */
export const livingAt = (ctx: Ctx, paths: readonly string[]): Promise<Map<string, number>> => countLiving(ctx, [...new Set(paths)])

export type InCare = { personId: string; communityId: string; homeId: string | null; path: string; care: CareCategory[] }
/** Everybody beneath an area who is of one of the nine categories: few enough to be opened one by one. */
export const peopleInCare = async (ctx: Ctx, path: string): Promise<InCare[]> =>
  (await listPeopleInCare(ctx, path)).map((row) => ({
    personId: row.id,
    communityId: row.community_id,
    homeId: row.home_id,
    path: row.area_path,
    care: openCare(ctx.crypto, row),
  }))

/** Of which categories each of these people is; ids that are not there or not visible are left out. */
export const careOf = async (ctx: Ctx, personIds: readonly string[]): Promise<Map<string, CareCategory[]>> =>
  new Map((await listMarks(ctx, personIds)).map((row) => [row.id, openCare(ctx.crypto, row)]))

const MARKS_AT_ONCE = 1_000
/** Everybody in care beneath a path, a part at a time: a street has thousands. */
async function* marksBeneath(ctx: Ctx, path: string): AsyncGenerator<MarkedAt[]> {
  let after: { path: string; id: string } | null = null
  for (;;) {
    const rows: MarkedAt[] = await listInCare(ctx, path, after, MARKS_AT_ONCE)
    yield rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < MARKS_AT_ONCE) return
    after = { path: last.area_path, id: last.id }
  }
}
/** Of which categories everybody in care beneath these paths is. */
export async function careBeneath(ctx: Ctx, paths: readonly string[]): Promise<Map<string, CareCategory[]>> {
  const care = new Map<string, CareCategory[]>()
  for (const path of outermost(paths)) for await (const rows of marksBeneath(ctx, path)) for (const row of rows) care.set(row.id, openCare(ctx.crypto, row))
  return care
}

export type CommunityHeads = {
  communityId: string
  /** The community, or the part of it that was asked for. */
  name: string
  homes: number
  people: number
  /** For each of the groups asked for. */
  inCare: number[]
}
/**
 * How many live in each community of an area, or in the area that is a part of one: homes with somebody in them, people, and of those who are in care how
 * many belong to each group of categories, everybody to the first that is theirs. Where nobody lives is left out. Counts only, for whoever may see the area.
 */
export async function headsByCommunity(ctx: Ctx, area: Area, groups: readonly (readonly CareCategory[])[]): Promise<CommunityHeads[]> {
  const parts = area.communityId === null ? (await areasUnder(ctx, area.path)).filter(({ level }) => level === 'community') : [area]
  const heads: CommunityHeads[] = []
  for (const part of parts) {
    const inCare = groups.map(() => 0)
    for await (const marked of marksBeneath(ctx, part.path)) {
      for (const row of marked) {
        const care = openCare(ctx.crypto, row)
        const group = groups.findIndex((categories) => care.some((one) => categories.includes(one)))
        if (group >= 0 && row.home_id !== null) inCare[group]! += 1
      }
    }
    // The embedded database answers without ever going back to the loop: others get their turn between two communities.
    await setImmediate()
    const communityId = area.communityId ?? part.id
    const { homes, people } = await countInhabited(ctx, communityId, part.path)
    if (people > 0) heads.push({ communityId, name: part.name, homes, people, inCare })
    await setImmediate()
  }
  return heads
}

/** Ids of the homes beneath an area where somebody of these categories lives. */
export async function homesOfCare(ctx: Ctx, path: string, categories: readonly CareCategory[]): Promise<Set<string>> {
  const people = await peopleInCare(ctx, path)
  return new Set(people.flatMap(({ homeId, care }) => (homeId !== null && care.some((one) => categories.includes(one)) ? [homeId] : [])))
}

export type Living = {
  personId: string
  homeId: string
  path: string
  /** As the document says it; null where the ledger has none that does. */ birthday: string | null
  care: CareCategory[]
}
const HOMES_AT_ONCE = 500
/** Everybody who lives beneath an area, each once, at the first of their homes there; a part at a time. */
export async function* livingBeneath(ctx: Ctx, path: string): AsyncGenerator<Living[]> {
  const homes = await homesUnder(ctx, path)
  const seen = new Set<string>()
  for (let at = 0; at < homes.length; at += HOMES_AT_ONCE) {
    const rows = await listLinked(
      ctx,
      homes.slice(at, at + HOMES_AT_ONCE).map(({ id }) => id),
    )
    yield rows.flatMap((row) => {
      if (seen.has(row.id)) return []
      seen.add(row.id)
      const number = row.document_kind === null ? null : openDocument(ctx.crypto, row)
      const birthday = number === null || row.document_kind === null ? null : birthdayOf({ kind: row.document_kind, number })
      return [{ personId: row.id, homeId: row.residency_home, path: row.residency_path, birthday, care: openCare(ctx.crypto, row) }]
    })
  }
}
