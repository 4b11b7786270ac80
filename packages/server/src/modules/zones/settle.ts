// What happens to a zone once it is decided: it begins, changes, becomes another kind, ends; and everybody who goes by it is told.
import { commonErrors, zonesEvents } from '@xiaomen/contract'
import { ZONE_ACTS, type ZoneStep } from '@xiaomen/rules/zones'
import type { Ctx } from '../../platform/ctx.ts'
import { fail } from '../../platform/error.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { localDay } from '../../platform/time.ts'
import { withdrawAct } from '../approvals/index.ts'
import { listAreas } from '../areas/index.ts'
import { lastCaseOn } from './repo/case-marks.ts'
import { insertStep } from './repo/life.ts'
import { endParts, insertParts, listParts, updateZone } from './repo/zone.ts'
import { ruleOf } from './rule.ts'
import type { ZoneRow } from './tables.ts'
import { endsAt } from './views.ts'
import { endWork, planZone } from './work.ts'

export const official = (ctx: Ctx): { id: string; unit: string } => {
  if (ctx.actor.kind !== 'account') throw fail(commonErrors, 'access.denied')
  return ctx.actor
}

type Said = { actId?: string | null; areas?: readonly string[] | null; toKind?: string | null; reason?: string | null }
/** Writes a step down, by whoever asks. */
export async function noteStep(ctx: Ctx, zone: Pick<ZoneRow, 'id' | 'area_path'>, kind: ZoneStep, said: Said = {}): Promise<void> {
  const by = ctx.actor.kind === 'account' ? ctx.actor : null
  await insertStep(ctx, {
    id: uuidv7(),
    zone_id: zone.id,
    area_path: zone.area_path,
    kind,
    at: ctx.now,
    account_id: by?.id ?? null,
    unit: by?.unit ?? '',
    act_id: said.actId ?? null,
    areas: said.areas ?? null,
    to_kind: said.toKind ?? null,
    reason: said.reason ?? null,
  })
}

/** Lists are asked again; nothing that holds has changed. */
export const tellAsked = (ctx: Ctx, zone: Pick<ZoneRow, 'id' | 'area_path'>) => ctx.emit(zonesEvents.asked, { zoneId: zone.id, areaPath: zone.area_path })

/** Tells where it holds and until when. `paths`: of what it is, or was until now, made of. */
async function tell(ctx: Ctx, zone: ZoneRow, paths: readonly string[]): Promise<void> {
  const { view } = ruleOf(zone)
  await ctx.emit(zonesEvents.changed, {
    zoneId: zone.id,
    areaPath: zone.area_path,
    version: zone.version,
    areas: paths.map((areaPath) => ({ areaPath })),
    keepsIn: view.leaving === 'medicalOnly',
    admitsVisitors: view.admitsVisitors,
    from: zone.from_at!.toISOString(),
    until: (zone.ended_at ?? endsAt(zone)).toISOString(),
  })
}
const pathsOf = async (ctx: Ctx, zoneId: string): Promise<string[]> => (await listParts(ctx, [zoneId])).map((part) => part.area_path)

/** Writes a change down, tells it, and makes today's tasks follow. */
export async function settle(ctx: Ctx, zone: ZoneRow, change: Partial<ZoneRow> = {}): Promise<ZoneRow> {
  const paths = await pathsOf(ctx, zone.id)
  const last = { last_case_on: await lastCaseOn(ctx, paths) }
  const after: ZoneRow = { ...zone, ...last, ...change, version: zone.version + 1 }
  await updateZone(ctx, zone.id, { ...last, ...change, version: after.version })
  await tell(ctx, after, paths)
  await planZone(ctx, after)
  return after
}

export async function putParts(ctx: Ctx, zone: Pick<ZoneRow, 'id'>, areaIds: readonly string[]): Promise<void> {
  const now = new Set((await listParts(ctx, [zone.id])).map((part) => part.area_id))
  await endParts(
    ctx,
    zone.id,
    [...now].filter((id) => !areaIds.includes(id)),
  )
  const added = await listAreas(
    ctx,
    areaIds.filter((id) => !now.has(id)),
  )
  await insertParts(
    ctx,
    added.map((area) => ({ zone_id: zone.id, area_id: area.id, area_path: area.path, from_at: ctx.now, until_at: null })),
  )
}

export const begin = (ctx: Ctx, zone: ZoneRow): Promise<ZoneRow> =>
  settle(ctx, zone, { state: 'inForce', from_at: zone.from_at ?? ctx.now, kind_since: localDay(zone.from_at ?? ctx.now) })

export async function end(
  ctx: Ctx,
  zone: ZoneRow,
  step: Extract<ZoneStep, 'lifted' | 'orderEnded' | 'timeOver' | 'takenBack'>,
  reason: string | null,
): Promise<void> {
  const change = { state: 'ended', ended_at: ctx.now, end_reason: step, version: zone.version + 1 }
  const paths = await pathsOf(ctx, zone.id)
  await updateZone(ctx, zone.id, change)
  await noteStep(ctx, zone, step, { reason, ...(zone.state === 'inForce' ? { areas: (await listParts(ctx, [zone.id])).map((part) => part.area_id) } : {}) })
  for (const kind of ZONE_ACTS) await withdrawAct(ctx, kind, zone.id)
  if (zone.state === 'inForce') await tell(ctx, { ...zone, ...change }, paths)
  else await tellAsked(ctx, zone)
  // What it was made of stays as it was: an order that is taken up again takes its zones up too.
  await endWork(ctx, zone.id)
}
