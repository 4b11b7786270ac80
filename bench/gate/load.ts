// The load: sockets that each send one passage (or another hot command), wait for its answer, and send the next. Raw sockets, because a client
// that parses and allocates as much as the server would measure itself.
import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { percentile } from '../harness.ts'

export type Target = { port: number; cookie: string }
/** `nextCode`: the text of the code that the next passage shows. */
export type Passages = { gateIds: readonly string[]; nextCode: () => string }
export type Load = {
  perSecond: number
  p50Ms: number
  p99Ms: number
  /** From when it was sent; `p99Ms` from when it was due. */
  p99SentMs: number
  /** New passages, each answered with 200. */
  answers: number
  /** 503 or 429 with a time after which to come again. */
  refused: number
  /** Anything else. */
  wrong: number
  firstWrong: string | null
  /** What was due at the given pace and found no connection free until the end. */
  unsent: number
}

export const CONNECTIONS = 64
/** `perSecond`: so many are due each second, whatever has been answered, and the wait counts from when they were due. Without it each connection sends as soon as it is answered. */
export type Until = { seconds: number; perSecond?: number; connections?: number } | { answers: number }

/** Codes in an order in which the same does not soon come again. */
export function inTurn(codes: readonly string[]): () => string {
  let at = 0
  return () => codes[((at += 1) * 7919) % codes.length]!
}

let made = 0
const tail = randomBytes(8).toString('hex')
/** UUIDv7 as a phone makes it; the counter keeps them apart within a millisecond. */
export function nextId(): string {
  made += 1
  const time = Date.now().toString(16).padStart(12, '0')
  const count = made.toString(16).padStart(8, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count.slice(5)}-8${tail.slice(0, 3)}-${count}${tail.slice(3, 7)}`
}

/** A command of the API as it goes over the wire. */
export const requestOf = ({ cookie }: Target, name: string, input: object): string => {
  const body = JSON.stringify(input)
  return `POST /api/${name} HTTP/1.1\r\nhost: 127.0.0.1\r\nx-xiaomen: 1\r\ncookie: ${cookie}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}
const passageOf = (target: Target, { gateIds, nextCode }: Passages): string =>
  requestOf(target, 'gate.recordPassage', {
    id: nextId(),
    gateId: gateIds[made % gateIds.length],
    means: { kind: 'code', value: nextCode() },
    direction: made % 2 === 0 ? 'in' : 'out',
    temperatureC: 36 + (made % 10) / 10,
    at: new Date().toISOString(),
  })

type Answer = { text: string; dueMs: number; sentMs: number }
/** A socket that carries one request at a time. */
async function openConnection(port: number, heard: (answer: Answer, connection: Connection) => void): Promise<Connection> {
  const socket: Socket = connect(port, '127.0.0.1')
  socket.setNoDelay(true)
  socket.setEncoding('latin1')
  let [due, sent] = [0, 0]
  let received = ''
  const connection: Connection = {
    send: (request, dueMs) => {
      due = dueMs
      sent = performance.now()
      socket.write(request)
    },
    close: () => socket.destroy(),
    failed: new Promise((_, failed) => {
      socket.on('error', failed)
      socket.on('end', () => failed(new Error('the server closed a connection')))
    }),
  }
  connection.failed.catch(() => null)
  socket.on('data', (chunk: string) => {
    received += chunk
    const head = received.indexOf('\r\n\r\n')
    if (head < 0) return
    const length = Number(/content-length: (\d+)/i.exec(received)?.[1])
    if (received.length < head + 4 + length) return
    const text = received
    received = ''
    heard({ text, dueMs: due, sentMs: sent }, connection)
  })
  await Promise.race([new Promise((done) => socket.once('connect', done)), connection.failed])
  return connection
}
type Connection = { send: (request: string, dueMs: number) => void; close: () => void; failed: Promise<never> }

export const sendPassages = (target: Target, passages: Passages, until: Until): Promise<Load> =>
  sendRequests(target.port, () => passageOf(target, passages), until)

/** Sends over all connections for a time, or a number of requests, and waits for the last answers. */
export async function sendRequests(port: number, nextRequest: () => string, until: Until): Promise<Load> {
  const latencies: number[] = []
  const sinceSent: number[] = []
  const load = { answers: 0, refused: 0, wrong: 0, firstWrong: null as string | null }
  const seconds = 'seconds' in until ? until.seconds : Number.POSITIVE_INFINITY
  const most = 'answers' in until ? until.answers : Number.POSITIVE_INFINITY
  const pace = 'seconds' in until ? until.perSecond : undefined
  const idle: Connection[] = []
  let [sent, underWay] = [0, 0]
  let finish: (() => void) | null = null
  const isOver = () => performance.now() >= end || sent >= most
  const sendOn = (connection: Connection, from: number) => {
    sent += 1
    underWay += 1
    connection.send(nextRequest(), from)
  }
  /** When the nth passage is due, and whether it is. */
  const dueAt = (n: number) => (pace === undefined ? performance.now() : from + (n * 1000) / pace)
  const sendDue = () => {
    while (idle.length > 0 && !isOver() && dueAt(sent) <= performance.now()) sendOn(idle.pop()!, dueAt(sent))
    if (isOver() && underWay === 0) finish?.()
  }
  const heard = ({ text, dueMs, sentMs }: Answer, connection: Connection) => {
    underWay -= 1
    if (text.startsWith('HTTP/1.1 200') && text.includes('"isNew":true')) {
      load.answers += 1
      latencies.push(performance.now() - dueMs)
      sinceSent.push(performance.now() - sentMs)
    } else if (/^HTTP\/1.1 (?:503|429)/.test(text) && /\r\nretry-after: \d/i.test(text)) load.refused += 1
    else {
      load.wrong += 1
      load.firstWrong ??= text
    }
    idle.push(connection)
    sendDue()
  }
  const connections = await Promise.all(Array.from({ length: ('seconds' in until && until.connections) || CONNECTIONS }, () => openConnection(port, heard)))
  const from = performance.now()
  const end = from + seconds * 1000
  idle.push(...connections)
  const over = new Promise<void>((done) => {
    finish = done
  })
  const clock = setInterval(sendDue, 1)
  sendDue()
  await Promise.race([over, ...connections.map(({ failed }) => failed)])
  clearInterval(clock)
  const took = (performance.now() - from) / 1000
  connections.forEach((connection) => connection.close())
  return {
    ...load,
    perSecond: load.answers / took,
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    p99SentMs: percentile(sinceSent, 0.99),
    unsent: pace === undefined ? 0 : Math.max(0, Math.round(pace * seconds) - sent),
  }
}
