import { commonErrors, type doors, doorsErrors, doorsEvents } from '@xiaomen/contract'
import { contains } from '@xiaomen/rules/areas'
import { randomBytes } from 'node:crypto'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Handlers } from '../../../platform/module.ts'
import { findArea, listAreas } from '../../areas/index.ts'
import { findGateOfDoor } from '../../gate/index.ts'
import { brokerState, shutOut } from '../broker-state.ts'
import { commandView } from '../commands.ts'
import { cardKeyOf } from '../list.ts'
import { listOpenFires } from '../repo/alarms.ts'
import { countOfFires, listLastCommands } from '../repo/commands.ts'
import { type DeviceOfDoor, endDevicesOfDoor, insertDevice, listDevicesOfDoors } from '../repo/devices.ts'
import * as repo from '../repo/doors.ts'
import { hashOfPassword } from '../password.ts'
import type { CommandRow, DoorRow } from '../tables.ts'
import { LISTEN } from '../names.ts'

type Doors = Handlers<typeof doors>

/** The door, once the actor was asked for. @throws 404 when there is none. */
export async function doorFor(ctx: Ctx, doorId: string, permission: string): Promise<DoorRow> {
  const door = await repo.findDoor(ctx, doorId)
  if (!door) throw fail(commonErrors, 'request.not_found')
  ctx.must(permission, { path: door.area_path })
  ctx.audit.communityId(door.community_id)
  return door
}
export const tellChanged = (ctx: Ctx, door: DoorRow) =>
  ctx.emit(doorsEvents.doorChanged, { communityId: door.community_id, areaPath: door.area_path, doorId: door.id })

/** Where the actor may ask this, narrowed to an area. @throws 404 when that lies outside. */
export async function pathsWithin(ctx: Ctx, permission: string, areaId: string | undefined): Promise<string[]> {
  const paths = ctx.paths(permission)
  if (areaId === undefined) return paths
  const area = await findArea(ctx, areaId)
  if (area && paths.some((path) => contains(path, area.path))) return [area.path]
  // Of a wider area one sees what lies in one's own part.
  const own = area ? paths.filter((path) => contains(area.path, path)) : []
  if (own.length === 0) throw fail(commonErrors, 'request.not_found')
  return own
}

const deviceView = (device: DeviceOfDoor) => ({
  id: device.id,
  isOnline: device.is_online,
  seenAt: device.seen_at?.toISOString() ?? null,
  lock: device.lock_state,
  listVersion: device.list_version,
  listAt: device.list_at?.toISOString() ?? null,
  isListCurrent: device.list_version !== null && device.list_version === device.wanted_version,
  cards: device.cards,
})
function viewOf(ctx: Ctx, row: DoorRow, areaName: string, device: DeviceOfDoor | undefined, command: CommandRow | undefined) {
  return {
    id: row.id,
    areaId: row.area_id,
    areaName,
    path: row.area_path,
    gateId: row.gate_id,
    name: row.name,
    kind: row.kind,
    direction: row.direction,
    openSeconds: row.open_seconds,
    device: device === undefined ? null : deviceView(device),
    lastCommand: command === undefined ? null : commandView(command, ctx.now),
  }
}

export const listDoors: Doors['listDoors'] = async (ctx, { areaId }) => {
  const paths = await pathsWithin(ctx, 'doors.read', areaId)
  const rows = await repo.listDoorsUnder(ctx, paths)
  const ids = rows.map(({ id }) => id)
  const devices = new Map((await listDevicesOfDoors(ctx, ids)).map((one) => [one.door_id, one]))
  const commands = new Map((await listLastCommands(ctx, ids)).map((one) => [one.door_id, one]))
  const fires = await listOpenFires(ctx, paths)
  const counts = await countOfFires(
    ctx,
    fires.map(({ id }) => id),
  )
  const names = new Map((await listAreas(ctx, [...new Set([...rows, ...fires].map((row) => row.area_id))])).map((area) => [area.id, area.name]))
  return {
    broker: brokerState(ctx),
    doors: rows.map((row) => viewOf(ctx, row, names.get(row.area_id) ?? '', devices.get(row.id), commands.get(row.id))),
    fires: fires.map((fire) => ({
      id: fire.id,
      areaId: fire.area_id,
      areaName: names.get(fire.area_id) ?? '',
      begunAt: fire.begun_at.toISOString(),
      doors: counts.get(fire.id)?.doors ?? 0,
      confirmed: counts.get(fire.id)?.confirmed ?? 0,
    })),
  }
}

export const addDoor: Doors['addDoor'] = async (ctx, { areaId, gateId, name, kind, direction, openSeconds }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must('doors.manage', { path: area.path })
  if (area.communityId === null) throw fail(doorsErrors, 'doors.not_one_community')
  ctx.audit.communityId(area.communityId)
  const gate = gateId === null ? null : await findGateOfDoor(ctx, gateId)
  if (gateId !== null && (gate === null || gate.communityId !== area.communityId || !contains(area.path, gate.path)))
    throw fail(doorsErrors, 'doors.gate_elsewhere')
  const row: DoorRow = {
    community_id: area.communityId,
    id: uuidv7(),
    area_id: area.id,
    area_path: area.path,
    gate_id: gateId,
    name,
    kind,
    direction,
    open_seconds: openSeconds,
  }
  if (!(await repo.insertDoor(ctx, row))) throw fail(doorsErrors, 'doors.name_taken')
  await tellChanged(ctx, row)
  return viewOf(ctx, row, area.name, undefined, undefined)
}

export const addDevice: Doors['addDevice'] = async (ctx, { doorId }) => {
  const door = await doorFor(ctx, doorId, 'doors.manage')
  for (const id of await endDevicesOfDoor(ctx, doorId)) shutOut(ctx, id)
  const password = randomBytes(20).toString('base64url')
  const id = uuidv7()
  await insertDevice(ctx, {
    community_id: door.community_id,
    id,
    door_id: door.id,
    area_path: door.area_path,
    secret_hash: hashOfPassword(password),
    made_at: ctx.now,
  })
  await ctx.enqueue(LISTEN, {})
  await tellChanged(ctx, door)
  return { deviceId: id, password, cardKey: cardKeyOf(ctx.crypto, door.community_id).toString('hex'), port: brokerState(ctx).port }
}

export const endDevice: Doors['endDevice'] = async (ctx, { doorId }) => {
  const door = await doorFor(ctx, doorId, 'doors.manage')
  const ended = await endDevicesOfDoor(ctx, doorId)
  if (ended.length === 0) throw fail(doorsErrors, 'doors.no_device')
  ended.forEach((id) => shutOut(ctx, id))
  await tellChanged(ctx, door)
  return {}
}
