import { commonErrors, type zones, zonesErrors } from '@xiaomen/contract'
import { contains, type Level } from '@xiaomen/rules/areas'
import { standstillFault, ZONE_SIGNATURES, type ZoneAct } from '@xiaomen/rules/zones'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay, startOfDay } from '../../../platform/time.ts'
import { actsOf, openAct, signAct, withdrawAct } from '../../approvals/index.ts'
import { type Area, findArea, listAreas } from '../../areas/index.ts'
import { ordersInForce, plansInForce } from '../../posture/index.ts'
import { livingAt } from '../../registry/index.ts'
import * as life from '../repo/life.ts'
import * as repo from '../repo/zone.ts'
import { kindIn, ruleOf, STANDSTILL } from '../rule.ts'
import { begin, end, noteStep, official, putParts, settle, tellAsked } from '../settle.ts'
import type { ZoneRow } from '../tables.ts'
import { holds, lacksOf, zoneView } from '../views.ts'
import { endWork } from '../work.ts'

type Zones = Handlers<typeof zones>
type Asked = { areas: readonly string[]; reason: string | null }
const PLACES: readonly Level[] = ['community', 'street']
const STANDSTILL_LEVELS: readonly Level[] = ['community', 'compound', 'building', 'unit']

const notFound = () => fail(commonErrors, 'request.not_found')

async function placeFor(ctx: Ctx, areaId: string): Promise<Area> {
  const area = await findArea(ctx, areaId)
  if (!area) throw notFound()
  ctx.must('zones.draw', area)
  if (!PLACES.includes(area.level)) throw fail(zonesErrors, 'zones.wrong_area')
  return area
}

/** The areas it is to be made of: of the right levels, none within another, all under the same order as the place. */
async function partsFor(ctx: Ctx, place: Pick<Area, 'path'>, areaIds: readonly string[], levels: readonly Level[]): Promise<Area[]> {
  const parts = await listAreas(ctx, [...new Set(areaIds)])
  const plans = await plansInForce(ctx)
  const { orderId } = plans(place.path)
  const fits = (part: Area) => levels.includes(part.level) && contains(place.path, part.path) && plans(part.path).orderId === orderId
  const isNested = parts.some((one) => parts.some((other) => one !== other && contains(one.path, other.path)))
  if (parts.length !== new Set(areaIds).size || isNested || !parts.every(fits)) throw fail(zonesErrors, 'zones.wrong_area')
  return parts
}
async function refuseTwice(ctx: Ctx, parts: readonly Area[], { id, kind }: { id: string; kind: string }): Promise<void> {
  const touching = await repo.listTouching(
    ctx,
    parts.map((part) => part.path),
  )
  if (touching.some((zone) => zone.id !== id && zone.kind === kind && holds(zone, ctx.now))) throw fail(zonesErrors, 'zones.drawn_already')
}

/** The order that holds at the place, which the zone rests on. */
async function orderAt(ctx: Ctx, path: string) {
  const plan = (await plansInForce(ctx))(path)
  const order = (await ordersInForce(ctx)).find(({ id }) => id === plan.orderId)
  if (!order || plan.posture === 'peace') throw notFound()
  return { plan, order }
}

/** What a signer puts their name to. */
const payloadOf = (zone: ZoneRow, kind: ZoneAct, asked: Asked): unknown => ({
  zoneId: zone.id,
  kind,
  zoneKind: zone.kind,
  orderId: zone.order_id,
  areaId: zone.area_id,
  areas: asked.areas.toSorted(),
  ground: zone.ground,
  legalBasis: zone.legal_basis,
  from: zone.from_at?.toISOString() ?? null,
  until: zone.until_at?.toISOString() ?? null,
  reason: asked.reason,
})
/** Whom it would newly keep. Lowering names no areas and keeps nobody: giving back takes no more hands for a crowd. */
async function peopleKept(ctx: Ctx, zone: ZoneRow, { areas }: Asked): Promise<number> {
  const before = new Set((await repo.listParts(ctx, [zone.id])).map((part) => part.area_id))
  const added = await listAreas(
    ctx,
    areas.filter((id) => !before.has(id)),
  )
  return sumOf(
    await livingAt(
      ctx,
      added.map(({ path }) => path),
    ),
  )
}
const sumOf = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0)
async function ask(ctx: Ctx, zone: ZoneRow, kind: ZoneAct, asked: Asked): Promise<string> {
  if ((await actsOf(ctx, [zone.id])).some((act) => act.isOpen)) throw fail(zonesErrors, 'zones.act_waits')
  const place = await findArea(ctx, zone.area_id)
  return openAct(ctx, {
    kind,
    subjectId: zone.id,
    payload: payloadOf(zone, kind, asked),
    people: await peopleKept(ctx, zone, asked),
    base: ZONE_SIGNATURES,
    permission: 'zones.approve',
    communityId: place?.communityId ?? zone.area_id,
    path: zone.area_path,
  })
}

type Drawn = { id: string; kind: string; ground: string; legalBasis: string; centreId: string | null; from: Date | null; until: Date | null }
async function draft(ctx: Ctx, place: Area, parts: readonly Area[], { id, kind, ground, legalBasis, centreId, from, until }: Drawn) {
  const { plan, order } = await orderAt(ctx, place.path)
  const by = official(ctx)
  const zone: ZoneRow = {
    id,
    area_id: place.id,
    area_path: place.path,
    kind,
    kind_since: null,
    order_id: order.id,
    order_until: order.until,
    pack_id: plan.packId,
    edition: plan.edition,
    state: 'drafted',
    ground,
    legal_basis: legalBasis,
    centre_id: centreId,
    from_at: from,
    until_at: until,
    last_case_on: null,
    drafted_by: by.id,
    drafted_unit: by.unit,
    drafted_at: ctx.now,
    ended_at: null,
    end_reason: null,
    version: 1,
  }
  if (!(await repo.insertZone(ctx, zone))) throw fail(commonErrors, 'request.conflict')
  const areas = parts.map((part) => part.id)
  const actId = await ask(ctx, zone, kind === STANDSTILL.kind ? 'zones.standstill' : 'zones.draw', { areas, reason: null })
  await noteStep(ctx, zone, 'drawn', { actId, areas, toKind: kind })
  await tellAsked(ctx, zone)
  return zoneView(ctx, id)
}

export const drawZone: Zones['drawZone'] = async (ctx, { id, areaId, kind, areaIds, centreId, ground, legalBasis }) => {
  const place = await placeFor(ctx, areaId)
  const { plan } = await orderAt(ctx, place.path)
  const file = kindIn(plan.zones, kind)
  if (!file) throw fail(zonesErrors, 'zones.unknown_kind')
  const parts = await partsFor(ctx, place, areaIds, file.shape.kind === 'units' ? file.shape.levels : ['building'])
  const centre = centreId === null ? null : await findArea(ctx, centreId)
  if (centreId !== null && (!centre || !contains(place.path, centre.path))) throw fail(zonesErrors, 'zones.wrong_area')
  await refuseTwice(ctx, parts, { id, kind })
  return draft(ctx, place, parts, { id, kind, ground, legalBasis, centreId, from: null, until: null })
}

async function refuseHours(ctx: Ctx, place: Pick<Area, 'path'>, from: Date, until: Date): Promise<void> {
  const { plan, order } = await orderAt(ctx, place.path)
  const { standstill } = plan.zones
  if (standstill === null) throw fail(zonesErrors, 'zones.unknown_kind')
  const fault = standstillFault({ from, until }, { mostHours: standstill.mostHours.value, now: ctx.now, orderEnds: startOfDay(order.until, 1) })
  if (fault !== null) throw fail(zonesErrors, 'zones.wrong_hours', { fault })
}
export const drawStandstill: Zones['drawStandstill'] = async (ctx, { id, areaId, areaIds, ground, legalBasis, ...days }) => {
  const place = await placeFor(ctx, areaId)
  const [from, until] = [new Date(days.from), new Date(days.until)]
  await refuseHours(ctx, place, from, until)
  const parts = await partsFor(ctx, place, areaIds, STANDSTILL_LEVELS)
  await refuseTwice(ctx, parts, { id, kind: STANDSTILL.kind })
  return draft(ctx, place, parts, { id, kind: STANDSTILL.kind, ground, legalBasis, centreId: null, from, until })
}

async function lockFor(ctx: Ctx, permission: string, zoneId: string): Promise<ZoneRow> {
  const zone = await repo.lockZone(ctx, zoneId)
  if (!zone) throw notFound()
  ctx.must(permission, { path: zone.area_path })
  return zone
}
function mustHold(ctx: Ctx, zone: ZoneRow): void {
  if (!holds(zone, ctx.now)) throw fail(zonesErrors, 'zones.wrong_state')
}
const levelsOf = (zone: ZoneRow): readonly Level[] => {
  const shape = ruleOf(zone).file?.shape
  return shape === undefined ? STANDSTILL_LEVELS : shape.kind === 'units' ? shape.levels : ['building']
}

export const changeZone: Zones['changeZone'] = async (ctx, { zoneId, areaIds, reason }) => {
  const zone = await lockFor(ctx, 'zones.draw', zoneId)
  mustHold(ctx, zone)
  if (zone.kind === STANDSTILL.kind) throw fail(zonesErrors, 'zones.wrong_state')
  const parts = await partsFor(ctx, { path: zone.area_path }, areaIds, levelsOf(zone))
  await refuseTwice(ctx, parts, zone)
  ctx.audit.reason(reason)
  const areas = parts.map((part) => part.id)
  const actId = await ask(ctx, zone, 'zones.change', { areas, reason })
  await noteStep(ctx, zone, 'changeAsked', { actId, areas, reason })
  await tellAsked(ctx, zone)
  return zoneView(ctx, zone.id)
}

async function refuseLacking(ctx: Ctx, zone: ZoneRow): Promise<void> {
  const lacks = lacksOf(ctx, zone, await life.listEvidence(ctx, [zone.id]))
  if (lacks.length > 0) throw fail(zonesErrors, 'zones.lacks_evidence', { lacks })
}
export const lowerZone: Zones['lowerZone'] = async (ctx, { zoneId, reason }) => {
  const zone = await lockFor(ctx, 'zones.draw', zoneId)
  mustHold(ctx, zone)
  await refuseLacking(ctx, zone)
  ctx.audit.reason(reason)
  const actId = await ask(ctx, zone, 'zones.lower', { areas: [], reason })
  await noteStep(ctx, zone, 'lowerAsked', { actId, toKind: ruleOf(zone).next?.kind ?? null, reason })
  await tellAsked(ctx, zone)
  return zoneView(ctx, zone.id)
}

export const stateEvidence: Zones['stateEvidence'] = async (ctx, { id, zoneId, kind, on, value, reference }) => {
  const zone = await lockFor(ctx, 'zones.draw', zoneId)
  mustHold(ctx, zone)
  if (on > localDay(ctx.now)) throw fail(commonErrors, 'request.invalid', { field: 'on' })
  if ((kind === 'index') !== (value !== null)) throw fail(commonErrors, 'request.invalid', { field: 'value' })
  const { id: by, unit } = official(ctx)
  const row = { id, zone_id: zone.id, area_path: zone.area_path, kind, on_day: on, value, reference, account_id: by, unit, at: ctx.now }
  if (!(await life.insertEvidence(ctx, row))) throw fail(commonErrors, 'request.conflict')
  await tellAsked(ctx, zone)
  return zoneView(ctx, zone.id)
}

/** What waits under this id, with what was asked for. */
async function waitingOf(ctx: Ctx, zone: ZoneRow, actId: string) {
  const act = (await actsOf(ctx, [zone.id])).find(({ id }) => id === actId)
  const asked = (await life.listSteps(ctx, [zone.id])).find((step) => step.act_id === actId && step.kind !== 'signed')
  if (!act || !asked) throw notFound()
  return { act, kind: act.kind as ZoneAct, asked: { areas: (asked.areas ?? []) as string[], reason: asked.reason } }
}

async function mayBegin(ctx: Ctx, zone: ZoneRow, { areas }: Asked): Promise<void> {
  if (zone.state !== 'drafted') throw fail(zonesErrors, 'zones.wrong_state')
  const parts = await partsFor(ctx, { path: zone.area_path }, areas, levelsOf(zone))
  await refuseTwice(ctx, parts, zone)
  if (zone.until_at !== null && zone.from_at !== null) await refuseHours(ctx, { path: zone.area_path }, zone.from_at, zone.until_at)
}
const CHECKS: Record<ZoneAct, (ctx: Ctx, zone: ZoneRow, asked: Asked) => Promise<void>> = {
  'zones.draw': mayBegin,
  'zones.standstill': mayBegin,
  'zones.change': async (ctx, zone, { areas }) => {
    mustHold(ctx, zone)
    await refuseTwice(ctx, await partsFor(ctx, { path: zone.area_path }, areas, levelsOf(zone)), zone)
  },
  // A case found while it waited is a reason to wait longer.
  'zones.lower': async (ctx, zone) => {
    mustHold(ctx, zone)
    await refuseLacking(ctx, zone)
  },
}
async function start(ctx: Ctx, zone: ZoneRow, { areas }: Asked): Promise<void> {
  await putParts(ctx, zone, areas)
  await begin(ctx, zone)
  await noteStep(ctx, zone, 'inForce', { areas, toKind: zone.kind })
}
/** Once the last signature is there. */
const DONE: Record<ZoneAct, (ctx: Ctx, zone: ZoneRow, asked: Asked) => Promise<void>> = {
  'zones.draw': start,
  'zones.standstill': start,
  'zones.change': async (ctx, zone, { areas, reason }) => {
    await putParts(ctx, zone, areas)
    await noteStep(ctx, zone, 'changed', { areas, reason })
    await settle(ctx, zone)
  },
  'zones.lower': async (ctx, zone, { reason }) => {
    const { next } = ruleOf(zone)
    if (next === null) return end(ctx, zone, 'lifted', reason)
    // What the stricter kind asked for today is asked no more.
    await endWork(ctx, zone.id)
    await noteStep(ctx, zone, 'lowered', { toKind: next.kind, reason })
    await settle(ctx, zone, { kind: next.kind, kind_since: localDay(ctx.now) })
  },
}

export const signZone: Zones['signZone'] = async (ctx, { zoneId, actId }) => {
  const zone = await lockFor(ctx, 'zones.approve', zoneId)
  const { kind, asked } = await waitingOf(ctx, zone, actId)
  await CHECKS[kind](ctx, zone, asked)
  const signed = await signAct(ctx, { actId, payload: payloadOf(zone, kind, asked), refuse: (reason) => fail(zonesErrors, 'zones.same_unit', { reason }) })
  await noteStep(ctx, zone, 'signed', { actId })
  if (signed.isDone) await DONE[kind](ctx, zone, asked)
  else await tellAsked(ctx, zone)
  return zoneView(ctx, zone.id)
}

export const takeBack: Zones['takeBack'] = async (ctx, { zoneId, actId }) => {
  const zone = await lockFor(ctx, 'zones.draw', zoneId)
  const { act, kind } = await waitingOf(ctx, zone, actId)
  if (!act.isOpen || !act.isOwn) throw fail(zonesErrors, 'zones.wrong_state')
  // A draft is taken back whole: there is no zone without it.
  if (zone.state === 'drafted') await end(ctx, zone, 'takenBack', null)
  else {
    await withdrawAct(ctx, kind, zone.id)
    await noteStep(ctx, zone, 'takenBack', { actId })
    await tellAsked(ctx, zone)
  }
  return zoneView(ctx, zone.id)
}
