import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Services } from './module.ts'
import { outboxLag } from './outbox.ts'

/** GET /metrics for Prometheus, from this machine only: a reverse proxy must not forward it. */
export function addMetrics(app: FastifyInstance, services: Services): (route: string, status: number, elapsedS: number) => void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'xiaomen_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  })
  const waiting = new Gauge({ name: 'xiaomen_outbox_waiting', help: 'Events not yet heard', registers: [registry] })
  const oldest = new Gauge({ name: 'xiaomen_outbox_oldest_seconds', help: 'Age of the oldest event not yet heard', registers: [registry] })
  const dead = new Gauge({ name: 'xiaomen_outbox_given_up', help: 'Events whose last try failed; a person must look', registers: [registry] })
  const observe = (route: string, status: number, elapsedS: number) => seconds.observe({ route, status: String(status) }, elapsedS)
  app.addHook('onResponse', (request, reply, done) => {
    observe(request.routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime / 1000)
    done()
  })
  app.get('/metrics', async (request, reply) => {
    // The socket's own end, not what a header says; and nothing that a proxy passed on.
    const isLocal = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '') && request.headers['x-forwarded-for'] === undefined
    if (!isLocal) return reply.status(404).send({ code: 'request.not_found' })
    try {
      const lag = await services.asSystem('relay.lag', (ctx) => outboxLag(ctx.tx, services.now()))
      waiting.set(lag.waiting)
      oldest.set(lag.oldestS)
      dead.set(lag.givenUp)
    } catch {
      // A database that is away shows in /readyz; the process's own figures are still worth having.
    }
    return reply.type(registry.contentType).send(await registry.metrics())
  })
  return observe
}
