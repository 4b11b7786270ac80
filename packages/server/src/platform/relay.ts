import { setTimeout } from 'node:timers/promises'
import type { Actor, Ctx } from './ctx.ts'
import type { Module, Services, Worker } from './module.ts'
import { claimOutbox, countDue, MOST_ATTEMPTS, MOST_CLAIMED, markDone, markFailed, markHeard } from './outbox.ts'

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
/** So many rounds follow one another at once: a fact, what follows from it, and what follows from that. */
const AT_ONCE = 12
/** After those, events of a burst are left to gather, so that a phone's five hundred visits are not a thousand looks into the outbox. */
const GATHER_MS = 40

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
  let draining = 0
  let unreadable: unknown = null

  /** `work` says whether it has marked the event as done itself. */
  const settle = async (id: string, attempts: number, work: () => Promise<boolean>) => {
    try {
      if (!(await work())) await services.asSystem('relay.done', (ctx) => markDone(ctx.tx, [id], services.now()))
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

  const tell = (event: Heard) => {
    for (const listener of listeners) listener(event)
  }
  const hear = async ({ id, name, payload }: Heard): Promise<boolean> => {
    const heardBy = reactions.get(name) ?? []
    for (const [at, reaction] of heardBy.entries())
      await runAs({ kind: 'system', name: reaction.key }, reaction.key, async (ctx) => {
        if (await markHeard(ctx.tx, id, reaction.key, ctx.now)) await reaction.run(ctx, reaction.event.payload.parse(payload) as never)
        // Together with the last reaction: a transaction less for each event.
        if (at === heardBy.length - 1) await markDone(ctx.tx, [id], ctx.now)
      })
    tell({ id, name, payload })
    return heardBy.length > 0
  }

  const round = async (): Promise<number> => {
    const claimed = await services.asSystem('relay.claim', (ctx) => claimOutbox(ctx.tx, services.now()))
    const unheard: string[] = []
    for (const { id, name, payload, attempts } of claimed) {
      const event = { id, name, payload: payload as Record<string, unknown> }
      const worker = workers.get(name)
      if (worker) {
        // Long work runs beside the events, not before them.
        const job = settle(id, attempts, async () => {
          await worker.run(services, payload as Record<string, string>)
          return false
        }).finally(() => jobs.delete(job))
        jobs.add(job)
      } else if (reactions.has(name)) await settle(id, attempts, () => hear(event))
      else {
        tell(event)
        unheard.push(id)
      }
    }
    if (unheard.length > 0) await services.asSystem('relay.done', (ctx) => markDone(ctx.tx, unheard, services.now()))
    return claimed.length
  }

  // Every commit that leaves an event wakes: a round that emptied the outbox need not look again.
  const loop = async () => {
    let taken = 0
    let rounds = 0
    do {
      isAsked = false
      if (rounds >= AT_ONCE && taken < MOST_CLAIMED && draining === 0) await setTimeout(GATHER_MS)
      try {
        taken = await round()
        unreadable = null
      } catch (error) {
        taken = 0
        unreadable = error
        services.log.error({ err: error }, 'the relay could not read the outbox')
      }
      rounds += 1
    } while ((isAsked || taken === MOST_CLAIMED) && !isStopped)
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
      draining += 1
      try {
        do {
          wake()
          while (running) await running
          await Promise.all(jobs)
          if (unreadable !== null) throw unreadable
        } while (isAsked || jobs.size > 0 || (await services.asSystem('relay.peek', (ctx) => countDue(ctx.tx, services.now()))) > 0)
      } finally {
        draining -= 1
      }
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
