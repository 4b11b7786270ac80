import { ARRIVAL_LISTS, type arrivals, commonErrors } from '@xiaomen/contract'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { findArea } from '../../areas/index.ts'
import * as repo from '../repo.ts'
import { noted } from '../step.ts'
import { linesOf, viewOf } from '../views.ts'

type Arrivals = Handlers<typeof arrivals>
const MOST = 300

export const listArrivals: Arrivals['listArrivals'] = async (ctx, { areaId, list }) => {
  let paths = ctx.paths('arrivals.read')
  if (areaId !== undefined) {
    const area = await findArea(ctx, areaId)
    if (!area) throw fail(commonErrors, 'request.not_found')
    ctx.must('arrivals.read', area)
    paths = [area.path]
  }
  const counts = await repo.countArrivals(ctx, paths)
  const rows = await repo.listArrivals(ctx, paths, list, MOST + 1)
  return {
    day: localDay(ctx.now),
    counts: Object.fromEntries(ARRIVAL_LISTS.map((one) => [one, counts.get(one) ?? 0])) as Record<(typeof ARRIVAL_LISTS)[number], number>,
    arrivals: await linesOf(ctx, rows.slice(0, MOST)),
    isCut: rows.length > MOST,
  }
}

export const getArrival: Arrivals['getArrival'] = async (ctx, { arrivalId }) => {
  const row = await repo.findArrival(ctx, arrivalId)
  if (!row) throw fail(commonErrors, 'request.not_found')
  ctx.must('arrivals.read', { path: row.area_path })
  noted(ctx, row)
  return viewOf(ctx, row)
}
