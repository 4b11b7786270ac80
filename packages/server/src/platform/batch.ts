// What a phone kept while it had no network comes in handfuls: a stairwell's five hundred visits are five round trips, not five hundred.
import { commonErrors } from '@xiaomen/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { AppError, fail } from './error.ts'
import type { Module } from './module.ts'

/** As many as fit one request with room to spare. */
const MOST = 100
const Items = z.object({
  items: z
    .array(z.object({ name: z.string().max(80), input: z.unknown() }))
    .min(1)
    .max(MOST),
})
/** Nothing after it can be expected to go better: signed out, too fast, too busy. The phone keeps the rest. */
const stops = (status: number) => status === 401 || status === 429 || status >= 500

/**
 * POST /api/outbox: commands that may wait on a phone, in their order. Each goes through its own route, as if it had come alone, with its own transaction,
 * permission and audit row; one that is refused does not keep back the next. Answers with a status and a body for each that was tried.
 */
export function addBatch(app: FastifyInstance, modules: readonly Module[]): void {
  const offline = new Set(modules.flatMap((module) => Object.values(module.ops)).flatMap((op) => (op.offline === true ? [op.name] : [])))
  app.post('/api/outbox', async (request, reply) => {
    if (request.headers['x-xiaomen'] === undefined) throw fail(commonErrors, 'access.denied')
    const read = Items.safeParse(request.body ?? {})
    if (!read.success || read.data.items.some(({ name }) => !offline.has(name))) throw new AppError('request.invalid', 400)
    const answers: { status: number; body: unknown }[] = []
    for (const { name, input } of read.data.items) {
      const reply = await app.inject({
        method: 'POST',
        url: `/api/${name}`,
        headers: { 'x-xiaomen': '1', cookie: request.headers.cookie ?? '', 'user-agent': request.headers['user-agent'] ?? '' },
        remoteAddress: request.ip,
        payload: (input ?? {}) as object,
      })
      answers.push({ status: reply.statusCode, body: reply.json() })
      if (stops(reply.statusCode)) break
    }
    return reply.send({ answers })
  })
}
