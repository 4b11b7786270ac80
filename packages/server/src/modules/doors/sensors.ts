// 门磁: what a sensor at the door of a home tells, and what doors does with sensors for the rooms above: hung, asked after, taken away.
import { doorsEvents } from '@xiaomen/contract'
import { randomBytes } from 'node:crypto'
import type { Ctx } from '../../platform/ctx.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { brokerState, shutOut } from './broker-state.ts'
import { LISTEN } from './names.ts'
import { hashOfPassword } from './password.ts'
import * as repo from './repo/sensors.ts'
import type { SensorRow } from './tables.ts'
import type { DownMessage, UP, UpMessage } from './wire.ts'
import type { z } from 'zod'

/** From here on somebody should bring a new one. Per cent. */
const LOW_BATTERY = 20
type Told = 'opened' | 'closed' | 'online' | 'offline' | 'batteryLow'

const tell = (ctx: Ctx, sensor: SensorRow, kind: Told, at: Date) =>
  ctx.emit(doorsEvents.sensorTold, {
    communityId: sensor.community_id,
    areaPath: sensor.area_path,
    toldId: uuidv7(),
    sensorId: sensor.id,
    homeId: sensor.home_id,
    kind,
    at: at.toISOString(),
  })

/** A new sensor for a home; one that hung there ends. The password is shown once, and only its hash is kept. */
export async function hangSensor(
  ctx: Ctx,
  { communityId, homeId, path }: { communityId: string; homeId: string; path: string },
): Promise<{ deviceId: string; password: string; port: number | null }> {
  await takeSensorsOf(ctx, communityId, homeId)
  const password = randomBytes(20).toString('base64url')
  const id = uuidv7()
  await repo.insertSensor(ctx, {
    community_id: communityId,
    id,
    home_id: homeId,
    area_path: path,
    secret_hash: hashOfPassword(password),
    made_at: ctx.now,
    ended_at: null,
    is_online: false,
    seen_at: null,
    lock_state: null,
    battery: null,
  })
  await ctx.enqueue(LISTEN, {})
  return { deviceId: id, password, port: brokerState(ctx).port }
}
export async function takeSensorsOf(ctx: Ctx, communityId: string, homeId: string): Promise<void> {
  for (const id of await repo.endSensorsOfHome(ctx, communityId, homeId)) shutOut(ctx, id)
}
export async function moveSensor(ctx: Ctx, sensorId: string, to: { homeId: string; path: string }): Promise<void> {
  const sensor = await repo.findSensor(ctx, sensorId)
  if (sensor) await repo.updateSensor(ctx, sensor, { home_id: to.homeId, area_path: to.path })
}

export type SensorView = { isOnline: boolean; isOpen: boolean | null; battery: number | null; isBatteryLow: boolean; seenAt: string | null }
export const sensorsByIds = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, SensorView>> =>
  new Map(
    (await repo.listSensors(ctx, ids)).map((row) => [
      row.id,
      {
        isOnline: row.is_online,
        isOpen: row.lock_state === null ? null : row.lock_state === 'open',
        battery: row.battery,
        isBatteryLow: row.battery !== null && row.battery <= LOW_BATTERY,
        seenAt: row.seen_at?.toISOString() ?? null,
      },
    ]),
  )

/** @returns what the sensor is answered, to be sent after the commit; null when this is no sensor */
export async function hearSensor(ctx: Ctx, sensorId: string, up: UpMessage): Promise<DownMessage[] | null> {
  const sensor = await repo.lockSensor(ctx, sensorId)
  if (!sensor) return null
  ctx.audit.communityId(sensor.community_id)
  ctx.audit.place(sensor.area_path)
  if (up.kind === 'state') await takeState(ctx, sensor, up.message)
  // It holds no list and obeys nobody: what else it says is dropped.
  return up.kind === 'event' ? takeEvent(ctx, sensor, up.message) : []
}

/** Also when there is no such sensor: then nothing was told. */
export async function isOnlyBeatOfSensor(ctx: Ctx, sensorId: string, { online, lock, battery }: Omit<z.output<typeof UP.state>, 'v'>): Promise<boolean> {
  const sensor = await repo.lockSensor(ctx, sensorId)
  if (!sensor) return true
  const isSame = online && sensor.is_online && (lock === undefined || lock === sensor.lock_state) && (battery === undefined || battery === sensor.battery)
  if (isSame) await repo.updateSensor(ctx, sensor, { seen_at: ctx.now })
  return isSame
}

async function takeState(ctx: Ctx, sensor: SensorRow, { online, lock, battery }: z.output<typeof UP.state>): Promise<void> {
  await repo.updateSensor(ctx, sensor, {
    is_online: online,
    ...(online ? { seen_at: ctx.now } : {}),
    ...(lock === undefined ? {} : { lock_state: lock }),
    ...(battery === undefined ? {} : { battery }),
  })
  if (online !== sensor.is_online) await tell(ctx, sensor, online ? 'online' : 'offline', ctx.now)
  if (battery !== undefined && battery <= LOW_BATTERY && (sensor.battery === null || sensor.battery > LOW_BATTERY))
    await tell(ctx, sensor, 'batteryLow', ctx.now)
}

async function takeEvent(ctx: Ctx, sensor: SensorRow, { n, at, kind }: z.output<typeof UP.event>): Promise<DownMessage[]> {
  const receipt: DownMessage = { kind: 'receipt', message: { v: 1, n } }
  if (kind !== 'opened' && kind !== 'closed') return [receipt]
  // A sensor's clock is data: of the future it is now.
  const told = new Date(Math.min(at * 1000, ctx.now.getTime()))
  const isNew = await repo.insertSensorEvent(ctx, {
    community_id: sensor.community_id,
    sensor_id: sensor.id,
    n: String(n),
    area_path: sensor.area_path,
    kind,
    at: told,
    received_at: ctx.now,
  })
  await repo.updateSensor(ctx, sensor, { is_online: true, seen_at: ctx.now, ...(isNew ? { lock_state: kind === 'opened' ? 'open' : 'closed' } : {}) })
  if (!sensor.is_online) await tell(ctx, sensor, 'online', ctx.now)
  if (isNew) await tell(ctx, sensor, kind, told)
  return [receipt]
}

/** Those that have been silent for so long are away. */
export async function tellSilentSensors(ctx: Ctx, since: Date): Promise<void> {
  for (const sensor of await repo.listSilentSensors(ctx, since)) {
    await repo.updateSensor(ctx, sensor, { is_online: false })
    await tell(ctx, sensor, 'offline', ctx.now)
  }
}
