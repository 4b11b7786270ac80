// 一问: the listed places somebody came from, as a gate there heeds them.
import type { GatePolicy } from '@xiaomen/rules/gate'
import { heeded, matchPlace, type RiskArea } from '@xiaomen/rules/risk'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay, startOfDay } from '../../platform/time.ts'
import { riskAreasAbove } from '../risk/index.ts'

export type WhereFrom = { riskAreaIds: readonly string[]; place?: string | undefined }
/** The listed places among those somebody named, at this place and time. */
export type Heeding = (asked: { path: string; policy: GatePolicy; at: Date; whereFrom: WhereFrom | undefined }) => RiskArea[]

/** The longest that any pack may look back: what has ended before counts nowhere. */
const MOST_DAYS_BACK = 60

/** `oldest`: of the times that will be asked about; a phone may tell of yesterday. */
export async function heedRiskAreas(ctx: Ctx, oldest: Date): Promise<Heeding> {
  const listedAt = await riskAreasAbove(ctx, localDay(startOfDay(localDay(oldest), -MOST_DAYS_BACK)))
  return ({ path, policy, at, whereFrom }) => {
    if (whereFrom === undefined) return []
    const listed = heeded(listedAt(path), policy.whereFrom, localDay(at))
    const named = new Set(whereFrom.riskAreaIds)
    const said = whereFrom.place === undefined ? [] : matchPlace(listed, whereFrom.place)
    return listed.filter((area) => named.has(area.id) || said.includes(area))
  }
}

/** What is kept of it: the names of the places, and nothing of anybody who came from elsewhere. */
export const placesText = (areas: readonly RiskArea[]): string | null => (areas.length === 0 ? null : areas.map((area) => area.name).join('、'))
