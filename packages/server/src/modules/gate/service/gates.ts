import { commonErrors, type gate } from '@xiaomen/contract'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Handlers } from '../../../platform/module.ts'
import { findArea, listAreas } from '../../areas/index.ts'
import * as repo from '../repo/gates.ts'
import type { GateRow } from '../tables.ts'

type Gate = Handlers<typeof gate>

const toView = (row: GateRow, areaName: string) => ({
  id: row.id,
  areaId: row.area_id,
  areaName,
  path: row.area_path,
  name: row.name,
  isOpen: row.is_open,
  isolationArea: row.isolation_area,
})

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
  const names = new Map((await listAreas(ctx, [...new Set(gates.map((row) => row.area_id))])).map((area) => [area.id, area.name]))
  return gates.map((row) => toView(row, names.get(row.area_id) ?? ''))
}

export const addGate: Gate['addGate'] = async (ctx, { areaId, name }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must('gate.manage', { path: area.path })
  // A gate belongs to one neighbourhood: who may pass is that community's to say.
  if (area.communityId === null) throw fail(commonErrors, 'request.invalid')
  ctx.audit.communityId(area.communityId)
  const row: GateRow = { id: uuidv7(), community_id: area.communityId, area_id: area.id, area_path: area.path, name, is_open: true, isolation_area: null }
  if (!(await repo.insertGate(ctx, row))) throw fail(commonErrors, 'request.conflict')
  return toView(row, area.name)
}

export const setGateOpen: Gate['setGateOpen'] = async (ctx, { gateId, isOpen }) => {
  const row = await gateFor(ctx, gateId, 'gate.manage')
  return change(ctx, row, { is_open: isOpen })
}

export const setIsolationArea: Gate['setIsolationArea'] = async (ctx, { gateId, isolationArea }) => {
  const row = await gateFor(ctx, gateId, 'gate.manage')
  return change(ctx, row, { isolation_area: isolationArea })
}

async function change(ctx: Ctx, row: GateRow, to: repo.GateChange) {
  await repo.updateGate(ctx, row.id, to)
  return toView({ ...row, ...to }, (await findArea(ctx, row.area_id))?.name ?? '')
}
