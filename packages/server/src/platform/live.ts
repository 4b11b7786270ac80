import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor } from './ctx.ts'
import type { Services } from './module.ts'
import type { Relay } from './relay.ts'
import { contains } from '@xiaomen/rules/areas'
import { scopeOf } from './policies.ts'
import { requireSession } from './run.ts'

const KEEP_ALIVE_MS = 20_000
/** Open pages per server; past it a page polls. */
const MOST_LISTENERS = 2_000

/** GET /api/live: tells an open page that something changed and where, so that it asks again. Names of events and area paths, nothing else. */
export function addLive(app: FastifyInstance, services: Services, relay: Relay, actorOf: (request: FastifyRequest) => Promise<Actor>): void {
  let listeners = 0
  app.get('/api/live', { compress: false } as object, async (request, reply) => {
    const actor = await actorOf(request)
    requireSession(actor)
    if (listeners >= MOST_LISTENERS) return reply.status(503).send({ code: 'server.busy' })
    listeners += 1
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
    raw.write(': open\n\n')
    const stopHearing = relay.onHeard(({ id, name, payload }) => {
      const areaPath = typeof payload['areaPath'] === 'string' ? payload['areaPath'] : null
      const scope = scopeOf(actor, services.now())
      if (areaPath !== null && !scope.some((path) => contains(path, areaPath) || contains(areaPath, path))) return
      raw.write(`id: ${id}\ndata: ${JSON.stringify({ name, areaPath })}\n\n`)
    })
    // Who was signed out or disabled meanwhile is let go: the page then finds out by asking.
    const keepAlive = setInterval(() => {
      actorOf(request).then(
        (now) => (now.kind === 'account' ? raw.write(': still here\n\n') : raw.end()),
        () => raw.end(),
      )
    }, KEEP_ALIVE_MS)
    raw.on('close', () => {
      listeners -= 1
      clearInterval(keepAlive)
      stopHearing()
    })
    return reply
  })
  app.addHook('preClose', async () => {
    app.server.closeAllConnections()
  })
}
