import { commonErrors } from '@xiaomen/contract'
import type { Round } from '@xiaomen/rules/patrols'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { findArea, listAreas } from '../areas/index.ts'
import { within } from '../tasks/index.ts'
import type { Counted } from './count.ts'
import type { MissedRow, RouteRow } from './tables.ts'

/** The paths a list is about: the caller's own, or the area asked for. */
export async function pathsFor(ctx: Ctx, permission: string, areaId: string | undefined): Promise<string[]> {
  const paths = ctx.paths(permission)
  if (areaId === undefined) return paths
  const area = await findArea(ctx, areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must(permission, area)
  return within(paths, area.path)
}

export const areaNames = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> =>
  new Map((await listAreas(ctx, [...new Set(ids)])).map((area) => [area.id, area.name]))

export const routeView = (route: RouteRow, areaName: string, { timetable, points }: Omit<Counted, 'rounds'>) => ({
  id: route.id,
  areaId: route.area_id,
  areaName,
  path: route.area_path,
  name: route.name,
  version: route.version,
  times: timetable?.times ?? [],
  toleranceMinutes: timetable?.tolerance_minutes ?? 0,
  points: points.filter((point) => point.until_at === null).map(({ id, ordinal, name, hint }) => ({ id, ordinal, name, hint })),
})

export function roundView(round: Round, missed: MissedRow | undefined) {
  const iso = (ms: number) => new Date(ms).toISOString()
  return {
    at: iso(round.at),
    from: iso(round.from),
    until: iso(round.until),
    state: round.state,
    visited: [...round.visited].map(([pointId, at]) => ({ pointId, at: iso(at) })),
    missing: [...round.missing],
    missedId: round.state === 'missed' ? (missed?.id ?? null) : null,
    answer: missed?.answer ?? null,
  }
}
