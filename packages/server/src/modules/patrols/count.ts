// The rounds of routes in a span of days, as the rules count them.
import { type Round, roundsOf, slotsOf } from '@xiaomen/rules/patrols'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay, startOfDay } from '../../platform/time.ts'
import { listPoints, listTimetables } from './repo/routes.ts'
import { listVisits } from './repo/visits.ts'
import type { PointRow, RouteRow, TimetableRow } from './tables.ts'

export type Counted = { timetable: TimetableRow | undefined; points: PointRow[]; rounds: Round[] }

/** Rounds that begin on one of `days` local days from `firstDay` on. `timetable`: what holds now; `points`: all there ever were, in order. */
export async function countOf(ctx: Ctx, routes: readonly RouteRow[], firstDay: string, days = 1): Promise<Map<string, Counted>> {
  const ids = routes.map(({ id }) => id)
  const timetables = Map.groupBy(await listTimetables(ctx, ids), (row) => row.route_id)
  const points = Map.groupBy(await listPoints(ctx, ids), (row) => row.route_id)
  const dayStarts = Array.from({ length: days }, (_, at) => startOfDay(firstDay, at).getTime())
  // A round around midnight reaches into the days beside.
  const visits = Map.groupBy(await listVisits(ctx, ids, startOfDay(firstDay, -1), startOfDay(firstDay, days + 1)), (row) => row.route_id)
  return new Map(
    ids.map((id) => {
      const own = timetables.get(id) ?? []
      const slots = slotsOf(
        own.map((row) => ({ from: row.from_at.getTime(), times: row.times, toleranceMinutes: row.tolerance_minutes })),
        dayStarts,
      )
      const rounds = roundsOf(
        slots,
        (points.get(id) ?? []).map((row) => ({ id: row.id, from: row.from_at.getTime(), until: row.until_at?.getTime() ?? null })),
        (visits.get(id) ?? []).map((row) => ({ pointId: row.point_id, at: row.at.getTime() })),
        ctx.now.getTime(),
      )
      return [id, { timetable: own.at(-1), points: points.get(id) ?? [], rounds }]
    }),
  )
}

export const today = (ctx: Pick<Ctx, 'now'>): string => localDay(ctx.now)
