import type { Ctx } from '../../platform/ctx.ts'
import type { Services } from '../../platform/module.ts'
import { listMessages, listOf, packList, versionOf } from './list.ts'
import { findDeviceForUpdate, updateDevice } from './repo/devices.ts'
import { findDoor } from './repo/doors.ts'
import type { DeviceRow, DoorRow } from './tables.ts'
import type { DownMessage } from './wire.ts'

/** What has to be sent so that this controller holds the list of now. `held`: the version it says it has; nothing when that is it. */
export async function wantList(ctx: Ctx, device: DeviceRow, door: DoorRow, held: string | null): Promise<DownMessage[]> {
  const wanted = packList(await listOf(ctx, door))
  const version = versionOf(wanted)
  if (version !== device.wanted_version) await updateDevice(ctx, device, { wanted_version: version, wanted })
  if (held === version) return []
  const isKnown = held !== null && held === device.list_version
  return listMessages(isKnown ? { version: held, packed: device.listed } : null, { version, packed: wanted }, ctx.now)
}

/** Works out the list of a controller anew; nothing to send when it is the one that was sent last. */
export const renewList = (services: Services, deviceId: string): Promise<DownMessage[]> =>
  services.asSystem('relay.doors.list', async (ctx) => {
    const device = await findDeviceForUpdate(ctx, deviceId)
    const door = device && (await findDoor(ctx, device.door_id))
    return device && door ? wantList(ctx, device, door, device.list_version) : []
  })
