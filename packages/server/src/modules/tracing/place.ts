import { commonErrors, tracingErrors } from '@xiaomen/contract'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { localDay } from '../../platform/time.ts'
import { type Area, chainOf, findArea } from '../areas/index.ts'
import { findTraced, lockTraced } from './repo/traced.ts'
import type { TracedRow } from './tables.ts'

export const notFound = () => fail(commonErrors, 'request.not_found')
export function official(ctx: Ctx): { id: string; unit: string } {
  if (ctx.actor.kind !== 'account') throw fail(commonErrors, 'access.denied')
  return { id: ctx.actor.id, unit: ctx.actor.unit }
}
export async function areaFor(ctx: Ctx, permission: string, areaId: string): Promise<Area> {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must(permission, area)
  ctx.audit.communityId(area.communityId ?? area.id)
  return area
}
/** The centre that looks into what happens in an area: the street's, or the area's own where there is no street above. */
export type Desk = { id: string; path: string }
export async function deskOf(ctx: Ctx, path: string): Promise<Desk> {
  const chain = await chainOf(ctx, path)
  const { id, path: at } = chain.find(({ level }) => level === 'street') ?? chain[0]!
  return { id, path: at }
}

export async function tracedFor(ctx: Ctx, permission: string, tracedId: string): Promise<TracedRow> {
  const row = await findTraced(ctx, tracedId)
  if (!row) throw notFound()
  return seen(ctx, permission, row)
}
export async function lockedTraced(ctx: Ctx, permission: string, tracedId: string, version?: number): Promise<TracedRow> {
  const row = await lockTraced(ctx, tracedId)
  if (!row) throw notFound()
  seen(ctx, permission, row)
  if (version !== undefined && version !== row.version) throw fail(commonErrors, 'request.conflict')
  return row
}
function seen(ctx: Ctx, permission: string, row: TracedRow): TracedRow {
  ctx.must(permission, { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  if (row.person_id !== null) ctx.audit.subjects([row.person_id])
  return row
}

/** @throws AppError for one that was closed */
export function openOnly(row: TracedRow): void {
  if (row.closed_on !== null) throw fail(tracingErrors, 'tracing.wrong_state')
}

/** @throws AppError for a day that is still to come, or days that cannot follow each other */
export function checkDays(
  ctx: Pick<Ctx, 'now'>,
  days: Partial<Record<'onsetOn' | 'sampledOn' | 'reportedOn' | 'isolatedOn' | 'day' | 'dayTo' | 'on', string | null>>,
): void {
  const today = localDay(ctx.now)
  for (const [field, day] of Object.entries(days))
    if (day !== null && day !== undefined && day > today) throw fail(tracingErrors, 'tracing.day_ahead', { field })
  if (days.day && days.dayTo && days.dayTo < days.day) throw fail(tracingErrors, 'tracing.days_turned', { field: 'dayTo' })
}
