// From the plan to the round: its pool, its hours and its points, in one act.
import { type screening, screeningErrors } from '@xiaomen/contract'
import type { Pool } from '@xiaomen/rules/screening'
import { fail } from '../../platform/error.ts'
import type { Handlers } from '../../platform/module.ts'
import { clockOf, minuteOf } from '../../platform/time.ts'
import { type LaidPoint, layOutRound as layOut } from '../testing/index.ts'
import type { Plan } from './make-plan.ts'
import { planFor, planOf } from './place.ts'
import type { PlanRow } from './tables.ts'
import { say } from './plan-text.ts'

/** A tube of one home is chosen at the table: it holds as many as live there, ten at most. */
const POOL_SIZE: Record<Pool, 1 | 5 | 10 | 20> = { '1': 1, '5': 5, '10': 10, '20': 20, household: 10 }
/** What one sampling point of a round may have; more become a second one beside it. */
const MOST_TABLES = 50
const LAST_MINUTE = 24 * 60 - 1

/** The local clock so many hours later, or null: it would be another day. */
function untilOf(fromClock: string, hours: number): string | null {
  const until = minuteOf(fromClock) + hours * 60
  if (until > LAST_MINUTE + 1) return null
  // Until midnight is until its last minute.
  return clockOf(Math.min(until, LAST_MINUTE))
}

/** Each point of the plan with its tables, named by its community and number. */
const pointsOf = ({ communities, area }: Plan, row: PlanRow): LaidPoint[] =>
  communities.flatMap(({ areaId: communityId, name, points }) => {
    const parts = points.flatMap(({ tables }) => {
      const beside = Math.ceil(tables / MOST_TABLES)
      return Array.from({ length: beside }, (_, nth) => Math.floor((tables + nth) / beside))
    })
    // Of a compound or a building the points stand there, not anywhere in its community.
    const isPart = row.community_id === communityId && row.area_id !== communityId
    return parts.map((tables, nth) => ({
      areaId: isPart ? row.area_id : communityId,
      name: say('pointName', 'zh', { area: isPart ? area.name : name, n: String(nth + 1) }).slice(0, 40),
      tables,
    }))
  })

export const layOutRound: Handlers<typeof screening>['layOutRound'] = async (ctx, { planId, version, campaignId, name, day, fromClock, isReserve }) => {
  const row = await planFor(ctx, 'screening.read', planId)
  // Whoever kept another plan under this name meanwhile changed what is laid out.
  if (row.version !== version) throw fail(screeningErrors, 'screening.changed_meanwhile')
  const plan = planOf(row)
  const untilClock = untilOf(fromClock, plan.asked.hours)
  if (untilClock === null) throw fail(screeningErrors, 'screening.longer_than_day')
  const round = { id: campaignId, areaId: row.area_id, name, day, fromClock, untilClock, poolSize: POOL_SIZE[plan.pool], ageFrom: 0, ageTo: 150, isReserve }
  return { campaignId, ...(await layOut(ctx, round, pointsOf(plan, row))) }
}
