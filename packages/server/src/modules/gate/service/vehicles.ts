// 保供车: which vehicles may come in, by their plates.
import { commonErrors, type gate, gateErrors } from '@xiaomen/contract'
import { contains } from '@xiaomen/rules/areas'
import { masked } from '@xiaomen/rules/access'
import { type Arrival, readPlate } from '@xiaomen/rules/gate'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay } from '../../../platform/time.ts'
import { findArea } from '../../areas/index.ts'
import { planAt } from '../../posture/index.ts'
import * as repo from '../repo/vehicles.ts'

type Gate = Handlers<typeof gate>
const plateIndex = ({ crypto }: Pick<Ctx, 'crypto'>, typed: string): Buffer => crypto.index('gate.vehicle.plate', readPlate(typed) ?? '')
const sealedPlace = (id: string) => ({ table: 'gate.vehicle', row: id, column: 'sealed_plate' })

export const addVehicle: Gate['addVehicle'] = async (ctx, { areaId, plate, arrival, from, until }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must('gate.issue', { path: area.path })
  if (area.communityId === null) throw fail(commonErrors, 'request.invalid')
  ctx.audit.communityId(area.communityId)
  if (until < from || until < localDay(ctx.now)) throw fail(gateErrors, 'gate.time_unfit')
  await repo.endPastVehicles(ctx, localDay(ctx.now))
  const { orderId } = await planAt(ctx, area.path)
  const id = uuidv7()
  const isNew = await repo.insertVehicle(ctx, {
    community_id: area.communityId,
    id,
    area_path: area.path,
    arrival,
    sealed_plate: ctx.crypto.seal('name', sealedPlace(id), readPlate(plate) ?? plate, orderId ?? 'peace'),
    plate_index: plateIndex(ctx, plate),
    from_day: from,
    until_day: until,
    ended_at: null,
  })
  if (!isNew) throw fail(gateErrors, 'gate.vehicle_known')
  return { id }
}

export const listVehicles: Gate['listVehicles'] = async (ctx, { areaId }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must('gate.issue', { path: area.path })
  const today = localDay(ctx.now)
  return (await repo.listVehiclesUnder(ctx, area.path))
    .filter((row) => row.until_day >= today)
    .map((row) => ({
      id: row.id,
      plate: masked('name', ctx.crypto.open('name', sealedPlace(row.id), row.sealed_plate), ctx.sight(row.area_path).name),
      arrival: row.arrival,
      from: row.from_day,
      until: row.until_day,
    }))
}

export const endVehicle: Gate['endVehicle'] = async (ctx, { vehicleId }) => {
  const row = await repo.findVehicle(ctx, vehicleId)
  if (!row) throw fail(commonErrors, 'request.not_found')
  ctx.must('gate.issue', { path: row.area_path })
  ctx.audit.communityId(row.community_id)
  await repo.endVehicle(ctx, row)
  return {}
}

/** Whether the plate is on the list of the gate's place on that day, for what it is said to be. */
export async function isListed(
  ctx: Ctx,
  gate: { communityId: string; path: string },
  { arrival, plate }: { arrival?: Arrival | undefined; plate?: string | undefined },
  at: Date,
): Promise<boolean> {
  if (arrival === undefined || plate === undefined) return false
  const row = await repo.findVehicleByPlate(ctx, gate.communityId, plateIndex(ctx, plate))
  const day = localDay(at)
  return row !== undefined && row.arrival === arrival && contains(row.area_path, gate.path) && row.from_day <= day && day <= row.until_day
}
