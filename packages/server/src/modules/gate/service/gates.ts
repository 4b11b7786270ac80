import { commonErrors, type gate, gateErrors, gateEvents } from '@xiaomen/contract'
import { contains } from '@xiaomen/rules/areas'
import { isOpenAt } from '@xiaomen/rules/gate'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Handlers } from '../../../platform/module.ts'
import { findArea, listAreas } from '../../areas/index.ts'
import { homeOfPerson } from '../../registry/index.ts'
import * as repo from '../repo/gates.ts'
import { endOnlyOpen, insertOnlyOpen, listOnlyOpen } from '../repo/only-open.ts'
import type { GateRow, OnlyOpenRow } from '../tables.ts'
import { timesOf } from '../times.ts'

type Gate = Handlers<typeof gate>

/** A place where one gate is the only one for longer than this has another plan, not a closed gate. */
const LONGEST_MS = 62 * 86_400_000

function toView(ctx: Ctx, row: GateRow, areaName: string, running: readonly OnlyOpenRow[]) {
  const times = timesOf(row, running)
  return {
    id: row.id,
    areaId: row.area_id,
    areaName,
    path: row.area_path,
    name: row.name,
    isOpen: isOpenAt(times, ctx.now),
    times,
    dropZone: row.drop_zone,
    isolationArea: row.isolation_area,
    onlyUntil: running.find((one) => one.gate_id === row.id)?.until.toISOString() ?? null,
  }
}
const viewOf = async (ctx: Ctx, row: GateRow) =>
  toView(ctx, row, (await findArea(ctx, row.area_id))?.name ?? '', await listOnlyOpen(ctx, [row.area_id], ctx.now))

const accountOf = ({ actor }: Ctx): string | null => (actor.kind === 'account' ? actor.id : null)

/** The gate, once the actor was asked for. @throws 404 when there is none. */
export async function gateFor(ctx: Ctx, gateId: string, permission: string): Promise<GateRow> {
  const gate = await repo.findGate(ctx, gateId)
  if (!gate) throw fail(commonErrors, 'request.not_found')
  ctx.must(permission, { path: gate.area_path })
  ctx.audit.communityId(gate.community_id)
  return gate
}

export const listGates: Gate['listGates'] = async (ctx) => {
  const gates = await repo.listGatesUnder(ctx, ctx.paths('gate.read'))
  const areaIds = [...new Set(gates.map((row) => row.area_id))]
  const names = new Map((await listAreas(ctx, areaIds)).map((area) => [area.id, area.name]))
  const running = await listOnlyOpen(ctx, areaIds, ctx.now)
  return gates.map((row) => toView(ctx, row, names.get(row.area_id) ?? '', running))
}

export const addGate: Gate['addGate'] = async (ctx, { areaId, name }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must('gate.manage', { path: area.path })
  // A gate belongs to one neighbourhood: who may pass is that community's to say.
  if (area.communityId === null) throw fail(commonErrors, 'request.invalid')
  ctx.audit.communityId(area.communityId)
  const row: GateRow = {
    id: uuidv7(),
    community_id: area.communityId,
    area_id: area.id,
    area_path: area.path,
    name,
    is_open: true,
    hours: [],
    drop_zone: null,
    isolation_area: null,
  }
  if (!(await repo.insertGate(ctx, row))) throw fail(commonErrors, 'request.conflict')
  return viewOf(ctx, row)
}

export const setGateOpen: Gate['setGateOpen'] = async (ctx, { gateId, isOpen }) => {
  const row = await gateFor(ctx, gateId, 'gate.manage')
  await tellTimes(ctx, row)
  return change(ctx, row, { is_open: isOpen })
}

export const setGateHours: Gate['setGateHours'] = async (ctx, { gateId, hours, dropZone }) => {
  const row = await gateFor(ctx, gateId, 'gate.manage')
  await repo.updateGateHours(ctx, gateId, hours, dropZone)
  await tellTimes(ctx, row)
  return viewOf(ctx, { ...row, hours, drop_zone: dropZone })
}

export const setIsolationArea: Gate['setIsolationArea'] = async (ctx, { gateId, isolationArea }) => {
  const row = await gateFor(ctx, gateId, 'gate.manage')
  return change(ctx, row, { isolation_area: isolationArea })
}

/** Locks of these gates have other lists now. */
const tellTimes = (ctx: Ctx, row: GateRow) => ctx.emit(gateEvents.timesChanged, { communityId: row.community_id, gateId: row.id })

async function change(ctx: Ctx, row: GateRow, to: repo.GateChange) {
  await repo.updateGate(ctx, row.id, to)
  return viewOf(ctx, { ...row, ...to })
}

export const openOnly: Gate['openOnly'] = async (ctx, { gateId, until }) => {
  const row = await gateFor(ctx, gateId, 'gate.manage')
  const end = new Date(until)
  if (end <= ctx.now || end.getTime() - ctx.now.getTime() > LONGEST_MS) throw fail(gateErrors, 'gate.time_unfit')
  await endOnlyOpen(ctx, row.area_id, accountOf(ctx))
  await insertOnlyOpen(ctx, {
    community_id: row.community_id,
    id: uuidv7(),
    area_path: row.area_path,
    area_id: row.area_id,
    gate_id: gateId,
    opened_at: ctx.now,
    until: end,
    account_id: accountOf(ctx),
    ended_at: null,
    ended_by: null,
  })
  await tellTimes(ctx, row)
  // The only one open must be open.
  if (!row.is_open) await repo.updateGate(ctx, gateId, { is_open: true })
  return { closed: (await repo.listGatesOfArea(ctx, row.area_id)).length - 1 }
}

export const endOpenOnly: Gate['endOpenOnly'] = async (ctx, { gateId }) => {
  const row = await gateFor(ctx, gateId, 'gate.manage')
  const [running] = await listOnlyOpen(ctx, [row.area_id], ctx.now)
  if (running?.gate_id !== gateId) throw fail(gateErrors, 'gate.not_the_only_one')
  await endOnlyOpen(ctx, row.area_id, accountOf(ctx))
  await tellTimes(ctx, row)
  return {}
}

export const listMyGates: Gate['listMyGates'] = async (ctx) => {
  const { personId } = ctx.self()
  const home = personId === null ? null : await homeOfPerson(ctx, personId)
  if (!home) return []
  const gates = (await repo.listGatesOfCommunity(ctx, home.communityId)).filter((row) => contains(row.area_path, home.path))
  const running = await listOnlyOpen(
    ctx,
    gates.map((row) => row.area_id),
    ctx.now,
  )
  return gates.map((row) => {
    const { name, isOpen, onlyUntil } = toView(ctx, row, '', running)
    return { name, isOpen, hours: row.hours, onlyUntil }
  })
}
