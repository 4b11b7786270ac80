// A controller that is none: it speaks to the server as a real one would, over MQTT, and can be made to fail as real ones do.
// For tests and the demonstration; `docs/doors.md` is what it keeps to.
import { applyChange, type DoorEventKind, opensByList } from '@xiaomen/rules/doors'
import { connectAsync, type MqttClient } from 'mqtt'
import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { DOWN_KINDS, type DownMessage, downTopic, readDown, type UpKind, upTopic } from './modules/doors/index.ts'

/** `ca`: PEM of whoever signed the broker's certificate, where the system does not know them. */
type Credentials = { url: string; deviceId: string; password: string; cardKey: string; ca?: string }
export type Faults = {
  /** Commands are heard and nothing is done or said. */
  neverAcknowledges?: boolean
  /** Everything is said twice. */
  sendsTwice?: boolean
  /** Acknowledgements come so much later. */
  lateMs?: number
}
export type SimulatedDoor = {
  connect(): Promise<void>
  /** As when the cable is pulled: the broker speaks its last will. */
  pull(): Promise<void>
  leave(): Promise<void>
  /** Somebody holds a card to the reader. @returns whether the lock opened, and by whose word */
  readCard(number: string): Promise<{ opened: boolean; by: 'server' | 'list' }>
  readCode(code: string): Promise<{ opened: boolean; by: 'server' | 'list' }>
  /** The sensor of the door. */
  tell(kind: Extract<DoorEventKind, 'opened' | 'closed' | 'heldOpen' | 'forced' | 'fire'>): Promise<number>
  /** Sends these bytes under this count, whatever was sent under it before. */
  tellAs(n: number, body: object): Promise<void>
  faults: Faults
  state(): {
    isOpen: boolean
    isFire: boolean
    list: ReadonlyMap<string, number>
    version: string | null
    openings: number
    waiting: number
    commands: string[]
  }
}

/** How long a reader waits for the server before it looks into its own list. */
const ANSWER_MS = 2_500
const KEEP_ALIVE_S = 30
const RESEND_MS = 1_500
const BEAT_MS = 60_000

export function simulateDoor({ url, deviceId, password, cardKey, ca }: Credentials, faults: Faults = {}): SimulatedDoor {
  const key = Buffer.from(cardKey, 'hex')
  let client: MqttClient | null = null
  let resend: ReturnType<typeof setInterval> | null = null
  let list: Map<string, number> = new Map()
  let version: string | null = null
  let incoming: { to: string; parts: Map<number, Extract<DownMessage, { kind: 'list' }>['message']> } | null = null
  /** The server's clock less our own: controllers have no better one. */
  let clockMs = 0
  let beatAt = 0
  let isOpen = false
  let isFire = false
  let openings = 0
  let n = 0
  const unreceipted = new Map<number, string>()
  const done = new Map<string, boolean>()
  const asked = new Map<number, (opened: boolean) => void>()
  const commands: string[] = []
  const now = () => new Date(Date.now() + clockMs)
  const seconds = () => Math.floor(now().getTime() / 1000)

  const say = async (kind: UpKind, body: string): Promise<void> => {
    const by = client
    if (by?.connected !== true) return
    for (let times = self.faults.sendsTwice === true ? 2 : 1; times > 0; times -= 1)
      await by.publishAsync(upTopic(deviceId, kind), body, { qos: 1 }).catch(() => {})
  }
  const sayState = () => {
    beatAt = Date.now()
    return say('state', JSON.stringify({ v: 1, online: true, lock: isOpen ? 'open' : 'closed', list: version }))
  }
  const event = async (body: object): Promise<number> => {
    n += 1
    const text = JSON.stringify({ v: 1, n, at: seconds(), ...body })
    // Kept until the server has it: a receipt of the broker is none.
    unreceipted.set(n, text)
    const own = n
    await say('event', text)
    return own
  }

  async function hear({ kind, message }: DownMessage): Promise<void> {
    if ('now' in message) clockMs = message.now * 1000 - Date.now()
    if (kind === 'receipt') unreceipted.delete(message.n)
    else if (kind === 'answer') asked.get(message.of)?.(false)
    else if (kind === 'list') await takeList(message)
    else if (kind === 'command') await obey(message)
  }
  async function obey(message: Extract<DownMessage, { kind: 'command' }>['message']): Promise<void> {
    commands.push(message.id)
    if (self.faults.neverAcknowledges === true) return
    const before = done.get(message.id)
    if (before === undefined) {
      const isInTime = seconds() <= message.until
      done.set(message.id, isInTime)
      if (isInTime) {
        isFire = message.do === 'fire' ? true : message.do === 'fireEnd' ? false : isFire
        isOpen = message.do !== 'fireEnd'
        if (message.do === 'open') openings += 1
      }
      if (message.of !== undefined) asked.get(message.of)?.(isInTime)
    }
    if (self.faults.lateMs !== undefined) await pause(self.faults.lateMs)
    await say('ack', JSON.stringify({ v: 1, id: message.id, done: done.get(message.id) }))
    await sayState()
  }
  async function takeList(message: Extract<DownMessage, { kind: 'list' }>['message']): Promise<void> {
    if (message.from !== null && message.from !== version) {
      if (message.to !== version) await say('list', JSON.stringify({ v: 1, list: version, want: 'full' }))
      return
    }
    if (incoming?.to !== message.to) incoming = { to: message.to, parts: new Map() }
    incoming.parts.set(message.part, message)
    if (incoming.parts.size < message.of) return
    list = [...incoming.parts.values()].toSorted((a, b) => a.part - b.part).reduce<Map<string, number>>(applyChange, message.from === null ? new Map() : list)
    version = message.to
    incoming = null
    await say('list', JSON.stringify({ v: 1, list: version }))
  }

  async function read(body: { card: string } | { code: string }): Promise<{ opened: boolean; by: 'server' | 'list' }> {
    if (client?.connected === true) {
      const at = n + 1
      const { promise, resolve } = Promise.withResolvers<boolean | null>()
      asked.set(at, resolve)
      await event({ kind: 'read', ...body })
      const answer = await Promise.race([promise, pause(ANSWER_MS, null)])
      asked.delete(at)
      if (answer !== null) return { opened: answer, by: 'server' }
    }
    const opened = 'card' in body && opensByList(list, body.card, now())
    if (opened) {
      isOpen = true
      openings += 1
    }
    await event({ kind: 'decided', ...body, opened })
    return { opened, by: 'list' }
  }

  const self: SimulatedDoor = {
    faults,
    connect: async () => {
      client = await connectAsync(url, {
        ...(ca === undefined ? {} : { ca }),
        clientId: deviceId,
        username: deviceId,
        password,
        protocolVersion: 4,
        clean: true,
        keepalive: KEEP_ALIVE_S,
        reconnectPeriod: 500,
        connectTimeout: 3_000,
        will: { topic: upTopic(deviceId, 'state'), payload: Buffer.from(JSON.stringify({ v: 1, online: false })), qos: 1, retain: false },
      })
      client.on('error', () => {})
      client.on('message', (topic, payload) => {
        const message = readDown(topic.split('/')[4] ?? '', payload)
        if (message !== null) void hear(message)
      })
      const greet = async () => {
        await client?.subscribeAsync(
          DOWN_KINDS.map((kind) => downTopic(deviceId, kind)),
          { qos: 1 },
        )
        await sayState()
        for (const text of unreceipted.values()) await say('event', text)
      }
      client.on('connect', () => void greet().catch(() => {}))
      resend = setInterval(() => {
        for (const text of unreceipted.values()) void say('event', text)
        if (Date.now() - beatAt >= BEAT_MS) void sayState()
      }, RESEND_MS)
      await greet()
    },
    pull: async () => {
      if (resend !== null) clearInterval(resend)
      const left = client
      client = null
      left?.removeAllListeners('connect')
      left?.stream.destroy()
      await left?.endAsync(true)
    },
    leave: async () => {
      if (resend !== null) clearInterval(resend)
      const left = client
      client = null
      left?.removeAllListeners('connect')
      await left?.endAsync(true)
    },
    readCard: (number) => read({ card: createHmac('sha256', key).update(number).digest('hex').slice(0, 16) }),
    readCode: (code) => read({ code }),
    tell: async (kind) => {
      isOpen = kind !== 'closed'
      return event({ kind })
    },
    tellAs: (count, body) => say('event', JSON.stringify({ v: 1, n: count, at: seconds(), ...body })),
    state: () => ({ isOpen, isFire, list, version, openings, waiting: unreceipted.size, commands }),
  }
  return self
}
