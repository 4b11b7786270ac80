// What controllers tell: one message, one transaction, and what is to be sent once it is committed.
import { doorsEvents } from '@xiaomen/contract'
import { contains } from '@xiaomen/rules/areas'
import type { Ctx } from '../../platform/ctx.ts'
import type { Services } from '../../platform/module.ts'
import { clear, raise } from './alarms.ts'
import { commandMessage, makeCommand } from './commands.ts'
import { wantList } from './push-list.ts'
import { listOpenFires } from './repo/alarms.ts'
import { updateAnswered } from './repo/commands.ts'
import { findDeviceForUpdate, updateDevice } from './repo/devices.ts'
import { findDoor } from './repo/doors.ts'
import { hearSensor, isOnlyBeatOfSensor } from './sensors.ts'
import type { DeviceRow, DoorRow } from './tables.ts'
import { takeEvent } from './take-event.ts'
import type { DownMessage, UP, UpMessage } from './wire.ts'
import type { z } from 'zod'

type State = z.output<typeof UP.state>
/** So long a door that was away has to answer a fire's opening. */
const FIRE_SECONDS = 60

/** @returns what the controller is answered, to be sent after the commit */
export async function receive(services: Services, deviceId: string, up: UpMessage): Promise<DownMessage[]> {
  // A heartbeat that changes nothing is no deed; the rest leaves its row in the audit, as a guard's does.
  const name = up.kind === 'list' ? 'relay.doors.list' : up.kind === 'state' ? 'doors.hearState' : 'doors.hear'
  if (up.kind === 'state' && (await services.asSystem('relay.doors.beat', (ctx) => isOnlyBeat(ctx, deviceId, up.message)))) return []
  return services.asSystem(name, async (ctx) => {
    const device = await findDeviceForUpdate(ctx, deviceId)
    const door = device && (await findDoor(ctx, device.door_id))
    if (!device || !door) return (await hearSensor(ctx, deviceId, up)) ?? []
    ctx.audit.communityId(door.community_id)
    ctx.audit.place(door.area_path)
    if (up.kind === 'state') return takeState(ctx, device, door, up.message)
    // Whoever speaks is there, though a last will or our own clock said otherwise.
    if (!device.is_online) {
      await updateDevice(ctx, device, { is_online: true, seen_at: ctx.now })
      await clear(ctx, { doorId: door.id }, ['offline'])
    }
    if (up.kind === 'ack') return takeAck(ctx, device, door, up.message)
    if (up.kind === 'list') return takeList(ctx, device, door, up.message)
    return takeEvent(ctx, services.db, { device, door }, up.message)
  })
}

const changed = (ctx: Ctx, door: DoorRow) => ctx.emit(doorsEvents.doorChanged, { communityId: door.community_id, areaPath: door.area_path, doorId: door.id })

async function isOnlyBeat(ctx: Ctx, deviceId: string, { online, lock, list, battery }: State): Promise<boolean> {
  const device = await findDeviceForUpdate(ctx, deviceId)
  if (!device) return isOnlyBeatOfSensor(ctx, deviceId, { online, lock, battery })
  const isSame =
    online &&
    device.is_online &&
    (lock ?? null) === device.lock_state &&
    (list ?? null) === device.wanted_version &&
    device.list_version === device.wanted_version
  if (isSame) await updateDevice(ctx, device, { seen_at: ctx.now })
  return isSame
}

async function takeState(ctx: Ctx, device: DeviceRow, door: DoorRow, { online, lock, list }: State): Promise<DownMessage[]> {
  const at = { communityId: door.community_id, doorId: door.id, path: door.area_path }
  await updateDevice(ctx, device, { is_online: online, ...(online ? { seen_at: ctx.now } : {}), ...(lock === undefined ? {} : { lock_state: lock }) })
  await changed(ctx, door)
  if (!online) {
    await raise(ctx, at, 'offline')
    return []
  }
  await clear(ctx, at, ['offline'])
  const held = list ?? null
  if (held !== null && held === device.wanted_version) await updateDevice(ctx, device, { list_version: held, list_at: ctx.now, listed: device.wanted })
  const down = await wantList(ctx, device, door, held)
  // Away when the fire was called, or started anew since: it opens now.
  if (!device.is_online || lock === 'closed') {
    for (const fire of (await listOpenFires(ctx, ['/'])).filter((one) => one.community_id === door.community_id && contains(one.area_path, door.area_path))) {
      const command = await makeCommand(ctx, { door, deviceId: device.id, kind: 'fire', why: 'fire', fireId: fire.id, seconds: FIRE_SECONDS })
      down.unshift(commandMessage(command, door.open_seconds, ctx.now))
    }
  }
  return down
}

async function takeAck(ctx: Ctx, device: DeviceRow, door: DoorRow, { id, done }: z.output<typeof UP.ack>): Promise<DownMessage[]> {
  const command = await updateAnswered(ctx, device.id, id, done)
  if (command) await changed(ctx, door)
  return []
}

async function takeList(ctx: Ctx, device: DeviceRow, door: DoorRow, { list, want }: z.output<typeof UP.list>): Promise<DownMessage[]> {
  if (want === 'full') return wantList(ctx, { ...device, list_version: null }, door, null)
  if (list !== null && list === device.wanted_version) {
    await updateDevice(ctx, device, { list_version: list, list_at: ctx.now, listed: device.wanted })
    return []
  }
  // It holds an older list than the one that is meanwhile wanted: from there on.
  return wantList(ctx, device, door, list)
}
