// What the ledger gives in bulk to the modules above it.
import { outermost } from '@xiaomen/rules/areas'
import type { CareCategory } from '@xiaomen/rules/registry'
import type { Ctx } from '../../platform/ctx.ts'
import { type Home, toHome } from './offers.ts'
import { openCare } from './person-fields.ts'
import { listHomes } from './repo/home.ts'
import { listMarks, listPeopleInCare } from './repo/person.ts'
import { type InCare as MarkedAt, listInCare } from './repo/search.ts'

/** Ids that are not there or not visible are left out. */
export const homesByIds = async (ctx: Ctx, ids: readonly string[]): Promise<Home[]> => (await listHomes(ctx, ids)).map(toHome)

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
/** Of which categories everybody in care beneath these paths is: a street has thousands, so they are read and opened a part at a time. */
export async function careBeneath(ctx: Ctx, paths: readonly string[]): Promise<Map<string, CareCategory[]>> {
  const care = new Map<string, CareCategory[]>()
  for (const path of outermost(paths)) {
    let after: { path: string; id: string } | null = null
    for (;;) {
      const rows: MarkedAt[] = await listInCare(ctx, path, after, MARKS_AT_ONCE)
      for (const row of rows) care.set(row.id, openCare(ctx.crypto, row))
      const last = rows.at(-1)
      if (last === undefined || rows.length < MARKS_AT_ONCE) break
      after = { path: last.area_path, id: last.id }
    }
  }
  return care
}

/** Ids of the homes beneath an area where somebody of these categories lives. */
export async function homesOfCare(ctx: Ctx, path: string, categories: readonly CareCategory[]): Promise<Set<string>> {
  const people = await peopleInCare(ctx, path)
  return new Set(people.flatMap(({ homeId, care }) => (homeId !== null && care.some((one) => categories.includes(one)) ? [homeId] : [])))
}
