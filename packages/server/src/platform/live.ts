import { contains } from '@xiaomen/rules/areas'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor } from './ctx.ts'
import type { Services } from './module.ts'
import { allPolicies, holds, scopeOf } from './policies.ts'
import type { Heard, Relay } from './relay.ts'
import { requireSession } from './run.ts'

const KEEP_ALIVE_MS = 20_000
/** Longest that a page of somebody whose rights changed keeps hearing (trust.md, T17). */
const ACTOR_GOOD_FOR_MS = 5_000
/** Open pages per server and per account; past it a page polls. */
const MOST_LISTENERS = 2_000
const MOST_PER_ACCOUNT = 6
/** A page that does not read is let go before it fills the memory. */
const MOST_UNREAD_BYTES = 64_000

/** The module that speaks and the area, never the home: which family something is about is asked, with the permission to ask it. */
const wordOf = ({ name }: Heard): string => name.split('.')[0] ?? ''
const areaOf = ({ payload }: Heard): string | null => (typeof payload['areaPath'] === 'string' ? payload['areaPath'].replace(/h\d+\/$/, '') : null)

/** True for somebody who may ask this module anything there: the event then says no more than that asking again is worth it. */
function mayHear(actor: Actor, event: Heard, now: Date): boolean {
  const word = wordOf(event)
  const area = areaOf(event)
  const permissions = [...allPolicies().keys()].filter((permission) => permission.startsWith(`${word}.`))
  if (area === null) return permissions.some((permission) => scopeOf(actor, now).some((path) => holds(actor, permission, path, now)))
  return scopeOf(actor, now).some((path) => {
    const place = contains(path, area) ? area : contains(area, path) ? path : null
    return place !== null && permissions.some((permission) => holds(actor, permission, place, now))
  })
}

/** GET /api/live: tells an open page which module has news for it, so that it asks again. */
export function addLive(app: FastifyInstance, services: Services, relay: Relay, actorOf: (request: FastifyRequest) => Promise<Actor>): void {
  const perAccount = new Map<string, number>()
  let listeners = 0
  app.get('/api/live', { compress: false } as object, async (request, reply) => {
    let actor = await actorOf(request)
    requireSession(actor)
    const account = actor.kind === 'account' ? actor.id : ''
    if (listeners >= MOST_LISTENERS || (perAccount.get(account) ?? 0) >= MOST_PER_ACCOUNT) return reply.status(503).send({ code: 'server.busy' })
    listeners += 1
    perAccount.set(account, (perAccount.get(account) ?? 0) + 1)
    reply.hijack()
    const { raw } = reply
    raw.on('error', () => {}) // a page that went away while it was being written to
    const write = (text: string) => {
      if (raw.writableEnded || raw.destroyed) return
      if (raw.writableLength > MOST_UNREAD_BYTES) raw.destroy()
      else raw.write(text)
    }
    raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
    write(': open\n\n')
    const stopHearing = relay.onHeard((event) => {
      if (mayHear(actor, event, services.now())) write(`id: ${event.id}\ndata: ${JSON.stringify({ word: wordOf(event) })}\n\n`)
    })
    const letGo = () => {
      stopHearing()
      raw.end()
    }
    const keepAlive = setInterval(() => write(': still here\n\n'), KEEP_ALIVE_MS)
    const askAgain = setInterval(() => {
      actorOf(request).then((now) => {
        actor = now
        if (now.kind !== 'account') letGo()
      }, letGo)
    }, ACTOR_GOOD_FOR_MS)
    raw.on('close', () => {
      listeners -= 1
      const left = (perAccount.get(account) ?? 1) - 1
      if (left === 0) perAccount.delete(account)
      else perAccount.set(account, left)
      clearInterval(keepAlive)
      clearInterval(askAgain)
      stopHearing()
    })
    return reply
  })
  app.addHook('preClose', async () => {
    app.server.closeAllConnections()
  })
}
