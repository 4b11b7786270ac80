// The broker inside the server. Its sessions live in memory: whoever missed a command while away has missed it, and asks for its list again.
import { Aedes } from 'aedes'
import { timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { Tls } from '../../../platform/config.ts'
import type { Hears, Log } from '../adapter.ts'
import { DOWN_KINDS, downTopic, MOST_BYTES, UP_KINDS, upTopic } from '../wire.ts'

export const SERVER_NAME = 'xiaomen-server'
const MOST_CONNECTIONS = 4_000
const CONNECT_MS = 10_000

export type Broker = { port: number; shutOut(clientId: string): void; close(): Promise<void> }
type Wanted = { host: string; port: number; tls: Tls | null; serverPassword: string; hears: Hears; log: Log }

const same = (one: Buffer, other: Buffer) => one.length === other.length && timingSafeEqual(one, other)
/** Return codes of CONNACK: MQTT 3.1.1, table 3.1. */
const UNAVAILABLE = 3
const WRONG = 4
const NOT_ALLOWED = 5
const refused = <C extends number>(returnCode: C) => Object.assign(new Error('refused'), { returnCode })

/** @throws when the port is taken */
export async function openBroker({ host, port, tls, serverPassword, hears, log }: Wanted): Promise<Broker> {
  const mayPublish = (name: string) => new Set(UP_KINDS.map((kind) => upTopic(name, kind)))
  const mayHear = (name: string) => new Set(DOWN_KINDS.map((kind) => downTopic(name, kind)))
  const aedes = await Aedes.createBroker({
    connectTimeout: CONNECT_MS,
    // A list of five thousand cards is two hundred messages on their way to one door.
    queueLimit: 1_000,
    maxClientsIdLength: 64,
    maxTopicLevels: 8,
    // The name is also the client's: nobody takes over another's session by naming it.
    authenticate: (client, username, password, done) => {
      const isServer = username === SERVER_NAME
      if (username === undefined || password === undefined || (client.id !== username && !isServer)) return done(refused(NOT_ALLOWED), false)
      if (isServer) return done(null, same(Buffer.from(password), Buffer.from(serverPassword)))
      const answer = async () => {
        const isRight = await hears.isAllowed(username, Buffer.from(password).toString('utf8')).catch(() => null)
        if (isRight === true) done(null, true)
        else done(refused(isRight === null ? UNAVAILABLE : WRONG), false)
      }
      void answer()
    },
    authorizePublish: (client, packet, done) => {
      if (client === null || client.id.startsWith(SERVER_NAME)) return done(null)
      const isOwn = mayPublish(client.id).has(packet.topic) && packet.payload.length <= MOST_BYTES && !packet.retain
      done(isOwn ? null : new Error('not its own topic, or too long'))
    },
    authorizeSubscribe: (client, subscription, done) => {
      const isOwn = client.id.startsWith(SERVER_NAME) || mayHear(client.id).has(subscription.topic)
      // Null refuses this subscription and keeps the connection.
      done(null, isOwn ? subscription : null)
    },
  })
  const clients = new Map<string, { close(done?: () => void): void }>()
  aedes.on('client', (client) => void clients.set(client.id, client))
  aedes.on('clientDisconnect', (client) => {
    if (clients.get(client.id) === client) clients.delete(client.id)
  })
  // A stranger's noise is no fault of ours; who connects with wrong credentials is told in the log without what was tried.
  aedes.on('connectionError', () => log.info({}, 'a connection to the doors was refused'))
  aedes.on('clientError', () => {})

  const sockets = new Set<Socket>()
  const speak = (socket: Socket) => {
    socket.on('error', () => socket.destroy())
    aedes.handle(socket)
  }
  const server = tls === null ? createServer(speak) : createTlsServer({ ...tls, handshakeTimeout: CONNECT_MS }, speak)
  // Also those that never get as far as a handshake.
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
  })
  // Who speaks without TLS, or not the server's: a stranger's noise again.
  server.on('tlsClientError', () => log.info({}, 'a connection to the doors was refused'))
  server.maxConnections = MOST_CONNECTIONS
  server.listen({ host, port })
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    shutOut: (clientId) => clients.get(clientId)?.close(),
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      await new Promise<void>((resolve) => aedes.close(resolve))
      sockets.forEach((socket) => socket.destroy())
      await closed
    },
  }
}
