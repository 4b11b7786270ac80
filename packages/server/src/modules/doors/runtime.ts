// What runs beside the requests: the adapter, and for each controller one queue of what it told, so that nothing overtakes anything.
import { timingSafeEqual } from 'node:crypto'
import type { Services } from '../../platform/module.ts'
import { rememberAdapter } from './broker-state.ts'
import { type MqttAdapter, mqttAdapter } from './mqtt/mqtt-adapter.ts'
import { hashOfPassword } from './password.ts'
import { receive } from './receive.ts'
import { findDevice, listDevices, updateAllOffline } from './repo/devices.ts'
import { findSensor, hasSensors } from './repo/sensors.ts'
import type { DownMessage, UpMessage } from './wire.ts'

type Queue = { last: Promise<void>; waiting: number }
export type Runtime = {
  adapter: MqttAdapter
  send(deviceId: string, down: readonly DownMessage[]): Promise<boolean>
  timers: Set<ReturnType<typeof setTimeout>>
  /** Communities whose lists are about to be sent. */
  pushing: Map<string, ReturnType<typeof setTimeout>>
}
const runtimes = new WeakMap<Services, Runtime>()
/** A controller that tells more than we can take is not heard for a while; it tells again what has no receipt. */
const MOST_WAITING = 200
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function runtimeOf(services: Services): Runtime {
  const known = runtimes.get(services)
  if (known) return known
  const queues = new Map<string, Queue>()
  const { mqtt, host } = services.config
  const adapter = mqttAdapter({
    url: mqtt.url,
    host: mqtt.host ?? host,
    port: mqtt.port ?? 0,
    tls: mqtt.tls,
    log: services.log,
    hears: {
      isAllowed: async (deviceId, password) => {
        if (!UUID.test(deviceId)) return false
        const known = await services.asSystem('relay.doors.password', async (ctx) => (await findDevice(ctx, deviceId)) ?? findSensor(ctx, deviceId))
        return known !== undefined && timingSafeEqual(Buffer.from(known.secret_hash), hashOfPassword(password))
      },
      heard: (deviceId, up) => {
        if (!UUID.test(deviceId)) return
        const queue = queues.get(deviceId) ?? { last: Promise.resolve(), waiting: 0 }
        queues.set(deviceId, queue)
        if (queue.waiting >= MOST_WAITING) return
        queue.waiting += 1
        queue.last = queue.last
          .then(() => take(deviceId, up))
          .then(() => {
            queue.waiting -= 1
            if (queue.waiting === 0) queues.delete(deviceId)
          })
      },
    },
  })
  const send = async (deviceId: string, down: readonly DownMessage[]): Promise<boolean> => {
    for (const message of down) if (!(await adapter.send(deviceId, message))) return false
    return true
  }
  const take = async (deviceId: string, up: UpMessage): Promise<void> => {
    try {
      await send(deviceId, await receive(services, deviceId, up))
    } catch (error) {
      // Without a receipt it comes again.
      services.log.error({ err: error, kind: up.kind }, 'what a door told could not be taken')
    }
  }
  const made: Runtime = { adapter, send, timers: new Set(), pushing: new Map() }
  runtimes.set(services, made)
  rememberAdapter(services.crypto, adapter)
  return made
}

/** Listens once a door has a controller, or the port was named. */
export async function listenIfNeeded(services: Services): Promise<void> {
  const { mqtt } = services.config
  if (mqtt.url === null && mqtt.port === null) return
  const isNeeded =
    mqtt.url !== null ||
    mqtt.isPortNamed ||
    (await services.asSystem('relay.doors.devices', async (ctx) => (await listDevices(ctx)).length > 0 || (await hasSensors(ctx))))
  if (isNeeded) await runtimeOf(services).adapter.start()
}

export async function startDoors(services: Services): Promise<void> {
  await services.asSystem('relay.doors.start', updateAllOffline)
  await listenIfNeeded(services)
}
export async function stopDoors(services: Services): Promise<void> {
  const runtime = runtimes.get(services)
  if (!runtime) return
  for (const timer of [...runtime.timers, ...runtime.pushing.values()]) clearTimeout(timer)
  await runtime.adapter.stop()
}
