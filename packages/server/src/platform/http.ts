// The only maker of routes: one loop over the contract of every module (see ARCHITECTURE.md, "One request").
import { commonErrors, type Op } from '@xiaomen/contract'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream, mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { addBatch } from './batch.ts'
import type { Actor, Ctx } from './ctx.ts'
import type { Config } from './config.ts'
import { addDrillPages, markAnswers } from './drill-pages.ts'
import { AppError, fail } from './error.ts'
import { whereThere } from './exists.ts'
import { addFormPages, type PageLang } from './form-pages.ts'
import { addHeaders } from './headers.ts'
import { createHotServer, type HotRoute } from './hot.ts'
import { addLive } from './live.ts'
import { addMetrics } from './metrics.ts'
import type { FileReply, HotCtx, Module, Services } from './module.ts'
import { addOpenApi } from './openapi.ts'
import { requireAt, requirePaths, scopeOf } from './policies.ts'
import { toldError } from './told-error.ts'
import type { Relay } from './relay.ts'
import { type Outside, requireSession, runInTransaction } from './run.ts'
import { keepBytes, signedCallOf } from './signed.ts'
import { addStatic, isFile } from './static.ts'
import { localDay } from './time.ts'

export const SESSION_COOKIE = 'xiaomen'
/** Cookies know no ports: signing in to a drill must not sign anybody out of the real thing beside it. */
export const sessionCookieOf = ({ drill }: Config): string => (drill === null ? SESSION_COOKIE : `${SESSION_COOKIE}-drill`)
const BODY_LIMIT = 1024 * 1024
const UPLOAD_LIMIT = 64 * 1024 * 1024
/** When the event loop waits longer than this, requests are told to come again. */
const MOST_DELAY_MS = 3_000
/** Public commands (signing in, accepting a card) per address and minute; guessing is also slowed per login. */
const PUBLIC_PER_MINUTE = 300

export type HttpParts = {
  modules: readonly Module[]
  services: Services
  relay: Relay | null
  /** Who a session token belongs to, or null. */
  resolveActor: (token: string) => Promise<Actor | null>
  /** Folder of the built web, or null to serve only the API. */
  webDir: string | null
}

export async function buildHttp({ modules, services, relay, resolveActor, webDir }: HttpParts): Promise<FastifyInstance> {
  const { config } = services
  const sessionCookie = sessionCookieOf(config)
  const hotRoutes = new Map<string, HotRoute>()
  let isClosing = false
  const app: FastifyInstance = Fastify({
    serverFactory: (router) =>
      createHotServer({
        routes: hotRoutes,
        cookie: sessionCookie,
        router,
        isRefusing: () => isClosing || app.isUnderPressure(),
        refusalOf: (error, route) => refusalOf(error, app.log, route, randomUUID),
        observe: (route, status, seconds) => observe(route, status, seconds),
      }),
    bodyLimit: BODY_LIMIT,
    // One hop: what a client writes into the header itself is not believed.
    trustProxy: config.isBehindProxy ? (_address, hop) => hop === 0 : false,
    // Addresses hold nothing personal by law of the house; bodies and headers are never logged.
    logger:
      config.logLevel === 'silent'
        ? false
        : { level: config.logLevel, serializers: { err: toldError }, redact: ['req.headers', 'req.remoteAddress', 'req.remotePort'] },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    // No logger of its own for each request: the few lines there are name the request.
    childLoggerFactory: (logger) => logger,
    routerOptions: { ignoreTrailingSlash: true },
  })
  addHeaders(app, config.publicUrl?.startsWith('https:') ?? false)
  if (config.drill !== null) markAnswers(app, config.drill)
  await app.register(compress, { global: true, threshold: 1024 })
  await app.register(cookie)
  await app.register(multipart, { limits: { files: 1, fields: 2, fieldSize: BODY_LIMIT, fileSize: UPLOAD_LIMIT } })
  await app.register(rateLimit, { global: false })
  await app.register(underPressure, {
    maxEventLoopDelay: MOST_DELAY_MS,
    // A page that misses one of its files is broken until somebody opens it anew, and a file costs next to nothing: files are always given.
    pressureHandler: async ({ url }, reply) => {
      if (isFile(url)) return
      void reply.header('retry-after', '5')
      throw new AppError('server.busy', 503)
    },
  })

  app.addHook('onSend', (_request, reply, payload, done) => {
    if (reply.statusCode === 503 && !reply.hasHeader('retry-after')) reply.header('retry-after', '2')
    done(null, payload)
  })
  app.setErrorHandler((error, request, reply) => {
    const { status, body } = refusalOf(error, request.log, request.routeOptions.url ?? '', () => request.id)
    return reply.status(status).send(body)
  })
  app.addHook('preClose', (done) => {
    isClosing = true
    done()
  })

  for (const module of modules) {
    for (const [key, op] of Object.entries(module.ops)) {
      const handler = module.handlers[key]
      if (!handler) throw new Error(`${op.name} has no handler.`)
      if (op.hot) hotRoutes.set(`/api/${op.name}`, hotRoute(op, handler, services, resolveActor))
      addOperation(app, op, handler, services, relay, resolveActor, hotRoutes.get(`/api/${op.name}`))
    }
    for (const page of module.pages) {
      app.get(page.path, async (request, reply) => {
        const query = request.query as Record<string, string>
        const lang = pageLang(request)
        const origin = config.publicUrl ?? `${request.protocol}://${request.host}`
        const found = await page.run(services, { params: request.params as Record<string, string>, query, lang, origin })
        if (!found) throw fail(commonErrors, 'request.not_found')
        const bytes = Buffer.isBuffer(found.bytes) || typeof found.bytes === 'string' ? found.bytes : ''
        const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`
        reply.headers({ etag, 'cache-control': `public, max-age=${page.maxAgeS}`, vary: 'accept-language', ...found.headers }).type(found.type)
        if (request.headers['if-none-match'] === etag) return reply.status(304).send()
        return reply.send(bytes)
      })
    }
  }

  await addFormPages(app, modules, services, pageLang)
  addBatch(app, modules)

  app.get('/healthz', async () => ({ ok: true }))
  app.get('/readyz', async (_request, reply) => {
    try {
      await services.db.ping()
      return { ok: true, database: services.db.kind }
    } catch {
      return reply.status(503).send({ ok: false, database: services.db.kind })
    }
  })
  const observe = addMetrics(app, services)
  await addOpenApi(app, modules)
  if (relay) addLive(app, services, relay, (request) => actorOf(request, sessionCookie, resolveActor))
  if (config.drill !== null && services.withheld !== null) addDrillPages(app, config.drill, services.withheld, pageLang)
  if (webDir === null) app.setNotFoundHandler((_request, reply) => reply.status(404).send({ code: 'request.not_found' }))
  else await addStatic(app, webDir, config.drill === null)
  return app
}

/** What the address asks for, else the browser. */
const pageLang: PageLang = ({ query, headers }) => {
  const asked = (query as Record<string, string>)['lang']
  const accepted = headers['accept-language']
  const isEnglish = typeof accepted === 'string' && /^en\b/i.test(accepted)
  return asked === 'en' || (asked !== 'zh' && isEnglish) ? 'en' : 'zh'
}

const actorOf = (request: FastifyRequest, cookie: string, resolveActor: HttpParts['resolveActor']): Promise<Actor> =>
  actorFor(request.cookies[cookie], resolveActor)

async function actorFor(token: string | undefined, resolveActor: HttpParts['resolveActor']): Promise<Actor> {
  return (token !== undefined && token.length <= 100 && (await resolveActor(token))) || { kind: 'anonymous' }
}

function outsideOf(request: FastifyRequest, reply: FastifyReply, cookie: string, file: Ctx['file']): Outside {
  const secure = request.protocol === 'https'
  return {
    file,
    cookies: {
      setSession: (token, days) => void reply.setCookie(cookie, token, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: days * 86_400 }),
      clearSession: () => void reply.clearCookie(cookie, { path: '/' }),
    },
    request: { device: (request.headers['user-agent'] ?? '').slice(0, 200), ip: request.ip, signed: signedCallOf(request) },
  }
}

/** An operation committed in groups: asks, checks and answers without a transaction of its own. */
const hotRoute =
  (op: Op, handler: Module['handlers'][string], services: Services, resolveActor: HttpParts['resolveActor']): HotRoute =>
  async ({ token, hasOwnHeader, body }) => {
    if (!hasOwnHeader) throw fail(commonErrors, 'access.denied')
    const actor = await actorFor(token, resolveActor)
    requireSession(actor)
    const input = op.input.safeParse(body ?? {})
    if (!input.success) throw new AppError('request.invalid', 400, { details: { issues: issuesOf(input.error) } })
    let hasAsked = false
    const ctx: HotCtx = {
      actor,
      now: services.now(),
      crypto: services.crypto,
      request: { device: '', ip: '' },
      services,
      must: (permission, place) => {
        const role = requireAt(actor, permission, place.path, ctx.now)
        hasAsked = true
        return role
      },
    }
    const answer = await handler(ctx as never, input.data as never)
    if (!hasAsked) throw new Error(`${op.name} answered without asking its policy`)
    return JSON.stringify(answer)
  }

function addOperation(
  app: FastifyInstance,
  op: Op,
  handler: Module['handlers'][string],
  services: Services,
  relay: Relay | null,
  resolveActor: HttpParts['resolveActor'],
  hot: HotRoute | undefined,
): void {
  const sessionCookie = sessionCookieOf(services.config)
  if (hot) {
    app.post(`/api/${op.name}`, { compress: false }, async (request, reply) => {
      const answer = await hot({ token: request.cookies[sessionCookie], hasOwnHeader: request.headers['x-xiaomen'] !== undefined, body: request.body })
      return reply.type('application/json; charset=utf-8').send(answer)
    })
    return
  }
  const isPublic = op.can === 'public'
  const limit = isPublic ? { config: { rateLimit: { max: PUBLIC_PER_MINUTE, timeWindow: '1 minute' } } } : {}
  const options = op.signed === true ? { ...limit, preParsing: keepBytes as never } : limit
  app.post(`/api/${op.name}`, options, async (request, reply) => {
    // A page of another site cannot send this header without asking first, and nobody is allowed.
    if (op.signed !== true && request.headers['x-xiaomen'] === undefined) throw fail(commonErrors, 'access.denied')
    const actor = await actorOf(request, sessionCookie, resolveActor)
    if (!isPublic) requireSession(actor)

    // Before a byte of a file is taken: somebody who may do this somewhere, where it exists.
    if (op.kind === 'upload' && !isPublic && op.can !== 'self') {
      const now = services.now()
      if (op.exists !== undefined && whereThere(op.name, await services.functions.fresh(), scopeOf(actor, now), localDay(now)).length === 0)
        throw fail(commonErrors, 'request.not_found')
      requirePaths(actor, op.can, now)
    }
    const { body, file } = op.kind === 'upload' ? await receive(request, services) : { body: request.body, file: null }
    try {
      const input = op.input.safeParse(body ?? {})
      if (!input.success) throw new AppError('request.invalid', 400, { details: { issues: issuesOf(input.error) } })
      const { answer, hasEvents } = await runInTransaction(
        {
          db: services.db,
          crypto: services.crypto,
          now: services.now(),
          actor,
          outside: outsideOf(request, reply, sessionCookie, file),
          functions: services.functions,
        },
        { name: op.name, kind: op.kind, reads: op.reads, exists: op.exists, isPublic },
        (ctx) => handler(ctx as never, input.data as never),
      )
      if (hasEvents) relay?.wake()
      if (op.kind === 'file') return sendFile(reply, answer as FileReply)
      const output = op.output.safeParse(answer)
      if (!output.success) throw new Error(`${op.name} answered in another shape than its contract: ${z.prettifyError(output.error)}`)
      return reply.send(output.data)
    } finally {
      if (file) await rm(file.path, { force: true })
    }
  })
}

/** Where and what, never the value. */
const issuesOf = (error: z.ZodError) =>
  error.issues.slice(0, 20).map((issue) => ({ path: issue.path.join('.'), problem: issue.code === 'custom' ? issue.message : issue.code }))

function sendFile(reply: FastifyReply, { bytes, type, name, headers }: FileReply): FastifyReply {
  reply.type(type).header('cache-control', 'no-store')
  if (name !== undefined) reply.header('content-disposition', `attachment; filename="file"; filename*=UTF-8''${encodeURIComponent(name)}`)
  if (headers) reply.headers(headers)
  return reply.send(typeof bytes === 'string' || Buffer.isBuffer(bytes) ? bytes : Readable.from(bytes))
}

/** Files being taken in at the same time; each may be as large as the limit. */
const MOST_UPLOADS = 4
let receiving = 0
/** Emptied at every start: what lies here belongs to requests that a crash cut off. */
export const uploadsIn = (dataDir: string): string => join(dataDir, 'uploads')

/** Puts the uploaded file on disk, readable by this account only, until the request ends. */
async function receive(request: FastifyRequest, { config }: Services): Promise<{ body: unknown; file: Ctx['file'] }> {
  if (!request.isMultipart()) throw new AppError('request.invalid', 400, { details: { issues: [{ path: '', problem: 'not_multipart' }] } })
  const folder = uploadsIn(config.dataDir)
  if (receiving >= MOST_UPLOADS) throw fail(commonErrors, 'server.busy')
  receiving += 1
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  let body: unknown = {}
  let file: Ctx['file'] = null
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        if (part.fieldname !== 'input') continue
        try {
          body = JSON.parse(String(part.value))
        } catch (error) {
          throw new AppError('request.invalid', 400, { cause: error, details: { issues: [{ path: 'input', problem: 'not_json' }] } })
        }
        continue
      }
      const path = join(folder, randomUUID())
      file = { name: (part.filename ?? '').slice(0, 200), path, bytes: 0 }
      const out = createWriteStream(path, { mode: 0o600 })
      await pipeline(part.file, out)
      file.bytes = out.bytesWritten
      if (part.file.truncated) throw fail(commonErrors, 'request.too_large')
    }
  } catch (error) {
    if (file) await rm(file.path, { force: true })
    throw error
  } finally {
    receiving -= 1
  }
  if (!file) throw new AppError('request.invalid', 400, { details: { issues: [{ path: 'file', problem: 'missing' }] } })
  return { body, file }
}

/** Fastify's own refusals in the contract's words. */
const FASTIFY_CODES: Record<string, keyof typeof commonErrors> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.too_large',
  FST_REQ_FILE_TOO_LARGE: 'request.too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.invalid',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request.invalid',
  FST_ERR_CTP_INVALID_JSON_BODY: 'request.invalid',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request.invalid',
}

/** What the one who asked is told, and for what nobody expected, a line in the log. */
function refusalOf(
  error: unknown,
  log: { error(fields: object, message: string): void },
  route: string,
  requestId: () => string,
): { status: number; body: object } {
  const { code, statusCode } = error as { code?: string; statusCode?: number }
  const known =
    error instanceof AppError
      ? error
      : code !== undefined && FASTIFY_CODES[code] !== undefined
        ? fail(commonErrors, FASTIFY_CODES[code])
        : statusCode === 429
          ? fail(commonErrors, 'request.too_many')
          : statusCode !== undefined && statusCode >= 400 && statusCode < 500
            ? fail(commonErrors, 'request.invalid')
            : new AppError('server.unexpected', 500, { cause: error })
  const id = known.status >= 500 ? requestId() : undefined
  // The database's own message may quote a value: only its class, code and our stack are written down.
  if (known.status === 500) log.error({ requestId: id, route, err: error }, 'a request failed unexpectedly')
  return {
    status: known.status,
    body: { code: known.code, ...(known.details ? { details: known.details } : {}), ...(id === undefined ? {} : { requestId: id }) },
  }
}
