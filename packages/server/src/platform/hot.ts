// The few operations that are committed in groups are read and answered without the router: its work for a request was
// more than the operation's own. Only what is plain comes this way; the rest takes the router's route of the same name,
// which asks the same function.
import { commonErrors } from '@xiaomen/contract'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { AppError, fail } from './error.ts'

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
/** As Fastify sets it: longer than the idle time of the proxies before us. */
const KEEP_ALIVE_MS = 72_000

export function createHotServer(parts: HotParts): Server {
  const token = new RegExp(`(?:^|; ?)${parts.cookie}=([\\w-]{1,100})(?:;|$)`)
  const server = createServer((request, response) => {
    const route = parts.routes.get(request.url ?? '')
    if (route === undefined || !isPlain(request) || parts.isRefusing()) parts.router(request, response)
    else void serve(parts, request, response, route, token.exec(request.headers.cookie ?? '')?.[1])
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

async function serve(parts: HotParts, request: IncomingMessage, response: ServerResponse, route: HotRoute, token: string | undefined): Promise<void> {
  const from = performance.now()
  const url = request.url!
  let status = 200
  let answer: string
  try {
    const text = await read(request)
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
    request.on('error', () => failed(fail(commonErrors, 'request.invalid')))
  })

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new AppError('request.invalid', commonErrors['request.invalid'], { cause: error })
  }
}
