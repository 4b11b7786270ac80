// What an act on an order does to zones: those under it are lifted with it, those of other orders stay, and its own are taken up again with it.
import type { Ctx } from '../../platform/ctx.ts'
import { listAreas } from '../areas/index.ts'
import type { OrderShift } from '../posture/index.ts'
import { listParts, listTouching, listUnderOrder } from './repo/zone.ts'
import type { ZoneRow } from './tables.ts'
import { holds } from './views.ts'

const STANDSTILL = 'standstill'
/** So long an order that was ended may be taken up again, and its zones with it; its own limit is shorter. */
export const TAKEN_UP_MS = 3 * 86_400_000
export const isTakenUp = (zone: ZoneRow, now: Date): boolean => (zone.until_at === null || zone.until_at > now) && zone.from_at !== null

/** A home that two of them cover is counted once: of parts within parts only the largest. */
export async function homesIn(ctx: Ctx, zoneIds: readonly string[]): Promise<number> {
  const parts = await listParts(ctx, zoneIds)
  const outer = parts.filter(({ area_path }) => !parts.some((other) => other.area_path !== area_path && area_path.startsWith(other.area_path)))
  const areas = await listAreas(ctx, [...new Set(outer.map((part) => part.area_id))])
  return areas.reduce((sum, { homes }) => sum + homes, 0)
}
async function counted(ctx: Ctx, zones: readonly ZoneRow[]) {
  const standstills = zones.filter(({ kind }) => kind === STANDSTILL).length
  return {
    zones: zones.length - standstills,
    standstills,
    homes: await homesIn(
      ctx,
      zones.map(({ id }) => id),
    ),
  }
}

export async function shiftOf(ctx: Ctx, { path, ends, takenUp }: OrderShift) {
  const holding = (await listTouching(ctx, [path])).filter((zone) => holds(zone, ctx.now))
  const again =
    takenUp === null ? [] : (await listUnderOrder(ctx, takenUp, new Date(ctx.now.getTime() - TAKEN_UP_MS))).filter((zone) => isTakenUp(zone, ctx.now))
  return {
    lifted: await counted(
      ctx,
      holding.filter((zone) => ends.includes(zone.order_id)),
    ),
    kept: await counted(
      ctx,
      holding.filter((zone) => !ends.includes(zone.order_id)),
    ),
    takenUp: await counted(ctx, again),
  }
}
