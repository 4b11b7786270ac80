// What holds in a community on a day: its places, its duty lists, who may work where, who is away.
import type { Duty, Lists } from '@xiaomen/rules/answerability'
import { contains } from '@xiaomen/rules/areas'
import type { Ctx } from '../../platform/ctx.ts'
import { seeingAll } from '../../platform/scope.ts'
import { localDay } from '../../platform/time.ts'
import { workersBeneath } from '../access/index.ts'
import { type Area, areasAt, areasUnder, findArea, listAreas, listOverlays } from '../areas/index.ts'
import { peopleOf } from './hands.ts'
import { ANSWERERS } from './policy.ts'
import { listDuties } from './repo/answer.ts'
import { listAbsences, listHandsOf } from './repo/hand.ts'
import type { DutyRow, HandRow } from './tables.ts'

type Named = { at_kind: 'area' | 'grid'; place_id: string }
/** Where these rows' places lie today; a grid whose days are over, or an area that is gone, lies nowhere. */
export async function placesAt(ctx: Ctx, rows: readonly Named[], day: string): Promise<(row: Named) => { name: string; paths: readonly string[] }> {
  const ids = (kind: Named['at_kind']) => [...new Set(rows.filter((row) => row.at_kind === kind).map((row) => row.place_id))]
  const areas = new Map((await listAreas(ctx, ids('area'))).map((area) => [area.id, area]))
  const grids = new Map((await listOverlays(ctx, ids('grid'))).map((grid) => [grid.id, grid]))
  return ({ at_kind, place_id }) => {
    if (at_kind === 'area') {
      const area = areas.get(place_id)
      return { name: area?.name ?? '—', paths: area === undefined ? [] : [area.path] }
    }
    const grid = grids.get(place_id)
    const holds = grid !== undefined && grid.from <= day && (grid.until === null || grid.until >= day)
    return { name: grid?.name ?? '—', paths: holds ? grid.areaPaths : [] }
  }
}

/** `isPartly`: somewhere in the place is enough, for a list of which each takes the homes of his own part. */
export type IsThere = (handId: string, path: string, isPartly?: boolean) => boolean
/** Whether a hand may still answer at a path: its account lives and holds something there, its person lives here. */
export async function whoIsThere(ctx: Ctx, community: Pick<Area, 'path'>, hands: readonly HandRow[]): Promise<IsThere> {
  const workers = await seeingAll(ctx, () => workersBeneath(ctx, community.path, ANSWERERS, localDay(ctx.now)))
  const pathsOf = new Map<string, string[]>()
  for (const { accountId, paths } of workers) pathsOf.set(accountId, [...(pathsOf.get(accountId) ?? []), ...paths])
  const people = await peopleOf(ctx, hands)
  const byId = new Map(hands.map((hand) => [hand.id, hand]))
  return (handId, path, isPartly = false) => {
    const hand = byId.get(handId)
    if (!hand) return false
    if (hand.account_id !== null) return (pathsOf.get(hand.account_id) ?? []).some((own) => contains(own, path) || (isPartly && contains(path, own)))
    if (hand.person_id === null) return true
    const person = people.get(hand.person_id)
    return person !== undefined && person.homeId !== null && contains(community.path, person.path)
  }
}

async function whoseDoor(ctx: Ctx, hands: readonly HandRow[]): Promise<IsThere> {
  const people = await peopleOf(ctx, hands)
  const doors = new Map(
    hands.flatMap((hand) => (hand.person_id !== null && people.has(hand.person_id) ? [[hand.id, people.get(hand.person_id)!.path] as const] : [])),
  )
  return (handId, path) => doors.get(handId) === path
}

export type World = {
  community: Area
  day: string
  hands: HandRow[]
  duties: DutyRow[]
  isThere: IsThere
  placeOf: Awaited<ReturnType<typeof placesAt>>
  lists: Lists
}
/** `loads` are counted by whoever gives households. @returns null for an area that is no community */
export async function worldOf(ctx: Ctx, communityId: string): Promise<World | null> {
  const community = await findArea(ctx, communityId)
  if (!community) return null
  const day = localDay(ctx.now)
  const hands = await listHandsOf(ctx, communityId)
  const duties = await listDuties(ctx, communityId, day)
  const placeOf = await placesAt(ctx, duties, day)
  const absences = await listAbsences(ctx, communityId, day)
  const isThere = await whoIsThere(ctx, community, hands)
  return {
    community,
    day,
    hands,
    duties,
    isThere,
    placeOf,
    lists: {
      duties: duties.map((row): Duty => ({
        id: row.id,
        slot: row.slot,
        handId: row.hand_id,
        paths: placeOf(row).paths,
        ordinal: row.ordinal,
        most: row.most,
        from: row.from_day,
        until: row.until_day,
      })),
      day,
      away: new Set(absences.filter((one) => one.from_day <= day).map((one) => one.hand_id)),
      isThere,
      isOwnDoor: await whoseDoor(ctx, hands),
      loads: new Map(),
    },
  }
}

/** The communities these paths lie in, or that lie in them. */
async function communitiesOf(ctx: Ctx, paths: readonly string[]): Promise<Area[]> {
  const found = new Map<string, Area>()
  for (const path of paths) {
    const beneath = (await areasUnder(ctx, path)).filter((area) => area.level === 'community')
    const around =
      beneath.length > 0
        ? []
        : await listAreas(
            ctx,
            (await areasAt(ctx, [areaPathOf(path)])).flatMap((area) => area.communityId ?? []),
          )
    for (const area of [...beneath, ...around]) found.set(area.id, area)
  }
  return [...found.values()]
}
/** Of a home, the path of the area it lies in. */
const areaPathOf = (path: string): string => path.replace(/h\d+\/$/, '')

/** Hands whose account was ended or holds nothing in their community any more: what is theirs is a gap at once. Judged whole. */
export const leftHands = async (ctx: Ctx, paths: readonly string[]): Promise<string[]> => {
  if (paths.length === 0) return []
  return seeingAll(ctx, async () => {
    const left: string[] = []
    for (const community of await communitiesOf(ctx, paths)) {
      const hands = (await listHandsOf(ctx, community.id)).filter((hand) => hand.account_id !== null)
      if (hands.length === 0) continue
      const workers = new Set((await workersBeneath(ctx, community.path, ANSWERERS, localDay(ctx.now))).map((worker) => worker.accountId))
      left.push(...hands.filter((hand) => !workers.has(hand.account_id!)).map((hand) => hand.id))
    }
    return left
  })
}
