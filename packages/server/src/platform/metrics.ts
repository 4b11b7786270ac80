import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Services } from './module.ts'
import { outboxLag } from './outbox.ts'

/** GET /metrics for Prometheus, from this machine only: a reverse proxy must not forward it. */
export function addMetrics(app: FastifyInstance, services: Services): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({ name: 'xiaomen_request_seconds', help: 'Time to answer, by route and status', labelNames: ['route', 'status'], buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10], registers: [registry] })
  const waiting = new Gauge({ name: 'xiaomen_outbox_waiting', help: 'Events not yet heard', registers: [registry] })
  const oldest = new Gauge({ name: 'xiaomen_outbox_oldest_seconds', help: 'Age of the oldest event not yet heard', registers: [registry] })
  app.addHook('onResponse', async (request, reply) => {
    seconds.observe({ route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) }, reply.elapsedTime / 1000)
  })
  app.get('/metrics', async (request, reply) => {
    if (!['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip)) return reply.status(404).send({ code: 'request.not_found' })
    try {
      const lag = await services.asSystem('relay.lag', (ctx) => outboxLag(ctx.tx, services.now()))
      waiting.set(lag.waiting)
      oldest.set(lag.oldestS)
    } catch {
      // A database that is away shows in /readyz; the process's own figures are still worth having.
    }
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}
