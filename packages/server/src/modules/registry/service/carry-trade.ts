// What a joining of homes does to who lets them and what trades in them: both come over, and a home keeps one landlord.
import { commonPath } from '@xiaomen/rules/areas'
import type { Ctx } from '../../../platform/ctx.ts'
import { seeingAll } from '../../../platform/scope.ts'
import { localDay } from '../../../platform/time.ts'
import * as enterprises from '../repo/enterprise.ts'
import * as repo from '../repo/landlord.ts'
import { keepRowsBefore, listRowIds } from '../repo/reshaping.ts'
import type { HomeRow } from '../tables.ts'
import { placeWorkers } from './enterprises.ts'

type Reshaped = { community_id: string; id: string }
/** See merge.ts: versions of what may be taken back live apart. */
const STEP = 1_000

/** The smallest area that holds all that each of them lets today. Whoever joins two homes need not see the landlord's others. */
export const settleLandlords = (ctx: Ctx, landlordIds: readonly string[]): Promise<void> =>
  seeingAll(ctx, async () => {
    const held = await repo.listLandlordHomes(ctx, [...new Set(landlordIds)])
    for (const [id, rows] of Map.groupBy(held, (one) => one.landlord_id)) await repo.updateLandlordPlace(ctx, id, commonPath(rows.map((row) => row.area_path)))
  })

/** Both homes are locked. Where both have a landlord, that of the home that stays goes on and the other's letting ends today; one who lets nothing any more is closed. */
export async function carryLandlords(ctx: Ctx, set: Reshaped, from: HomeRow, into: HomeRow): Promise<'kept' | 'moved' | 'ended'> {
  const rows = await repo.listLettingsOf(ctx, [from.id, into.id])
  const coming = rows.filter((row) => row.home_id === from.id)
  const now = coming.find((row) => row.until_day === null)
  const stays = rows.find((row) => row.home_id === into.id && row.until_day === null)
  const ids = coming.map((row) => row.id)
  await keepRowsBefore(ctx, set, 'registry.landlord_home', ids)
  if (now && stays) await repo.updateLandlordHomesEnd(ctx, [now.id], localDay(ctx.now))
  await repo.updateLettingsHome(ctx, ids, into)
  if (!now) return 'kept'
  await seeingAll(ctx, () => closeIfIdle(ctx, set, now.landlord_id))
  await settleLandlords(ctx, [now.landlord_id])
  if (!stays) return 'moved'
  return stays.landlord_id === now.landlord_id ? 'kept' : 'ended'
}
/** Without a home nobody would find this landlord again, and the link would show an empty page. */
async function closeIfIdle(ctx: Ctx, set: Reshaped, landlordId: string): Promise<void> {
  if ((await repo.listLandlordHomes(ctx, [landlordId])).length > 0) return
  const landlord = await repo.findLandlordRow(ctx, landlordId)
  if (!landlord || landlord.closed_at !== null) return
  await keepRowsBefore(ctx, set, 'registry.landlord', [landlordId])
  await repo.updateLandlord(ctx, landlordId, landlord.version, { closed_at: ctx.now, code_index: null, link_until: null })
}

export async function carryEnterprises(ctx: Ctx, set: Reshaped, from: HomeRow, into: HomeRow): Promise<number> {
  const rows = await enterprises.listEnterprisesOfHome(ctx, from.id)
  const ids = rows.map((row) => row.id)
  await keepRowsBefore(ctx, set, 'registry.enterprise', ids)
  await enterprises.updateEnterprisesHome(ctx, ids, into, STEP)
  await placeStaff(ctx, set.community_id, ids)
  return rows.filter((row) => row.state !== 'closed').length
}
async function placeStaff(ctx: Ctx, communityId: string, enterpriseIds: readonly string[]): Promise<void> {
  const people: string[] = []
  for (const row of await enterprises.listEnterpriseRows(ctx, enterpriseIds)) people.push(...(await enterprises.updateStaffPlace(ctx, row.id, row.area_path)))
  await placeWorkers(ctx, communityId, [...new Set(people)])
}

/** Somebody was closed since who would let a home again. */
export async function isLettingBlocked(ctx: Ctx, set: Reshaped): Promise<boolean> {
  const restored = await listRowIds(ctx, set, 'registry.landlord')
  const lettings = await repo.listLettings(ctx, [...(await listRowIds(ctx, set, 'registry.landlord_home'))])
  const landlords = await repo.listLandlordRows(
    ctx,
    lettings.map((row) => row.landlord_id),
  )
  return landlords.some((row) => row.closed_at !== null && !restored.has(row.id))
}
/** After the rows stand as before: what hangs on them stands at their places again. */
export async function placeCarried(ctx: Ctx, set: Reshaped): Promise<void> {
  const lettings = await repo.listLettings(ctx, [...(await listRowIds(ctx, set, 'registry.landlord_home'))])
  await settleLandlords(
    ctx,
    lettings.map((row) => row.landlord_id),
  )
  await placeStaff(ctx, set.community_id, [...(await listRowIds(ctx, set, 'registry.enterprise'))])
}
