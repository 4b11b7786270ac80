// The load: 64 sockets that each send one passage, wait for its answer, and send the next. Raw sockets, because a client
// that parses and allocates as much as the server would measure itself.
import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { percentile } from '../harness.ts'

export type Target = { port: number; cookie: string }
export type Passages = { gateIds: readonly string[]; codes: readonly string[] }
export type Load = { perSecond: number; p50Ms: number; p99Ms: number; answers: number; wrong: number; firstWrong: string | null }

export const CONNECTIONS = 64
export type Until = { seconds: number } | { answers: number }

let made = 0
const tail = randomBytes(8).toString('hex')
/** UUIDv7 as a phone makes it; the counter keeps them apart within a millisecond. */
function nextId(): string {
  made += 1
  const time = Date.now().toString(16).padStart(12, '0')
  const count = made.toString(16).padStart(8, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count.slice(5)}-8${tail.slice(0, 3)}-${count}${tail.slice(3, 7)}`
}

function nextRequest({ cookie }: Target, { gateIds, codes }: Passages): string {
  const body = JSON.stringify({
    id: nextId(),
    gateId: gateIds[made % gateIds.length],
    means: { kind: 'code', value: codes[(made * 7919) % codes.length] },
    direction: made % 2 === 0 ? 'in' : 'out',
    temperatureC: 36 + (made % 10) / 10,
    at: new Date().toISOString(),
  })
  return `POST /api/gate.recordPassage HTTP/1.1\r\nhost: 127.0.0.1\r\nx-xiaomen: 1\r\ncookie: ${cookie}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

/** Sends over all connections for a time, or a number of passages, and waits for the last answers. */
export async function sendPassages(target: Target, passages: Passages, until: Until): Promise<Load> {
  const latencies: number[] = []
  let wrong = 0
  let firstWrong: string | null = null
  const from = performance.now()
  const end = 'seconds' in until ? from + until.seconds * 1000 : Number.POSITIVE_INFINITY
  let left = 'answers' in until ? until.answers : Number.POSITIVE_INFINITY
  await Promise.all(
    Array.from(
      { length: CONNECTIONS },
      () =>
        new Promise<void>((done, failed) => {
          const socket: Socket = connect(target.port, '127.0.0.1')
          let sentAt = 0
          let received = ''
          const send = () => {
            sentAt = performance.now()
            left -= 1
            if (sentAt >= end || left < 0) {
              socket.destroy()
              done()
            } else socket.write(nextRequest(target, passages))
          }
          socket.setNoDelay(true)
          socket.setEncoding('latin1')
          socket.once('connect', send)
          socket.on('error', failed)
          socket.on('end', () => failed(new Error('the server closed a connection')))
          socket.on('data', (chunk: string) => {
            received += chunk
            const head = received.indexOf('\r\n\r\n')
            if (head < 0) return
            const length = Number(/content-length: (\d+)/i.exec(received)?.[1])
            if (received.length < head + 4 + length) return
            latencies.push(performance.now() - sentAt)
            if (!received.startsWith('HTTP/1.1 200') || !received.includes('"isNew":true')) {
              wrong += 1
              firstWrong ??= received
            }
            received = ''
            send()
          })
        }),
    ),
  )
  const took = (performance.now() - from) / 1000
  return {
    perSecond: latencies.length / took,
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    answers: latencies.length,
    wrong,
    firstWrong,
  }
}
