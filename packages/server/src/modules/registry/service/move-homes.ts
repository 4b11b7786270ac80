// 迁户: homes come under another roof. Ids stay, paths follow.
import { type registry, registryErrors, registryEvents } from '@xiaomen/contract'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { movePathsOf } from '../../../platform/paths.ts'
import { type Area, findArea, lockHomes, reserveHomes, setHomeCount } from '../../areas/index.ts'
import { doorsOfRows } from '../offers.ts'
import { updateEnterprisesArea } from '../repo/enterprise.ts'
import { listLettingsNow } from '../repo/landlord.ts'
import * as repo from '../repo/reshape.ts'
import type { HomeRow } from '../tables.ts'
import { settleLandlords } from './carry-trade.ts'
import { notFound } from './views.ts'

type Registry = Handlers<typeof registry>

/** Retired homes go along; permission for where they were is asked here, for where they go by the caller. */
export async function bringHomes(ctx: Ctx, homeIds: readonly string[], to: Area): Promise<number> {
  if (homeIds.length === 0) return 0
  const found = await repo.lockHomeRows(ctx, [...new Set(homeIds)])
  if (found.length !== new Set(homeIds).size) throw notFound()
  const communityId = to.communityId
  if (communityId === null || to.level === 'community') throw fail(registryErrors, 'registry.area_holds_no_homes')
  for (const home of found) ctx.must('registry.reshape', { path: home.area_path })
  if (found.some((home) => home.community_id !== communityId)) throw fail(registryErrors, 'registry.other_community')
  const homes = found.filter((home) => home.area_id !== to.id)
  if (homes.length === 0) return 0
  await lockHomes(ctx, [...new Set([...homes.map((home) => home.area_id), to.id])])
  const ids = homes.map((home) => home.id)
  const meeting = await repo.listMeetingDoors(ctx, communityId, to.id, ids)
  if (meeting.length > 0) throw fail(registryErrors, 'registry.doors_meet', { homeIds: meeting.slice(0, 100) })

  const first = (await reserveHomes(ctx, new Map([[to.id, homes.length]]))).get(to.id)!
  const moves = homes.map((home, at) => ({ home, ordinal: first + at, path: `${to.path}h${first + at}/` }))
  const doors = await doorsOfRows(ctx, homes)
  await repo.updateHomesArea(
    ctx,
    to.id,
    moves.map(({ home, ordinal }) => ({ id: home.id, ordinal })),
  )
  await movePathsOf(
    ctx,
    moves.map(({ home, path }) => ({ from: home.area_path, to: path })),
  )
  await updateEnterprisesArea(ctx, { homeIds: ids }, to.id)
  await settleLandlords(
    ctx,
    (await listLettingsNow(ctx, ids)).map((row) => row.landlord_id),
  )
  await setHomeCount(ctx, countsOf(homes, to))
  await repo.insertHomeHistories(
    ctx,
    moves.map(({ home, path }) => ({
      community_id: home.community_id,
      id: uuidv7(),
      area_path: path,
      home_id: home.id,
      what: 'homeMoved',
      other_id: null,
      detail: doors.get(home.id) ?? home.door,
    })),
  )
  ctx.audit.communityId(communityId)
  for (let from = 0; from < ids.length; from += 500)
    await ctx.emit(registryEvents.homeMoved, { communityId, homeIds: ids.slice(from, from + 500), toAreaId: to.id })
  return homes.length
}
/** Only homes that stand are counted. */
function countsOf(homes: readonly HomeRow[], to: Area): Map<string, number> {
  const counts = new Map<string, number>([[to.id, 0]])
  for (const home of homes.filter((one) => one.retired_at === null)) {
    counts.set(home.area_id, (counts.get(home.area_id) ?? 0) - 1)
    counts.set(to.id, counts.get(to.id)! + 1)
  }
  return counts
}
export async function areaFor(ctx: Ctx, areaId: string): Promise<Area> {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must('registry.reshape', area)
  return area
}

export const moveHomes: Registry['moveHomes'] = async (ctx, { homeIds, toAreaId }) => ({ moved: await bringHomes(ctx, homeIds, await areaFor(ctx, toAreaId)) })
