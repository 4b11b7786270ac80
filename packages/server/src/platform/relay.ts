import type { Actor, Ctx } from './ctx.ts'
import type { Module, Services, Worker } from './module.ts'
import { claimOutbox, countDue, MOST_ATTEMPTS, markDone, markFailed, markHeard } from './outbox.ts'

export type Heard = { id: string; name: string; payload: Record<string, unknown> }
export type Relay = {
  /** Looks for work now. Called after every commit that left an event. */
  wake(): void
  /** Runs until nothing is waiting. @throws when the outbox cannot be read. */
  drain(): Promise<void>
  /** Called with each event once every reaction has heard it. */
  onHeard(listener: (event: Heard) => void): () => void
  stop(): Promise<void>
}
type RunAs = <T>(actor: Actor, name: string, run: (ctx: Ctx) => Promise<T>) => Promise<T>

const POLL_MS = 1_000

/** Carries events from the outbox to the modules that listen, at least once each, and runs the work they queue. */
export function startRelay(modules: readonly Module[], services: Services, runAs: RunAs): Relay {
  const reactions = Map.groupBy(
    modules.flatMap((module) => module.reactions.map((reaction) => ({ ...reaction, key: `${module.name}.${reaction.name}` }))),
    (reaction) => reaction.event.name,
  )
  const workers = new Map<string, Worker>(modules.flatMap((module) => module.workers.map((worker) => [`job:${worker.name}`, worker] as const)))
  const listeners = new Set<(event: Heard) => void>()
  const jobs = new Set<Promise<void>>()
  let running: Promise<void> | null = null
  let isAsked = false
  let isStopped = false
  let unreadable: unknown = null

  const settle = async (id: string, attempts: number, work: () => Promise<void>) => {
    try {
      await work()
      await services.asSystem('relay.done', (ctx) => markDone(ctx.tx, [id], services.now()))
    } catch (error) {
      services.log.error(
        { err: error, event: id, attempts },
        attempts < MOST_ATTEMPTS ? 'an event was not heard; it will be tried again' : 'an event was given up after its last try and waits for a person',
      )
      const name = error instanceof Error ? error.name : 'unknown'
      await services
        .asSystem('relay.failed', (ctx) => markFailed(ctx.tx, id, name, new Date(services.now().getTime() + 1000 * 2 ** Math.min(attempts, 10))))
        .catch(() => {})
    }
  }

  const round = async (): Promise<boolean> => {
    const claimed = await services.asSystem('relay.claim', (ctx) => claimOutbox(ctx.tx, services.now()))
    for (const { id, name, payload, attempts } of claimed) {
      const worker = workers.get(name)
      if (worker) {
        // Long work runs beside the events, not before them.
        const job = settle(id, attempts, () => worker.run(services, payload as Record<string, string>)).finally(() => jobs.delete(job))
        jobs.add(job)
        continue
      }
      await settle(id, attempts, async () => {
        for (const reaction of reactions.get(name) ?? []) {
          await runAs({ kind: 'system', name: reaction.key }, reaction.key, async (ctx) => {
            if (await markHeard(ctx.tx, id, reaction.key, ctx.now)) await reaction.run(ctx, reaction.event.payload.parse(payload) as never)
          })
        }
        for (const listener of listeners) listener({ id, name, payload: payload as Record<string, unknown> })
      })
    }
    return claimed.length > 0
  }

  const loop = async () => {
    do {
      isAsked = false
      try {
        while (!isStopped && (await round())) isAsked = false
        unreadable = null
      } catch (error) {
        unreadable = error
        services.log.error({ err: error }, 'the relay could not read the outbox')
      }
    } while (isAsked && !isStopped)
  }
  const wake = () => {
    isAsked = true
    if (isStopped || running) return
    running = loop().finally(() => {
      running = null
      if (isAsked && !isStopped) wake()
    })
  }
  const timer = setInterval(wake, POLL_MS)
  timer.unref()
  return {
    wake,
    drain: async () => {
      do {
        wake()
        while (running) await running
        await Promise.all(jobs)
        if (unreadable !== null) throw unreadable
      } while (isAsked || jobs.size > 0 || (await services.asSystem('relay.peek', (ctx) => countDue(ctx.tx, services.now()))) > 0)
    },
    onHeard: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop: async () => {
      isStopped = true
      clearInterval(timer)
      if (running) await running
      await Promise.all(jobs)
    },
  }
}
