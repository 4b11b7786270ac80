// An operation done from within, by the same steps as one that comes over HTTP: for the demonstration and for what is played in benches.
import type { Op } from '@xiaomen/contract'
import type { z } from 'zod'
import { MODULES } from './modules.ts'
import type { Actor } from './platform/ctx.ts'
import type { HotCtx, Services } from './platform/module.ts'
import { outboxLag } from './platform/outbox.ts'
import { requireAt } from './platform/policies.ts'
import { NO_OUTSIDE, runInTransaction } from './platform/run.ts'

export const ANONYMOUS: Actor = { kind: 'anonymous' }

export async function perform<O extends Op>(services: Services, actor: Actor, op: O, input: z.input<O['input']>): Promise<z.output<O['output']>> {
  const [word, key] = op.name.split('.') as [string, string]
  const handler = MODULES.find((module) => module.name === word)?.handlers[key]
  if (!handler) throw new Error(`${op.name} has no handler.`)
  const parsed = op.input.parse(input)
  const now = services.now()
  if (op.hot) {
    const ctx: HotCtx = {
      actor,
      now,
      services,
      crypto: services.crypto,
      request: NO_OUTSIDE.request,
      must: (permission, { path }) => requireAt(actor, permission, path, now),
    }
    return (await handler(ctx as never, parsed as never)) as z.output<O['output']>
  }
  const { answer, hasEvents } = await runInTransaction(
    { db: services.db, crypto: services.crypto, now, actor, outside: NO_OUTSIDE, functions: services.functions },
    { name: op.name, kind: op.kind, reads: op.reads, exists: op.exists, isPublic: op.can === 'public' },
    (ctx) => handler(ctx as never, parsed as never),
  )
  if (hasEvents) services.wakeRelay()
  return op.output.parse(answer) as z.output<O['output']>
}

const LOOK_EVERY_MS = 40

/** Waits until everything told so far has been heard. @throws when that takes longer than `withinMs` */
export async function settle(services: Services, withinMs = 60_000): Promise<void> {
  const end = performance.now() + withinMs
  for (;;) {
    const { waiting } = await services.asSystem('relay.settle', ({ tx, now }) => outboxLag(tx, now))
    if (waiting === 0) return
    if (performance.now() > end) throw new Error(`${waiting} events were still waiting after ${withinMs / 1000} s`)
    services.wakeRelay()
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}
