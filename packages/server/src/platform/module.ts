import type { EventType, Ops, Permission } from '@xiaomen/contract'
import type { Role } from '@xiaomen/rules/access'
import type { z } from 'zod'
import type { Config } from './config.ts'
import type { FieldCrypto } from './crypto.ts'
import type { Ctx, Place } from './ctx.ts'
import type { Database } from './db.ts'
import type { Functions } from './exists.ts'
import type { SmsPort } from './sms.ts'
import type { Withheld } from './withheld.ts'

/** Bytes of a `file` operation, or of a public page. */
export type FileReply = { bytes: Buffer | string | AsyncIterable<Buffer>; type: string; name?: string; headers?: Record<string, string> }

type Reply<O extends Ops[string]> = O['kind'] extends 'file' ? FileReply : z.input<O['output']>
export type Handlers<C extends Ops> = {
  [K in keyof C]: C[K] extends { hot: true } ? HotHandler<C[K]> : (ctx: Ctx, input: z.output<C[K]['input']>) => Promise<Reply<C[K]>>
}
/** An operation committed in groups has no transaction of its own: it asks `must`, then joins a batch (group-commit.ts). */
export type HotCtx = Pick<Ctx, 'actor' | 'now' | 'crypto' | 'request'> & {
  services: Services
  /** As in Ctx; answers with the role that let the actor through, for the audit row the batch writes. */
  must(permission: string, place: Place): Role | null
}
type HotHandler<O extends Ops[string]> = (ctx: HotCtx, input: z.output<O['input']>) => Promise<z.input<O['output']>>

/** The roles that hold a permission. Where they hold it is the grant's path. */
export type Policy<C extends Ops> = Record<Permission<C>, readonly Role[]>

/** What code outside a request works with: jobs, workers, hot operations, pages. */
export type Services = {
  config: Config
  db: Database
  crypto: FieldCrypto
  /** Which operations exist where. */
  functions: Functions
  /** Null where no gateway is configured. */
  sms: SmsPort | null
  /** In a drill: whoever would send something outside notes it here instead. */
  withheld: Withheld | null
  now(): Date
  /** One transaction as the system, seeing every area, audited under `name`. */
  asSystem<T>(name: string, run: (ctx: Ctx) => Promise<T>): Promise<T>
  /** Wakes the relay after a commit that was not made by a request. */
  wakeRelay(): void
  log: { info(fields: object, message: string): void; error(fields: object, message: string): void }
}

/** Runs as the system, in one transaction of its own that also remembers (event, reaction): may be tried again, takes effect once. */
export type Reaction = { event: EventType; name: string; run: (ctx: Ctx, payload: never) => Promise<void> }
export const on = <N extends string, P extends z.ZodType>(
  event: EventType<N, P>,
  name: string,
  run: (ctx: Ctx, payload: z.output<P>) => Promise<void>,
): Reaction => ({ event, name, run })

export type Job = { name: string; at: string; run: (services: Services) => Promise<void> }
/** By the clock, once across all processes. `at` is cron with minutes first, in Asia/Shanghai. */
export const cron = (at: string, name: string, run: Job['run']): Job => ({ name, at, run })

export type Worker = { name: string; run: (services: Services, payload: Record<string, string>) => Promise<void> }
/** Work queued by `ctx.enqueue(name, …)`: at least once, outside a transaction, so it makes its own. */
export const worker = (name: string, run: Worker['run']): Worker => ({ name, run })

/** A public GET page. `origin`: the address people reach this server by, for codes on paper. The only routes that are not operations; never anything personal in the address. */
export type Page = {
  path: `/${string}`
  run: (
    services: Services,
    request: { params: Record<string, string>; query: Record<string, string>; lang: 'zh' | 'en'; origin: string },
  ) => Promise<FileReply | null>
  maxAgeS: number
}

/** A form that works without a script. `address`: the sender's, as a keyed index. An answer of 303 leads to a page. */
export type FormPage = {
  path: `/${string}`
  run: (
    services: Services,
    request: { params: Record<string, string>; fields: Record<string, string>; lang: 'zh' | 'en'; origin: string; address: string },
  ) => Promise<{ status: 303; location: string } | { status: 200 | 400 | 404 | 429; page: FileReply }>
}

type Parts<C extends Ops> = {
  ops: C
  handlers: Handlers<C>
  policy: Policy<C>
  reactions?: Reaction[]
  jobs?: Job[]
  workers?: Worker[]
  pages?: Page[]
  forms?: FormPage[]
  /** Work at start, before listening: warm caches, compile packs. */
  start?: (services: Services) => Promise<void>
  /** What `start` left running, ended before the database closes. */
  stop?: (services: Services) => Promise<void>
}
export type Module = Required<Omit<Parts<Ops>, 'policy' | 'handlers' | 'start' | 'stop'>> & {
  name: string
  policy: Record<string, readonly Role[]>
  handlers: Record<string, (ctx: never, input: never) => Promise<unknown>>
  start: ((services: Services) => Promise<void>) | null
  stop: ((services: Services) => Promise<void>) | null
}
export const defineModule = <C extends Ops>(name: string, parts: Parts<C>): Module =>
  ({ reactions: [], jobs: [], workers: [], pages: [], forms: [], start: null, stop: null, name, ...parts }) as unknown as Module

export type { Ctx }
