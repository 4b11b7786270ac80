// A zone as people see it: what it is made of, whom it keeps in, how long it has been quiet, what is missing, who signed.
import { quietDays, type ZoneAct, type ZoneStep, whatLacks, type ZoneState } from '@xiaomen/rules/zones'
import type { Ctx } from '../../platform/ctx.ts'
import { localDay, startOfDay } from '../../platform/time.ts'
import { accountNames } from '../access/index.ts'
import { actsOf } from '../approvals/index.ts'
import { type Area, listAreas } from '../areas/index.ts'
import { livingAt } from '../registry/index.ts'
import { listEvidence, listSteps } from './repo/life.ts'
import { findZone, listParts } from './repo/zone.ts'
import { ruleOf } from './rule.ts'
import type { ZoneEvidenceRow, ZoneRow } from './tables.ts'

/** When it ends by itself: with its order's last day, a standstill at its hour. */
export function endsAt(zone: Pick<ZoneRow, 'order_until' | 'until_at'>): Date {
  const order = startOfDay(zone.order_until, 1)
  return zone.until_at !== null && zone.until_at < order ? zone.until_at : order
}
/** Whether it holds now, also where nobody has closed it in the books yet. */
export const holds = (zone: ZoneRow, now: Date): boolean => zone.state === 'inForce' && now < endsAt(zone)

const factsOf = (zone: ZoneRow, evidence: readonly ZoneEvidenceRow[]) => ({
  since: zone.kind_since!,
  lastCaseOn: zone.last_case_on,
  evidence: evidence.map(({ kind, on_day, value }) => ({ kind: kind as 'allTested' | 'index', on: on_day, value })),
})
/** What is missing before it is lowered; of a standstill, which ends by itself, nothing ever is. */
export function lacksOf(ctx: Ctx, zone: ZoneRow, evidence: readonly ZoneEvidenceRow[]) {
  const { file } = ruleOf(zone)
  return file === null || zone.state !== 'inForce' ? [] : whatLacks(file.downgrade, factsOf(zone, evidence), localDay(ctx.now))
}
const quietOf = (ctx: Ctx, zone: ZoneRow): number | null =>
  zone.state !== 'inForce' || zone.kind === 'standstill' ? null : quietDays({ since: zone.kind_since!, lastCaseOn: zone.last_case_on }, localDay(ctx.now))

const areaView = ({ id, name, path }: Area) => ({ id, name, path })

export async function zoneViews(ctx: Ctx, zones: readonly ZoneRow[]) {
  const ids = zones.map(({ id }) => id)
  const steps = Map.groupBy(await listSteps(ctx, ids), (step) => step.zone_id)
  const parts = Map.groupBy(await listParts(ctx, ids), (part) => part.zone_id)
  const evidence = Map.groupBy(await listEvidence(ctx, ids), (row) => row.zone_id)
  const waiting = new Map((await actsOf(ctx, ids)).filter((act) => act.isOpen).map((act) => [act.subjectId, act]))
  const all = [...steps.values()].flat()
  const names = await accountNames(ctx, [...all.flatMap((step) => step.account_id ?? []), ...[...evidence.values()].flat().map((row) => row.account_id)])
  const areaIds = [
    ...zones.flatMap((zone) => [zone.area_id, zone.centre_id ?? []].flat()),
    ...[...parts.values()].flat().map((part) => part.area_id),
    ...all.flatMap((step) => (step.areas ?? []) as string[]),
  ]
  const areas = new Map((await listAreas(ctx, [...new Set(areaIds)])).map((area) => [area.id, area]))
  const living = await livingAt(
    ctx,
    [...areas.values()].map(({ path }) => path),
  )
  const areasOf = (some: readonly string[]) => some.flatMap((id) => areas.get(id) ?? []).map(areaView)
  return zones.map((zone) => {
    const rule = ruleOf(zone)
    const life = steps.get(zone.id) ?? []
    const act = waiting.get(zone.id)
    const asked = act && life.findLast((step) => step.act_id === act.id && step.kind !== 'signed')
    const stated = evidence.get(zone.id) ?? []
    const lacks = lacksOf(ctx, zone, stated)
    const made =
      zone.state === 'inForce'
        ? (parts.get(zone.id) ?? []).map((part) => part.area_id)
        : ((life.findLast((step) => step.areas !== null)?.areas ?? []) as string[])
    const mayDraw = ctx.may('zones.draw', { path: zone.area_path }) && zone.state === 'inForce'
    return {
      id: zone.id,
      areaId: zone.area_id,
      areaName: areas.get(zone.area_id)?.name ?? '—',
      kind: zone.kind as 'sealed',
      zh: rule.zh,
      en: rule.en,
      state: zone.state as ZoneState,
      areas: areasOf(made),
      homes: made.reduce((sum, id) => sum + (areas.get(id)?.homes ?? 0), 0),
      people: made.reduce((sum, id) => sum + (living.get(areas.get(id)?.path ?? '') ?? 0), 0),
      ground: zone.ground,
      legalBasis: zone.legal_basis,
      metres: rule.file?.shape.kind === 'radius' ? rule.file.shape.metres : null,
      centreName: zone.centre_id === null ? null : (areas.get(zone.centre_id)?.name ?? '—'),
      from: zone.from_at?.toISOString() ?? null,
      until: endsAt(zone).toISOString(),
      endedAt: zone.ended_at?.toISOString() ?? null,
      rule: rule.view,
      quietDays: quietOf(ctx, zone),
      lacks,
      next: rule.next,
      evidence: stated.map((row) => ({
        id: row.id,
        kind: row.kind as 'allTested' | 'index',
        on: row.on_day,
        value: row.value,
        reference: row.reference,
        by: names.get(row.account_id) ?? '—',
        unit: row.unit,
      })),
      waiting:
        act === undefined ? null : { ...act, kind: act.kind as ZoneAct, areas: areasOf((asked?.areas ?? []) as string[]), reason: asked?.reason ?? null },
      steps: life.map((step) => ({
        kind: step.kind as ZoneStep,
        at: step.at.toISOString(),
        name: step.account_id === null ? null : (names.get(step.account_id) ?? '—'),
        unit: step.unit,
        toKind: step.to_kind as 'sealed' | null,
        reason: step.reason,
      })),
      may: {
        change: mayDraw && act === undefined && zone.kind !== 'standstill' && ctx.whereThere('zones.changeZone', [zone.area_path]).length > 0,
        lower: mayDraw && act === undefined && lacks.length === 0,
        state: mayDraw && zone.kind !== 'standstill',
      },
    }
  })
}
export const zoneView = async (ctx: Ctx, zoneId: string) => (await zoneViews(ctx, [(await findZone(ctx, zoneId))!]))[0]!

/** As residents and guards read it. */
export async function hereViews(ctx: Ctx, zones: readonly ZoneRow[]) {
  const holding = zones.filter((zone) => holds(zone, ctx.now))
  const ids = holding.map(({ id }) => id)
  const parts = await listParts(ctx, ids)
  const names = new Map((await listAreas(ctx, [...new Set(parts.map((part) => part.area_id))])).map((area) => [area.id, area.name]))
  const evidence = Map.groupBy(await listEvidence(ctx, ids), (row) => row.zone_id)
  return holding.map((zone) => {
    const rule = ruleOf(zone)
    return {
      id: zone.id,
      kind: zone.kind as 'sealed',
      zh: rule.zh,
      en: rule.en,
      rule: rule.view,
      quietDays: quietOf(ctx, zone),
      lacks: lacksOf(ctx, zone, evidence.get(zone.id) ?? []),
      next: rule.next,
      areas: parts.filter((part) => part.zone_id === zone.id).flatMap((part) => names.get(part.area_id) ?? []),
      from: zone.from_at!.toISOString(),
      until: endsAt(zone).toISOString(),
    }
  })
}
