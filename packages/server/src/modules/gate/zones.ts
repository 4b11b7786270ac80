// 三区与临时静默 at a gate: which of them somebody's home lies in, and which lie on this side of the gate.
import { contains } from '@xiaomen/rules/areas'
import type { GateZone } from '@xiaomen/rules/gate'
import type { Ctx } from '../../platform/ctx.ts'
import { listZoneMarks } from './repo/zone-marks.ts'
import type { ZoneMarkRow } from './tables.ts'

export type ZonesAt = {
  /** Of a home: those it lies in. */
  ofHome(path: string): GateZone[]
  /** Of a gate: those its place lies in, and those that lie in its place. */
  atGate(path: string): GateZone[]
}

const viewOf = (mark: ZoneMarkRow): GateZone => ({
  keepsIn: mark.keeps_in,
  admitsVisitors: mark.admits_visitors,
  from: mark.from_at.toISOString(),
  until: mark.until_at.toISOString(),
})

function zonesFrom(marks: readonly ZoneMarkRow[]): ZonesAt {
  return {
    ofHome: (path) => marks.filter((mark) => contains(mark.area_path, path)).map(viewOf),
    atGate: (path) => marks.filter((mark) => contains(mark.area_path, path) || contains(path, mark.area_path)).map(viewOf),
  }
}

/** How late a passage may come and still find what held in its hour. */
const LATEST_MS = 3 * 86_400_000
/** How long another process' change may go unnoticed here; this process hears of its own at once. */
const GOOD_FOR_MS = 1_000

export const zonesOf = async (ctx: Ctx): Promise<ZonesAt> => zonesFrom(await listZoneMarks(ctx, new Date(ctx.now.getTime() - LATEST_MS)))

let remembered: { zones: ZonesAt; db: unknown; until: number } | null = null

/** For passages: read once a second, not once a group. */
export async function rememberedZones(ctx: Ctx, db: unknown): Promise<ZonesAt> {
  if (remembered && remembered.db === db && performance.now() < remembered.until) return remembered.zones
  const zones = await zonesOf(ctx)
  remembered = { zones, db, until: performance.now() + GOOD_FOR_MS }
  return zones
}

export const forgetZones = (): void => {
  remembered = null
}
