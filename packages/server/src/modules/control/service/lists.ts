import type { controlCases } from '@xiaomen/contract'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { areaFor, seenCase } from '../place.ts'
import { countCases, listCases } from '../repo/case.ts'
import { linesOf, viewOf } from '../views.ts'

type Cases = Handlers<typeof controlCases>
/** Ended ones stay in the list this long. */
const LISTED_DAYS = 90
const MOST = 500

export const listControl: Cases['listControl'] = async (ctx, { areaId, list = 'open', about = 'person' }) => {
  const paths = areaId === undefined ? ctx.paths('control.read') : [(await areaFor(ctx, 'control.read', areaId)).path]
  const since = new Date(ctx.now.getTime() - LISTED_DAYS * 86_400_000)
  const rows = await listCases(ctx, paths, list, { about, since, limit: MOST + 1 })
  return {
    day: localDay(ctx.now),
    counts: await countCases(ctx, paths, { about, since }),
    cases: await linesOf(ctx, rows.slice(0, MOST)),
    isCut: rows.length > MOST,
  }
}

export const getControl: Cases['getControl'] = async (ctx, { caseId }) => viewOf(ctx, await seenCase(ctx, 'control.read', caseId))
