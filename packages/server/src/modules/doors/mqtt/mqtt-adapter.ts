// Controllers over MQTT 3.1.1: a broker of our own, or one that is configured (Mosquitto). The server is a client of either, by the same socket as
// everybody, and speaks to itself through it: a broker that answers nobody is started again.
import { connect, type MqttClient } from 'mqtt'
import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { createSecureContext } from 'node:tls'
import type { Tls } from '../../../platform/config.ts'
import type { DoorAdapter, Hears, Log } from '../adapter.ts'
import { downTopic, readUp } from '../wire.ts'
import { type Broker, openBroker, SERVER_NAME } from './broker.ts'

export type MqttWanted = {
  /** A broker elsewhere; null: our own. */
  url: string | null
  host: string
  port: number
  /** Of our own; null: it speaks without TLS. */
  tls: Tls | null
  hears: Hears
  log: Log
  pingMs?: number
}
const PING_MS = 10_000
/** So many pings without an echo, and the broker counts as silent. */
const SILENT_PINGS = 3
const PING_TOPIC = 'xiaomen/1/server/ping'
const SEND_MS = 5_000
const RECONNECT_MS = 1_000
/** Where what listens at this address is found from here. */
const reachable = (host: string) => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host)

export type MqttAdapter = DoorAdapter & {
  /** For tests: the broker stops answering without closing. */
  breakBroker(): Promise<void>
}

/** Our own broker is known by its very certificate, whoever signed it and whatever name it bears: we come to it by an address. */
const trustOf = ({ cert }: Tls) => ({
  secureContext: createSecureContext({ ca: cert, allowPartialTrustChain: true }),
  checkServerIdentity: () => undefined,
})

export function mqttAdapter({ url, host, port, tls, hears, log, pingMs = PING_MS }: MqttWanted): MqttAdapter {
  const serverPassword = randomBytes(24).toString('base64url')
  let broker: Broker | null = null
  let client: MqttClient | null = null
  let clock: ReturnType<typeof setInterval> | null = null
  let wasUp = false
  let echoAt = 0
  let turning: Promise<void> = Promise.resolve()
  let isWanted = false

  const isUp = () => client?.connected === true && performance.now() - echoAt < pingMs * SILENT_PINGS
  const say = () => {
    if (isUp() === wasUp) return
    wasUp = isUp()
    if (wasUp) log.info({}, 'the doors can be reached')
    else log.error({}, 'the broker of the doors is away: doors open by their own lists until it is back')
  }

  function join(): void {
    const made = connect(url ?? `${tls === null ? 'mqtt' : 'mqtts'}://${reachable(host)}:${broker!.port}`, {
      clientId: `${SERVER_NAME}-${randomBytes(4).toString('hex')}`,
      ...(url === null ? { username: SERVER_NAME, password: serverPassword } : {}),
      ...(url === null && tls !== null ? trustOf(tls) : {}),
      protocolVersion: 4,
      clean: true,
      reconnectPeriod: RECONNECT_MS,
      connectTimeout: SEND_MS,
      queueQoSZero: false,
    })
    client = made
    // Said once by `say`, not once a second.
    made.on('error', () => {})
    made.on('close', say)
    made.on('connect', () => {
      made.subscribe(['xiaomen/1/+/up/+', PING_TOPIC], { qos: 1 }, (error) => {
        if (error) log.error({ err: error }, 'the broker of the doors refuses the server its topics')
        else ping()
      })
    })
    made.on('message', (topic, payload) => {
      if (topic === PING_TOPIC) {
        echoAt = performance.now()
        say()
        return
      }
      const [, , deviceId, , kind] = topic.split('/')
      const up = readUp(kind ?? '', payload)
      if (up !== null && deviceId !== undefined) hears.heard(deviceId, up)
    })
  }
  const leave = async () => {
    const left = client
    client = null
    if (left !== null) await new Promise<void>((resolve) => left.end(true, {}, () => resolve()))
  }
  function ping(): void {
    if (client?.connected === true) client.publish(PING_TOPIC, '1', { qos: 0 })
  }

  /** One turn at a time: starting, stopping, starting again. */
  const inTurn = (run: () => Promise<void>): Promise<void> => {
    turning = turning.then(run, run)
    return turning
  }
  async function open(): Promise<void> {
    if (!isWanted || client !== null) return
    if (url === null && broker === null) {
      try {
        // Once it has a port it keeps it: that is what the controllers know.
        broker = await openBroker({ host, port: keptPort ?? port, tls, serverPassword, hears, log })
        keptPort = broker.port
      } catch (error) {
        log.error({ err: error }, 'the broker of the doors cannot listen; it is tried again')
        return
      }
    }
    echoAt = performance.now()
    join()
  }
  let keptPort: number | null = null
  async function close(): Promise<void> {
    await leave()
    const closing = broker
    broker = null
    if (closing !== null) await Promise.race([closing.close(), pause(SEND_MS)])
  }
  function look(): void {
    say()
    if (client === null) void inTurn(open)
    else if (performance.now() - echoAt >= pingMs * SILENT_PINGS) {
      // Reaching a broker elsewhere is the client's own work, which goes on; ours is opened anew.
      if (url === null)
        void inTurn(async () => {
          if (!isWanted || isUp()) return
          log.error({}, 'the broker of the doors is silent and is started again')
          await close()
          await open()
        })
      else if (client.connected) client.reconnect()
    }
    ping()
  }

  return {
    start: () => {
      isWanted = true
      clock ??= setInterval(look, pingMs)
      return inTurn(open)
    },
    stop: () => {
      isWanted = false
      if (clock !== null) clearInterval(clock)
      clock = null
      return inTurn(close)
    },
    state: () => ({ state: !isWanted ? 'none' : isUp() ? 'up' : 'down', kind: url === null ? 'embedded' : 'configured', port: broker?.port ?? keptPort }),
    send: async (deviceId, { kind, message }) => {
      const by = client
      if (by?.connected !== true) return false
      const sent = by.publishAsync(downTopic(deviceId, kind), JSON.stringify(message), { qos: 1 }).then(
        () => true,
        () => false,
      )
      return Promise.race([sent, pause(SEND_MS, false, { ref: false })])
    },
    shutOut: (deviceId) => broker?.shutOut(deviceId),
    breakBroker: async () => {
      await broker?.close()
    },
  }
}
