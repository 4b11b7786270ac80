import { commonErrors, type doors, doorsErrors, doorsEvents } from '@xiaomen/contract'
import { contains } from '@xiaomen/rules/areas'
import type { Ctx } from '../../../platform/ctx.ts'
import { fail } from '../../../platform/error.ts'
import type { Handlers } from '../../../platform/module.ts'
import { findArea } from '../../areas/index.ts'
import { raise } from '../alarms.ts'
import { commandView, makeCommand } from '../commands.ts'
import { SEND } from '../names.ts'
import * as fires from '../repo/alarms.ts'
import * as repo from '../repo/commands.ts'
import { type DeviceOfDoor, listDevicesOfDoors } from '../repo/devices.ts'
import { listDoorsUnder } from '../repo/doors.ts'
import type { DoorRow, FireRow } from '../tables.ts'
import { doorFor, tellChanged } from './doors.ts'

type Doors = Handlers<typeof doors>
/** A door that is away for a moment still opens for a fire; whoever calls it sees which have not. */
const FIRE_SECONDS = 60
const actorId = ({ actor }: Ctx) => (actor.kind === 'account' ? actor.id : null)

export const openDoor: Doors['openDoor'] = async (ctx, { id, doorId, reason }) => {
  const door = await doorFor(ctx, doorId, 'doors.open')
  ctx.audit.reason(reason)
  const digest = ctx.crypto.index('doors.command', JSON.stringify([doorId, reason, actorId(ctx)]))
  const known = await repo.findCommand(ctx, id)
  if (known) {
    if (known.digest === null || !Buffer.from(known.digest).equals(digest)) throw fail(doorsErrors, 'doors.other_bytes')
    return commandView(known, ctx.now)
  }
  const [device] = await listDevicesOfDoors(ctx, [doorId])
  if (!device) throw fail(doorsErrors, 'doors.no_device')
  const command = await makeCommand(ctx, { door, deviceId: device.id, kind: 'open', why: 'remote', id, digest })
  await ctx.enqueue(SEND, { commandId: id })
  await tellChanged(ctx, door)
  return commandView(command, ctx.now)
}

export const getCommand: Doors['getCommand'] = async (ctx, { commandId }) => {
  const command = await repo.findCommand(ctx, commandId)
  if (!command) throw fail(commonErrors, 'request.not_found')
  ctx.must('doors.read', { path: command.area_path })
  return commandView(command, ctx.now)
}

async function lockedDoors(ctx: Ctx, path: string): Promise<{ door: DoorRow; device: DeviceOfDoor }[]> {
  const doors = await listDoorsUnder(ctx, [path])
  const devices = new Map(
    (
      await listDevicesOfDoors(
        ctx,
        doors.map(({ id }) => id),
      )
    ).map((one) => [one.door_id, one]),
  )
  return doors.flatMap((door) => (devices.has(door.id) ? [{ door, device: devices.get(door.id)! }] : []))
}

async function commandAll(ctx: Ctx, fire: Pick<FireRow, 'id' | 'area_path'>, kind: 'fire' | 'fireEnd'): Promise<number> {
  const all = await lockedDoors(ctx, fire.area_path)
  for (const { door, device } of all) {
    const command = await makeCommand(ctx, { door, deviceId: device.id, kind, why: kind, fireId: fire.id, seconds: FIRE_SECONDS })
    await ctx.enqueue(SEND, { commandId: command.id })
  }
  return all.length
}

export const openForFire: Doors['openForFire'] = async (ctx, { id, areaId, reason }) => {
  const area = await findArea(ctx, areaId)
  if (!area) throw fail(commonErrors, 'request.not_found')
  ctx.must('doors.fire', { path: area.path })
  if (area.communityId === null) throw fail(doorsErrors, 'doors.not_one_community')
  ctx.audit.communityId(area.communityId)
  ctx.audit.reason(reason)
  const known = await fires.findFire(ctx, id)
  if (known) {
    if (known.area_id !== areaId) throw fail(doorsErrors, 'doors.other_bytes')
    return { id, doors: (await lockedDoors(ctx, area.path)).length }
  }
  const [first] = await lockedDoors(ctx, area.path)
  if (!first) throw fail(doorsErrors, 'doors.no_doors')
  const fire: FireRow = {
    community_id: area.communityId,
    id,
    area_id: areaId,
    area_path: area.path,
    begun_at: ctx.now,
    begun_by: actorId(ctx),
    ended_at: null,
    ended_by: null,
  }
  if (!(await fires.insertFire(ctx, fire))) throw fail(doorsErrors, 'doors.fire_already')
  const count = await commandAll(ctx, fire, 'fire')
  await raise(ctx, { communityId: fire.community_id, doorId: first.door.id, path: first.door.area_path }, 'fire')
  await ctx.emit(doorsEvents.fireOpened, { communityId: fire.community_id, areaPath: fire.area_path, fireId: id })
  return { id, doors: count }
}

export const endFire: Doors['endFire'] = async (ctx, { fireId, reason }) => {
  const fire = await fires.findFire(ctx, fireId)
  if (!fire) throw fail(commonErrors, 'request.not_found')
  ctx.must('doors.fire', { path: fire.area_path })
  ctx.audit.communityId(fire.community_id)
  ctx.audit.reason(reason)
  if (fire.ended_at !== null) throw fail(doorsErrors, 'doors.fire_over')
  await fires.updateFireEnded(ctx, fire, actorId(ctx))
  const others = (await fires.listOpenFires(ctx, ['/'])).filter((one) => one.id !== fire.id && one.community_id === fire.community_id)
  // A wider fire keeps them open.
  if (!others.some((one) => contains(one.area_path, fire.area_path))) await commandAll(ctx, fire, 'fireEnd')
  await ctx.emit(doorsEvents.fireEnded, { communityId: fire.community_id, areaPath: fire.area_path, fireId })
  return {}
}
