// The few operations that are committed in groups are read and answered without the router: its work for a request was
// more than the operation's own. Only what is plain comes this way; the rest takes the router's route of the same name,
// which asks the same function.
import { commonErrors } from '@xiaomen/contract'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { AppError } from './error.ts'

export type HotAsk = { token: string | undefined; hasOwnHeader: boolean; body: unknown }
/** The answer as JSON. @throws AppError */
export type HotRoute = (ask: HotAsk) => Promise<string>
export type HotParts = {
  routes: ReadonlyMap<string, HotRoute>
  cookie: string
  /** The router's own handler. */
  router: (request: IncomingMessage, response: ServerResponse) => void
  /** True while the router should say no (overload, closing). */
  isRefusing: () => boolean
  refusalOf: (error: unknown, route: string) => { status: number; body: object }
  observe: (route: string, status: number, seconds: number) => void
}

const MOST_BYTES = 64 * 1024
/**
 * So many are answered at the same time; whoever comes beyond is told at once when to come again. Measured: four times what keeps the
 * database busy, a wait of a tenth of a second, so that those let in are answered while it still helps somebody standing at a gate.
 */
const MOST_AT_ONCE = 256
/** A refusal is said after this time, together with all others of it: who hammers without waiting is slowed down to it, and the work of saying no does not eat what the yes needs. */
const REFUSED_AFTER_MS = 200
/** Beyond so many unsaid refusals they are said at once: what is kept for them stays bounded. */
const MOST_UNSAID = 4_096
/** Seconds after which a refused phone may come again: spread, or all would come again together. */
const RETRY_AFTER_S = ['1', '2', '3', '4', '5'] as const

/** As Fastify sets it: longer than the idle time of the proxies before us. */
const KEEP_ALIVE_MS = 72_000

export function createHotServer(parts: HotParts): Server {
  const token = new RegExp(`(?:^|; ?)${parts.cookie}=([\\w-]{1,100})(?:;|$)`)
  let underWay = 0
  const refuse = refuser(parts)
  const server = createServer((request, response) => {
    const route = parts.routes.get(request.url ?? '')
    if (route === undefined || !isPlain(request) || parts.isRefusing()) return parts.router(request, response)
    if (underWay >= MOST_AT_ONCE) return refuse(request, response)
    const from = performance.now()
    const serveBody = async (text: string): Promise<void> => {
      // A place is held by what is read: else a few hundred callers who send nothing would keep everybody out.
      if (underWay >= MOST_AT_ONCE) return refuse(request, response)
      underWay += 1
      try {
        await serve(parts, { request, response, route, token: token.exec(request.headers.cookie ?? '')?.[1], text, from })
      } finally {
        underWay -= 1
      }
    }
    // Who broke off is gone: there is nobody to answer.
    read(request).then(serveBody, () => response.destroy())
  })
  server.keepAliveTimeout = KEEP_ALIVE_MS
  return server
}

/** JSON of a known and small length, not packed. */
const isPlain = ({ method, headers }: IncomingMessage): boolean =>
  method === 'POST' &&
  headers['content-type'] !== undefined &&
  /^application\/json\b/.test(headers['content-type']) &&
  Number(headers['content-length']) <= MOST_BYTES &&
  headers['transfer-encoding'] === undefined &&
  headers['content-encoding'] === undefined &&
  headers.expect === undefined

/** Under ten times the load this is most of the work, so it reads nothing and says the same to everybody. */
function refuser(parts: HotParts): (request: IncomingMessage, response: ServerResponse) => void {
  let unsaid: ServerResponse[] = []
  const sayAll = () => {
    const now = unsaid
    unsaid = []
    now.forEach(sayBusy)
  }
  return (request, response) => {
    // What was sent is let pass, so that the connection can be used again.
    request.resume()
    parts.observe(request.url!, 503, 0)
    if (unsaid.length >= MOST_UNSAID) return sayBusy(response)
    if (unsaid.push(response) === 1) setTimeout(sayAll, REFUSED_AFTER_MS)
  }
}
const BUSY = JSON.stringify({ code: 'server.busy' })
function sayBusy(response: ServerResponse): void {
  response.writeHead(503, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': BUSY.length,
    'retry-after': RETRY_AFTER_S[Math.floor(Math.random() * RETRY_AFTER_S.length)],
  })
  response.end(BUSY)
}

type Asked = { request: IncomingMessage; response: ServerResponse; route: HotRoute; token: string | undefined; text: string; from: number }
async function serve(parts: HotParts, { request, response, route, token, text, from }: Asked): Promise<void> {
  const url = request.url!
  let status = 200
  let answer: string
  try {
    answer = await route({ token, hasOwnHeader: request.headers['x-xiaomen'] !== undefined, body: parse(text) })
  } catch (error) {
    const refusal = parts.refusalOf(error, url)
    status = refusal.status
    answer = JSON.stringify(refusal.body)
  }
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(answer),
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    ...(status === 503 ? { 'retry-after': '2' } : {}),
  })
  response.end(answer)
  parts.observe(url, status, (performance.now() - from) / 1000)
}

const read = (request: IncomingMessage): Promise<string> =>
  new Promise((done, failed) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => {
      text += chunk
    })
    request.on('end', () => done(text))
    request.on('error', failed)
  })

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new AppError('request.invalid', commonErrors['request.invalid'], { cause: error })
  }
}
